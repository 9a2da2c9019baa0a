using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>What a feed says to an address or a ZIP. It never guesses: where two precincts remain possible, it says what to ask.</summary>
public abstract record VotingLookup
{
    private VotingLookup()
    {
    }

    /// <summary>Everybody who lives there votes in one precinct.</summary>
    /// <param name="Matched">The address as the feed has it, to be told back.</param>
    /// <param name="IsFilledIn">
    /// Whether the town, a direction or a suffix was left out and taken from the only address that fits: worth confirming.
    /// </param>
    public sealed record Found(VotingFeed Feed, Precinct Precinct, string Matched, bool IsFilledIn) : VotingLookup;

    /// <summary>Several precincts remain possible, or none fits quite.</summary>
    /// <param name="Ask">What would tell them apart.</param>
    /// <param name="Options">What it may be, to choose from; empty where it can't be listed.</param>
    /// <param name="IsSuggestion">Whether nothing fits what was said, and the options are merely near it ("did you mean ...?").</param>
    /// <param name="Shared">Places that serve every precinct that remains possible: these can be told already.</param>
    public sealed record Ambiguous(
        VotingFeed Feed,
        MissingPart Ask,
        IReadOnlyList<AddressOption> Options,
        bool IsSuggestion,
        IReadOnlyList<VotingPlace> Shared) : VotingLookup;

    /// <summary>Nothing fits.</summary>
    /// <param name="Authority">Who knows; null where the feed names nobody.</param>
    public sealed record NotFound(VotingFeed Feed, NotFoundReason Reason, ElectionAuthority? Authority) : VotingLookup;

    /// <summary>The feed can't be relied on here: only the election office can tell.</summary>
    /// <param name="Feed">Null where there is none that holds.</param>
    /// <param name="Authority">Whom to ask; null where there is no feed or it names nobody: then the campaign's own settings do.</param>
    public sealed record ElectionOffice(VotingFeed? Feed, OfficeReason Reason, ElectionAuthority? Authority) : VotingLookup;
}

/// <summary>A part of an address that somebody is asked for.</summary>
public enum MissingPart
{
    /// <summary>The address where one lives: only a ZIP, a town or a box was given.</summary>
    Address,
    HouseNumber,

    /// <summary>Which of several streets: N or S Oak St, Oak St or Oak Ave.</summary>
    Street,
    Town,
    Unit,
}

/// <summary>Why nothing fits.</summary>
public enum NotFoundReason
{
    /// <summary>The state, ZIP or town is none of the feed's.</summary>
    OutsideTheArea,
    NoSuchStreet,
    NoSuchNumber,
}

/// <summary>Why only the office can tell.</summary>
public enum OfficeReason
{
    /// <summary>There is no feed.</summary>
    NoFeed,

    /// <summary>The feed has no street segments.</summary>
    NoAddresses,

    /// <summary>The feed's election is over.</summary>
    Expired,

    /// <summary>The feed puts the same address into two precincts.</summary>
    Contradiction,

    /// <summary>The precinct is known, and the feed names no place for it.</summary>
    NoPlace,
}

/// <summary>Something to choose from.</summary>
/// <param name="Label">"N Oak St", "Salem 97301", "Apt 4".</param>
/// <param name="Address">The whole address with this choice made: asking again with it goes on from there.</param>
public sealed record AddressOption(string Label, PostalAddress Address);
