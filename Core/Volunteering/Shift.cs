using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;

namespace CampaignBot.Core.Volunteering;

/// <summary>A stretch of work to sign up for.</summary>
/// <param name="WorkId">The <see cref="Work"/> that is done.</param>
public sealed record Shift(string Id, string WorkId, LocalizedText Title, DateTimeOffset Start, DateTimeOffset? End) : Occasion(Id, Title, Start, End)
{
    /// <summary>What the ids of shifts begin with.</summary>
    public const string IdPrefix = "shift.";
}

/// <summary>When a work is done together, as the content has it.</summary>
/// <param name="Venue">Null where it is the work's own.</param>
/// <param name="Capacity">How many may come to each; null where there is no limit.</param>
public sealed record PlannedShift(Timetable When, Venue? Venue, int? Capacity)
{
    internal Shift On(Work work, DateOnly day, TimeZoneInfo zone) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Shift.IdPrefix}{work.Id}.{day:yyyy-MM-dd}.{When.From:HHmm}"),
        work.Id,
        work.Title,
        When.Start(day, zone),
        When.End(day, zone))
    {
        Series = work.Id,
        About = work.About,
        Bring = work.Bring,
        Venue = Venue ?? work.Venue,
        Capacity = Capacity,
        Status = When.Cancelled.Contains(day) ? EventStatus.Cancelled : EventStatus.Confirmed,
    };

    /// <summary>Whether both may begin at the same instant, so that their shifts couldn't be told apart.</summary>
    internal bool MayMeet(PlannedShift other) =>
        When.From == other.When.From && When.First <= other.When.Last && other.When.First <= When.Last
        && (When.Every, other.When.Every) switch
        {
            ({ } one, { } two) => one == two,
            (null, null) => When.First == other.When.First,
            (null, _) => other.When.IsOn(When.First),
            _ => When.IsOn(other.When.First),
        };
}
