using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Cases;

/// <summary>Something about a case that is still to be said in a conversation; gone once it was said.</summary>
/// <param name="Id">Names it: of two of the same id, one is said.</param>
/// <param name="Text">Light Markdown; also what is read where no card is shown.</param>
/// <param name="Card">An Adaptive Card as JSON; null for none.</param>
public sealed record CaseNotice(string Id, CasePlace To, string Language, string Text, string? Card, DateTimeOffset At)
{
    /// <summary>One document a notice, in the order of their coming.</summary>
    public static DocumentKind Kind { get; } = new("case-notice", "at");
}
