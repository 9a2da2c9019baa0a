namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>A text that a generated answer may stand on.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Text">Plain text or light Markdown.</param>
/// <param name="EntryId">The entry it is, where it is one.</param>
public sealed record CitedText(string Title, string Text, string Language, Provenance Provenance, string? EntryId = null)
{
    /// <summary>An entry as something to stand on.</summary>
    public static CitedText Of(KnowledgeEntry entry) => new(entry.Title, entry.Body, entry.Language, entry.Provenance, entry.Id);
}
