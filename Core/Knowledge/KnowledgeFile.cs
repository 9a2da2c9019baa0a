using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Knowledge;

/// <summary>Reads one knowledge file: its fields, then the answer in light Markdown.</summary>
internal static class KnowledgeFile
{
    /// <summary>The topic whose entries state voting procedure and must therefore be official.</summary>
    public const string VotingTopic = "voting";

    /// <param name="file">How problems name the file.</param>
    /// <returns>The entry with its fields (for the lines of problems found later); null where nothing could be read.</returns>
    public static (KnowledgeEntry Entry, YamlFields Fields)? Read(
        string text, string id, string language, string file, Election election, DateOnly today, ContentProblems problems)
    {
        if (FrontMatter.Read(text, file, problems) is not { Fields: var fields } front)
            return null;
        var provenance = front.Provenance("entry", today);
        var entry = new KnowledgeEntry(
            id,
            language,
            fields.Text("title"),
            fields.Texts("questions"),
            provenance.IsOfficial,
            provenance.Source,
            provenance.AsOf,
            provenance.Expires,
            provenance.Jurisdiction,
            fields.Texts("related"),
            front.Body,
            file)
        {
            Conversation = fields.OptionalText("conversation"),
            IsDeclaredFreeOfProcedure = fields.Flag("noVotingProcedure"),
        };
        fields.RefuseUnknown();
        if (entry.Questions.Count == 0)
            fields.Error("questions", "`questions` needs at least one way in which people ask for this.");
        if (!entry.IsOfficial && entry.Topic == VotingTopic)
            fields.Error("title", $"Entries in {VotingTopic}/ state voting procedure and must say `official: true`.");
        else if (entry.StatesProcedureUnofficially)
            front.RefuseProcedure(KnowledgeEntry.ProcedureIn([entry.Title, .. entry.Questions], entry.Body)!);
        if (entry is { IsOfficial: true, Jurisdiction: { } place } && !election.Covers(place))
            problems.Warn(file, fields.Line("jurisdiction"), $"'{place}' is not one of the campaign's jurisdictions, so this is never given as an answer.");
        front.CheckBody("The answer itself is missing below the fields.");
        return (entry, fields);
    }
}
