using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>One answer in one language: <c>knowledge/{topic}/{name}.{language}.md</c>.</summary>
/// <param name="Id"><c>{topic}/{name}</c>, the same in every language.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Title">Short enough for a button.</param>
/// <param name="Questions">Ways people really ask for it.</param>
/// <param name="IsOfficial">Whether it states voting procedure on an election office's word.</param>
/// <param name="Source">What it stands on; null for the campaign's own word.</param>
/// <param name="AsOf">The day on which it was checked.</param>
/// <param name="Expires">The first day on which it no longer holds.</param>
/// <param name="Jurisdiction">The place it holds for; null where it is not about a place's rules.</param>
/// <param name="Related">Ids of entries worth offering next.</param>
/// <param name="Body">The answer, in light Markdown: paragraphs, lists, bold, links.</param>
/// <param name="File">Where it was read, for an operator.</param>
public sealed record KnowledgeEntry(
    string Id,
    string Language,
    string Title,
    IReadOnlyList<string> Questions,
    bool IsOfficial,
    KnowledgeSource? Source,
    DateOnly? AsOf,
    DateOnly? Expires,
    string? Jurisdiction,
    IReadOnlyList<string> Related,
    string Body,
    string File)
{
    /// <summary>The id of the conversation that goes on from it, such as <c>volunteer</c>; null where there is none.</summary>
    public string? Conversation { get; init; }

    /// <summary>Whether the campaign says of it that, though it speaks of voting, it states no procedure.</summary>
    public bool IsDeclaredFreeOfProcedure { get; init; }

    /// <summary>Whether it tells how voting works on the campaign's own word, which is never given (COMPLIANCE.md, "Honesty").</summary>
    public bool StatesProcedureUnofficially => !IsOfficial && !IsDeclaredFreeOfProcedure && ProcedureIn([Title, .. Questions], Body) is not null;

    /// <summary>The first question or sentence that is about how voting works; null where there is none.</summary>
    /// <param name="body">Light Markdown.</param>
    public static string? ProcedureIn(IEnumerable<string> questions, string body) =>
        questions.Concat(SectionReader.Read(body, "").SelectMany(s => s.Sentences).Select(s => s.Text)).FirstOrDefault(VotingWords.StateProcedure);

    /// <summary>The folder it lies in.</summary>
    public string Topic => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Whose word it is, and when and where it holds.</summary>
    public Provenance Provenance => new(IsOfficial, Source, AsOf, Expires, Jurisdiction);

    /// <summary>Whether it still holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => Expires is null || day < Expires;
}
