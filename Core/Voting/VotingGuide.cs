using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>
/// Answers where people vote, from the feeds of the content's <c>voting</c> folder. The feeds are read in the background, so
/// that a large one doesn't hold up the start; who asks earlier waits.
/// </summary>
/// <param name="read">Reads the feeds, once.</param>
/// <param name="clock">Tells whether a feed's election is over.</param>
/// <param name="zone">The campaign's, in which an election's day ends.</param>
public sealed class VotingGuide(Func<CancellationToken, Task<IReadOnlyList<VotingFeed>>> read, TimeProvider clock, TimeZoneInfo zone)
{
    private readonly Lock _one = new();
    private Task<IReadOnlyList<VotingFeed>>? _feeds;

    /// <summary>Begins to read the feeds if nobody has, and gives them when they are there.</summary>
    public Task<IReadOnlyList<VotingFeed>> FeedsAsync(CancellationToken cancellationToken = default)
    {
        lock (_one)
        {
            // Reading goes on for the next who asks, whatever becomes of this one.
            _feeds ??= Task.Run(() => read(CancellationToken.None), CancellationToken.None);
        }
        return _feeds.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Finds the precinct of an address in the next election whose feed covers it. An address with nothing but a ZIP tells what is
    /// the same for all of it, and what to ask.
    /// </summary>
    public async Task<VotingLookup> FindAsync(PostalAddress address, CancellationToken cancellationToken = default)
    {
        var feeds = await FeedsAsync(cancellationToken);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        VotingLookup? best = null;
        foreach (var feed in feeds.Where(f => f.HoldsOn(today)).OrderBy(f => f.Election.Date))
        {
            var lookup = new AddressLookup(feed).Find(address);
            if (lookup is not VotingLookup.NotFound notFound)
                return lookup;
            if (best is null || notFound.Reason != NotFoundReason.OutsideTheArea)
                best = notFound;
        }
        return best ?? (feeds.MaxBy(f => f.Election.Date) is { } last
            ? new VotingLookup.ElectionOffice(last, OfficeReason.Expired, last.State.Authority)
            : new VotingLookup.ElectionOffice(null, OfficeReason.NoFeed, null));
    }
}
