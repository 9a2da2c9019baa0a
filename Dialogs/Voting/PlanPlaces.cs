using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;

namespace CampaignBot.Dialogs.Voting;

/// <summary>The places that a plan can lead to, and whether they are open then.</summary>
internal sealed class PlanPlaces(VotingGuide guide, TimeZoneInfo zone)
{
    /// <summary>The feed of an election; null where there is none.</summary>
    public async Task<VotingFeed?> FeedAsync(DateOnly election, CancellationToken cancellationToken) =>
        (await guide.FeedsAsync(cancellationToken)).FirstOrDefault(f => f.Election.Date == election);

    /// <summary>
    /// The places for a way to vote: those of the address's precinct, or those that every precinct shares; null where that can't
    /// be told.
    /// </summary>
    public async Task<IReadOnlyList<VotingPlace>?> OfAsync(VotingWay way, PostalAddress? home, DateOnly election, CancellationToken cancellationToken)
    {
        if (way == VotingWay.Mail || await FeedAsync(election, cancellationToken) is not { } feed)
            return null;
        if (home is not null && await guide.FindAsync(home, cancellationToken) is VotingLookup.Found { Precinct: var precinct } found && found.Feed == feed)
            return [.. Of(precinct, way)];
        if (feed.Precincts.Count == 0)
            return null;
        var first = Of(feed.Precincts[0], way).ToList();
        return first.Count > 0 && feed.Precincts.All(p => Of(p, way).SequenceEqual(first)) ? first : null;
    }

    /// <summary>
    /// The days on which one can vote that way: early while a place for it is open; by drop box or mail from when the boxes open, as
    /// ballots are out then, to the election. Its beginning is null where nobody knows it.
    /// </summary>
    public async Task<(DateOnly? From, DateOnly Until)> WindowAsync(VotingWay way, DateOnly election, CancellationToken cancellationToken)
    {
        var kind = way == VotingWay.Early ? VotingWay.Early : VotingWay.DropBox;
        if (way == VotingWay.ElectionDay)
            return (election, election);
        var periods = await FeedAsync(election, cancellationToken) is { } feed
            ? feed.Precincts.SelectMany(p => Of(p, kind)).SelectMany(p => p.Hours?.Periods ?? []).ToList()
            : [];
        var last = way == VotingWay.Early ? election.AddDays(-1) : election;
        if (periods.Count == 0 || periods.Exists(p => p.From is null))
            return (null, last);
        return (periods.Min(p => p.From), way == VotingWay.Early && periods.Max(p => p.Until ?? last) is var closes && closes < last ? closes : last);
    }

    /// <summary>A place of an election's feed; null where it isn't there (any more).</summary>
    public async Task<VotingPlace?> FindAsync(string? id, DateOnly election, CancellationToken cancellationToken) =>
        id is null ? null : (await FeedAsync(election, cancellationToken))?.Precincts.SelectMany(p => p.Places).FirstOrDefault(p => p.Id == id);

    /// <summary>When a place is open on a day; where it isn't known, when all polling places are. Empty where nobody knows, or it is closed.</summary>
    /// <returns>The hours, and whether they are known at all.</returns>
    public (IReadOnlyList<OpenSpan> Hours, bool AreKnown) On(DateOnly day, VotingPlace? place, VotingFeed? feed, VotingWay way)
    {
        var hours = place?.Hours ?? (way == VotingWay.ElectionDay && place?.HoursText is null ? feed?.Election.Hours : null);
        return hours is null ? ([], false) : (hours.On(day, zone), true);
    }

    private static IEnumerable<VotingPlace> Of(Precinct precinct, VotingWay way) => way switch
    {
        VotingWay.Early => precinct.EarlyVoting,
        VotingWay.DropBox => precinct.DropBoxes,
        _ => precinct.PollingPlaces,
    };
}
