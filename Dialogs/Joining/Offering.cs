using CampaignBot.Core.Events;
using CampaignBot.Core.Volunteering;

namespace CampaignBot.Dialogs.Joining;

/// <summary>An event or shift that is offered.</summary>
/// <param name="Names">What it is called in the reader's language: its title, and other words for it.</param>
/// <param name="Miles">How far it is from where was asked for; null where that isn't known.</param>
internal sealed record Offered(Occasion Occasion, IReadOnlyList<string> Names, double? Miles = null);

/// <summary>What there is to sign up for: events, or shifts.</summary>
internal abstract class Offering
{
    /// <summary>Whether others may be brought along.</summary>
    public abstract bool TakesGuests { get; }

    /// <summary>Whether what is nearest can be asked for.</summary>
    public abstract bool KnowsPlaces { get; }

    /// <summary>What isn't over, in the order to tell it in; null where nothing tells where the ZIP code is.</summary>
    public abstract ValueTask<IReadOnlyList<Offered>?> UpcomingAsync(string? zip, string language, CancellationToken cancellationToken);

    /// <summary>The occasion of an id; null where it isn't there any more.</summary>
    public abstract ValueTask<Occasion?> FindAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Events to come to.</summary>
internal sealed class EventOffering(EventGuide events) : Offering
{
    public override bool TakesGuests => true;

    public override bool KnowsPlaces => true;

    public override async ValueTask<IReadOnlyList<Offered>?> UpcomingAsync(string? zip, string language, CancellationToken cancellationToken) => zip is null
        ? [.. (await events.UpcomingAsync(cancellationToken)).Select(e => new Offered(e, [e.Title[language]]))]
        : await events.NearAsync(zip, cancellationToken) is { } near ? [.. near.Select(n => new Offered(n.Event, [n.Event.Title[language]], n.Miles))]
        : null;

    public override async ValueTask<Occasion?> FindAsync(string id, CancellationToken cancellationToken) => await events.FindAsync(id, cancellationToken);
}

/// <summary>Shifts to take.</summary>
internal sealed class ShiftOffering(ShiftGuide shifts) : Offering
{
    public override bool TakesGuests => false;

    public override bool KnowsPlaces => false;

    public override ValueTask<IReadOnlyList<Offered>?> UpcomingAsync(string? zip, string language, CancellationToken cancellationToken)
    {
        var names = shifts.Works.ToDictionary(w => w.Id, w => (IReadOnlyList<string>)[w.Title[language], .. w.Words.GetValueOrDefault(language) ?? []], StringComparer.Ordinal);
        return new([.. shifts.Upcoming().Select(s => new Offered(s, names[s.WorkId]))]);
    }

    public override ValueTask<Occasion?> FindAsync(string id, CancellationToken cancellationToken) => new(shifts.Find(id));
}
