using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;

namespace CampaignBot.Core.Events;

/// <summary>Something at a time and a place that people sign up for: a <see cref="Gathering"/> or a shift of work.</summary>
/// <param name="Id">Stays the same as long as the day does: "event.coffee.2026-12-03", "shift.doors.2026-12-05.1000".</param>
/// <param name="Start">In the zone it is meant in; for a whole day, its midnight.</param>
/// <param name="End">Null where it isn't known.</param>
public abstract record Occasion(string Id, LocalizedText Title, DateTimeOffset Start, DateTimeOffset? End)
{
    /// <summary>The most places of one occasion; a larger one is open to all.</summary>
    public const int MostPlaces = 2_000;

    /// <summary>What repeats: the same for each of its days.</summary>
    public required string Series { get; init; }

    public LocalizedText? About { get; init; }

    /// <summary>What to bring, for those who come.</summary>
    public LocalizedText? Bring { get; init; }

    public Venue? Venue { get; init; }

    /// <summary>How many may come; null where there is no limit.</summary>
    public int? Capacity { get; init; }

    public EventStatus Status { get; init; }

    public bool IsAllDay { get; init; }

    /// <summary>Whether nobody can come any more.</summary>
    public bool IsOver(DateTimeOffset now) => (End ?? (IsAllDay ? Start.AddDays(1) : Start)) <= now;
}

/// <summary>An event to come to.</summary>
public sealed record Gathering(string Id, LocalizedText Title, DateTimeOffset Start, DateTimeOffset? End) : Occasion(Id, Title, Start, End)
{
    /// <summary>More about it, over https.</summary>
    public Uri? Link { get; init; }
}

/// <summary>Where an occasion is.</summary>
/// <param name="Name">"Riverside Park", "At home, with your own phone"; null where there is but an address.</param>
/// <param name="Address">Null where there is none to go to, or where only those who come may know it.</param>
public sealed record Venue(LocalizedText? Name, PlaceAddress? Address, GeoPoint? Point)
{
    /// <summary>A map that opens at the address; null where there is none.</summary>
    public Uri? Map => Address is null ? null : new("https://www.google.com/maps/search/?api=1&query=" + Uri.EscapeDataString(Address.ToString()));
}
