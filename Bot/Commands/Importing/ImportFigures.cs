using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>What <c>import --json</c> prints.</summary>
/// <param name="Items">Each file written, and everything there is something to say about.</param>
internal sealed record ImportFigures(int Taken, int Changed, int Unchanged, int PassedOver, int Refused, IReadOnlyList<ImportItem> Items)
{
    public static ImportFigures Of(ImportReport report) => new(
        report.Count(ImportOutcome.Taken),
        report.Count(ImportOutcome.Changed),
        report.Count(ImportOutcome.Unchanged),
        report.Count(ImportOutcome.PassedOver),
        report.Count(ImportOutcome.Refused),
        report.Items);
}
