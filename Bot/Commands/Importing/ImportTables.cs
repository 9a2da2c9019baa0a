using System.Globalization;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>The report for people to read.</summary>
internal static class ImportTables
{
    /// <summary>What was written, what there is to say, then the numbers.</summary>
    public static void Write(ImportReport report, bool isDryRun, TextWriter output)
    {
        foreach (var item in report.Items.Where(i => i.Outcome is not ImportOutcome.Unchanged || i.Note is not null))
        {
            var place = item.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item.Source}:{item.Line}") : item.Source;
            var target = item.Target is null ? "" : $" -> {item.Target}";
            var note = item.Note is null ? "" : $": {item.Note}";
            output.WriteLine($"{Named(item.Outcome),-12} {place}{target}{note}");
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isDryRun ? "Nothing was written; it would be: " : "")}{report.Count(ImportOutcome.Taken)} taken, {report.Count(ImportOutcome.Changed)} changed, {report.Count(ImportOutcome.Unchanged)} unchanged, {report.Count(ImportOutcome.PassedOver)} passed over, {report.Count(ImportOutcome.Refused)} refused{(report.Into is { } into ? $" (into {into})" : "")}"));
    }

    private static string Named(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Taken => "taken",
        ImportOutcome.Changed => "changed",
        ImportOutcome.Unchanged => "unchanged",
        ImportOutcome.PassedOver => "passed over",
        _ => "refused",
    };
}
