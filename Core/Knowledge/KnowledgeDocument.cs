namespace CampaignBot.Core.Knowledge;

/// <summary>
/// A longer text that answers are quoted from, a published page, say: <c>documents/{source}/{name}.{language}.md</c>.
/// It need not be translated.
/// </summary>
/// <param name="Id"><c>{source}/{name}</c>.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Sections">Its text in order, in pieces that can be found and quoted each by itself.</param>
/// <param name="File">Where it was read, for an operator.</param>
public sealed record KnowledgeDocument(
    string Id,
    string Language,
    string Title,
    Provenance Provenance,
    IReadOnlyList<DocumentSection> Sections,
    string File);

/// <summary>What stands under one heading of a document, as far as a few sentences go. A list stays whole, with the sentence before it.</summary>
/// <param name="Headings">The headings it stands under, from the outermost; none at the document's beginning.</param>
/// <param name="Anchor">The heading's anchor on the source's page, where one is known: <c>## Deadlines {#deadlines}</c>.</param>
public sealed record DocumentSection(IReadOnlyList<string> Headings, string? Anchor, IReadOnlyList<Sentence> Sentences)
{
    /// <summary>The whole text without marks, to be searched.</summary>
    public string Text { get; } = string.Join('\n', Sentences.Select(s => s.Text));
}

/// <summary>A sentence, or a list's item.</summary>
/// <param name="Markdown">As it is shown: plain but for links.</param>
/// <param name="IsItem">Whether it is an item of a list, which says little without the sentence before the list.</param>
public sealed record Sentence(string Markdown, bool IsItem)
{
    /// <summary>Its words alone.</summary>
    public string Text { get; } = SentenceReader.WithoutLinks(Markdown);
}
