using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting;

/// <summary>
/// What an election office publishes of one election, read from a feed of the Voting Information Project
/// (github.com/votinginfoproject/vip-specification, versions 5 and 6). Immutable and safe for any number of readers.
/// </summary>
public sealed class VotingFeed
{
    internal VotingFeed(
        FeedSource source,
        FeedElection election,
        FeedState state,
        IReadOnlyList<Precinct> precincts,
        StreetTable streets)
    {
        Source = source;
        Election = election;
        State = state;
        Precincts = precincts;
        Streets = streets;
    }

    /// <summary>Who publishes it, and as of when.</summary>
    public FeedSource Source { get; }

    /// <summary>The election it is about.</summary>
    public FeedElection Election { get; }

    /// <summary>The state that votes.</summary>
    public FeedState State { get; }

    /// <summary>Every precinct that could be used.</summary>
    public IReadOnlyList<Precinct> Precincts { get; }

    /// <summary>How many street segments lead to a precinct.</summary>
    public int StreetSegments => Streets.Count;

    internal StreetTable Streets { get; }

    /// <summary>Whether the feed may be answered from: up to the day of its election.</summary>
    public bool HoldsOn(DateOnly day) => day <= Election.Date;
}

/// <summary>Who publishes a feed.</summary>
/// <param name="VipId">The publisher's id in the project, mostly a FIPS code.</param>
/// <param name="AsOf">When the feed was made, as it says; a time without zone is taken as UTC.</param>
/// <param name="Web">The publisher's page; null where it gives none over http or https.</param>
public sealed record FeedSource(string Name, string VipId, DateTimeOffset AsOf, Uri? Web);

/// <summary>The election of a feed.</summary>
/// <param name="RegistrationDeadline">The last day to register.</param>
/// <param name="AbsenteeRequestDeadline">The last day to ask for a ballot by mail.</param>
/// <param name="Hours">When every polling place is open that has no hours of its own.</param>
public sealed record FeedElection(
    DateOnly Date,
    LocalizedText? Name,
    LocalizedText? Type,
    bool? HasElectionDayRegistration,
    DateOnly? RegistrationDeadline,
    LocalizedText? RegistrationInfo,
    DateOnly? AbsenteeRequestDeadline,
    LocalizedText? AbsenteeInfo,
    OpeningHours? Hours,
    Uri? Results);

/// <summary>The state of a feed.</summary>
/// <param name="Code">Two letters, as most street segments have it; null where there are none.</param>
public sealed record FeedState(string Name, string? Code, ElectionAuthority? Authority, IReadOnlyList<VotingPlace> Places);

/// <summary>A county, city or town that runs the election for its precincts.</summary>
/// <param name="IsMailOnly">Whether it votes by mail alone.</param>
public sealed record Locality(string Name, string? Type, bool IsMailOnly, ElectionAuthority? Authority, IReadOnlyList<VotingPlace> Places);

/// <summary>Where people vote alike.</summary>
/// <param name="Places">The precinct's own, then its locality's, then the state's; each once.</param>
/// <param name="Ballot">What it votes on, in the ballot's order; empty where the feed doesn't say.</param>
public sealed record Precinct(
    string Id,
    string Name,
    string? Number,
    string? Ward,
    string? Split,
    bool IsMailOnly,
    Locality Locality,
    IReadOnlyList<VotingPlace> Places,
    IReadOnlyList<Contest> Ballot)
{
    /// <summary>Where one votes on election day.</summary>
    public IEnumerable<VotingPlace> PollingPlaces => Places.Where(p => p.Kind == PlaceKind.PollingPlace);

    /// <summary>Where one votes before election day.</summary>
    public IEnumerable<VotingPlace> EarlyVoting => Places.Where(p => p.Kind == PlaceKind.EarlyVoting);

    /// <summary>Where one hands in a ballot that came by mail.</summary>
    public IEnumerable<VotingPlace> DropBoxes => Places.Where(p => p.Kind == PlaceKind.DropBox);

    /// <summary>The office to ask.</summary>
    public ElectionAuthority? Authority => Locality.Authority;
}
