using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Knowledge;

/// <summary>Reads one document: its fields, then Markdown with headings.</summary>
internal static class DocumentFile
{
    /// <param name="file">How problems name the file.</param>
    /// <returns>Null where nothing could be read.</returns>
    public static KnowledgeDocument? Read(string text, string id, string language, string file, DateOnly today, ContentProblems problems)
    {
        if (FrontMatter.Read(text, file, problems) is not { } front)
            return null;
        var title = front.Fields.Text("title");
        var provenance = front.Provenance("document", today);
        front.Fields.RefuseUnknown();
        front.CheckBody("The text is missing below the fields.");
        return new KnowledgeDocument(id, language, title, provenance, SectionReader.Read(front.Body, title), file);
    }
}
