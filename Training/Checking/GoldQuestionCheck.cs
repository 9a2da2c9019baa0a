using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>Checks that what <c>evaluation/*.csv</c> of a content folder expects is there.</summary>
public static class GoldQuestionCheck
{
    /// <summary>Every row that expects an entry, document or intent that isn't there, and every file that can't be read.</summary>
    /// <param name="content">The content in the same folder.</param>
    /// <param name="intents">Those the bot has a reply to.</param>
    public static async Task<IReadOnlyList<ContentProblem>> RunAsync(
        string folder, CampaignContent content, IReadOnlyCollection<string> intents, CancellationToken cancellation)
    {
        var evaluation = Path.Combine(folder, "evaluation");
        if (!Directory.Exists(evaluation))
            return [];
        var label = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var taken = intents.Where(i => i != Intents.OffTopic).Append(GoldIntent.None).ToHashSet(StringComparer.Ordinal);
        var known = content.Entries.Select(e => e.Id).Concat(content.Documents.Select(d => $"documents/{d.Id}")).Concat(intents.Select(i => $"intent:{i}")).ToHashSet(StringComparer.Ordinal);
        var problems = new List<ContentProblem>();
        foreach (var path in Directory.EnumerateFiles(evaluation, "*.csv").Order(StringComparer.Ordinal))
        {
            var file = $"{label}/evaluation/{Path.GetFileName(path)}";
            try
            {
                problems.AddRange(Missing(await CsvTable.ReadAsync(path, cancellation), known, taken).Select(m => new ContentProblem(file, m.Line, m.Message)));
            }
            catch (InvalidDataException e)
            {
                problems.Add(new ContentProblem(file, 0, e.Message.Replace($"{path}: ", "", StringComparison.Ordinal)));
            }
        }
        return problems;
    }

    private static IEnumerable<(int Line, string Message)> Missing(CsvTable table, HashSet<string> known, HashSet<string> intents)
    {
        var (expected, intent) = (table.Find("expected"), table.Find("intent"));
        foreach (var row in table.Rows())
        {
            foreach (var one in row[expected].Split(['|', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // What is named by a word alone is no entry: a refusal, a question back.
                if ((one.Contains('/', StringComparison.Ordinal) || one.StartsWith("intent:", StringComparison.Ordinal)) && !known.Contains(one))
                    yield return (row.Line, $"There is no '{one}' to expect.");
            }
            foreach (var one in row[intent].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(i => !intents.Contains(i)))
                yield return (row.Line, $"There is no intent '{one}' to expect; what is none of them is '{GoldIntent.None}'.");
        }
    }
}
