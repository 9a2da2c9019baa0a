using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting;

/// <summary>What a contest is about.</summary>
public enum ContestKind { Candidates, Measure, Retention, Party }

/// <summary>Something to vote on.</summary>
/// <param name="Name">As the office calls it.</param>
/// <param name="Title">As it stands on the ballot.</param>
/// <param name="District">Who votes on it.</param>
/// <param name="VotesAllowed">How many choices one may mark.</param>
/// <param name="Choices">In the ballot's order.</param>
/// <param name="Measure">For a measure or the retention of a judge, what it says.</param>
public sealed record Contest(
    string Id,
    ContestKind Kind,
    string Name,
    LocalizedText? Title,
    LocalizedText? Subtitle,
    string? District,
    int? VotesAllowed,
    IReadOnlyList<BallotChoice> Choices,
    MeasureText? Measure);

/// <summary>Something to mark.</summary>
/// <param name="Text">"Yes", or the names of the candidates that stand together.</param>
/// <param name="Parties">The parties of the candidates, in their order, each once.</param>
/// <param name="HasWithdrawn">Whether the name is on the ballot though the candidate has withdrawn.</param>
public sealed record BallotChoice(LocalizedText Text, IReadOnlyList<LocalizedText> Parties, bool IsWriteIn, bool HasWithdrawn);

/// <summary>What a ballot measure says.</summary>
/// <param name="Type">"ballot-measure", "initiative", "referendum", or what the feed calls it.</param>
public sealed record MeasureText(
    string? Type,
    LocalizedText? Summary,
    LocalizedText? FullText,
    LocalizedText? Pro,
    LocalizedText? Con,
    LocalizedText? EffectOfAbstain,
    LocalizedText? PassageThreshold,
    Uri? Link);
