using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Knowledge;

/// <summary>Reads one knowledge file: YAML between two lines of <c>---</c>, then the answer in light Markdown.</summary>
internal static class KnowledgeFile
{
    /// <summary>The topic whose entries state voting procedure and must therefore be official.</summary>
    public const string VotingTopic = "voting";

    private const string Fence = "---";

    /// <param name="file">How problems name the file.</param>
    /// <returns>The entry with its fields (for the lines of problems found later); null where nothing could be read.</returns>
    public static (KnowledgeEntry Entry, YamlFields Fields)? Read(
        string text, string id, string language, string file, Election election, DateOnly today, ContentProblems problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var close = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || close < 0)
        {
            problems.Error(file, 1, "Expected the entry's fields between two lines of `---` at the top.");
            return null;
        }
        if (YamlFields.Parse(string.Join('\n', lines[1..close]), file, 1, problems) is not { } fields)
            return null;

        var source = fields.Has("source") ? fields.Mapping("source") : null;
        var entry = new KnowledgeEntry(
            id,
            language,
            fields.Text("title"),
            fields.Texts("questions"),
            fields.Flag("official"),
            source is null ? null : new KnowledgeSource(source.Text("name"), source.Link("link")),
            fields.OptionalDate("asOf"),
            fields.OptionalDate("expires"),
            fields.OptionalText("jurisdiction"),
            fields.Texts("related"),
            string.Join('\n', lines[(close + 1)..]).Trim(),
            file);
        fields.RefuseUnknown();
        CheckFacts(entry, fields, election, today, problems);
        CheckBody(lines, close, file, problems);
        return (entry, fields);
    }

    private static void CheckFacts(
        KnowledgeEntry entry, YamlFields fields, Election election, DateOnly today, ContentProblems problems)
    {
        if (entry.Questions.Count == 0)
            fields.Error("questions", "`questions` needs at least one way in which people ask for this.");
        if (entry.IsOfficial)
        {
            if (!fields.Has("source"))
                fields.Error("official", "An official entry needs a `source` with name and link.");
            if (!fields.Has("asOf"))
                fields.Error("official", "An official entry needs `asOf`, the day it was checked.");
            if (!fields.Has("expires"))
                fields.Error("official", "An official entry needs `expires`, the first day it no longer holds.");
            if (entry.Jurisdiction is null)
                fields.Error("official", "An official entry needs the `jurisdiction` it holds for.");
            else if (!election.Covers(entry.Jurisdiction))
                problems.Warn(entry.File, fields.Line("jurisdiction"),
                    $"'{entry.Jurisdiction}' is not one of the campaign's jurisdictions, so this is never given as an answer.");
        }
        else if (entry.Topic == VotingTopic)
        {
            fields.Error("title", $"Entries in {VotingTopic}/ state voting procedure and must say `official: true`.");
        }
        if (entry.AsOf > today)
            fields.Error("asOf", "`asOf` lies in the future.");
        if (entry.Expires <= entry.AsOf)
            fields.Error("expires", "`expires` must be after `asOf`.");
        else if (!entry.HoldsOn(today))
            problems.Warn(entry.File, fields.Line("expires"), "This has expired and is no longer given as an answer.");
    }

    private static void CheckBody(string[] lines, int close, string file, ContentProblems problems)
    {
        var isEmpty = true;
        for (var i = close + 1; i < lines.Length; i++)
        {
            isEmpty &= string.IsNullOrWhiteSpace(lines[i]);
            foreach (var link in SafeLink.Unsafe(lines[i]))
                problems.Error(file, i + 1, $"'{link}' is not a safe link; use https://, mailto: or tel:.");
            if (SafeLink.HasTag(lines[i]))
                problems.Error(file, i + 1, "HTML is not shown on every channel; use Markdown.");
        }
        if (isEmpty)
            problems.Error(file, close + 1, "The answer itself is missing below the fields.");
    }
}
