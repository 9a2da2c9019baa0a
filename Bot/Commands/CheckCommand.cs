using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>What <c>check --json</c> prints.</summary>
/// <param name="Entries">How many there are in all languages; 0 where the content can't be used.</param>
internal sealed record CheckFigures(int Errors, int Warnings, int Entries, int Documents, IReadOnlyList<ContentProblem> Problems);

/// <summary><c>check</c>: what is wrong with the campaign's content, by file and line.</summary>
internal static class CheckCommand
{
    private const int HasErrors = 1;
    private const int Failed = 2;

    private static readonly string[] Replied = [.. Intents.All.Where(i => i != Intents.None)];

    private const string Help =
        """
        Check the campaign's content and list what is wrong by file and line. The program doesn't start on an error in what it answers from; a warning is for you to look at.

        Errors: a field missing, misspelt or of the wrong form; an official fact without source, date, expiry or place; a follow-up that isn't there; a title or question in two entries; translations that disagree; an unsafe link, HTML; an evaluation row that expects what isn't there.
        Warnings: a fact that has expired or is about another place; a missing translation; titles hard to tell apart; an example of two intents, or of one without a reply; a link to a place its document lacks; a file that nothing reads.

        Exits with 0 where there is no error, with 1 where there is one, with 2 where --strict found a warning.
        """;

    public static Command Make()
    {
        var folder = new Argument<string?>("folder") { Description = $"The content folder; {ContentLocation.Rule}", Arity = ArgumentArity.ZeroOrOne };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 on warnings too" };
        var json = new Option<bool>("--json") { Description = "Print the problems as JSON" };
        var check = new Command("check", Help) { folder, strict, json };
        check.Does(async (parsed, cancellationToken) =>
        {
            var figures = await RunAsync(ContentLocation.Of(parsed.GetValue(folder)), cancellationToken);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, CommandJson.Default.CheckFigures));
            else
                await Console.Out.WriteLineAsync(Told(figures));
            return figures.Errors > 0 ? HasErrors : parsed.GetValue(strict) && figures.Warnings > 0 ? Failed : 0;
        });
        return check;
    }

    private static async Task<CheckFigures> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var (content, problems) = await CampaignContent.CheckAsync(folder, TimeProvider.System, Replied, cancellationToken);
        if (content is not null)
        {
            var ofFeeds = await Task.Run(() => VotingFolder.Check(folder, content.Profile.Election.Date, content.Profile.Today(TimeProvider.System), cancellationToken), cancellationToken);
            problems = [.. problems, .. ofFeeds, .. await GoldQuestionCheck.RunAsync(folder, content, Replied, cancellationToken)];
        }
        return new CheckFigures(
            problems.Count(p => !p.IsWarning), problems.Count(p => p.IsWarning), content?.Entries.Count ?? 0, content?.Documents.Count ?? 0, problems);
    }

    private static string Told(CheckFigures figures)
    {
        var summary = figures switch
        {
            { Errors: > 0 } => $"{Number(figures.Errors, "error")}, {Number(figures.Warnings, "warning")}.",
            { Warnings: > 0 } => $"{Number(figures.Entries, "entry", "entries")} and {Number(figures.Documents, "document")} can be used; {Number(figures.Warnings, "warning")}.",
            _ => $"{Number(figures.Entries, "entry", "entries")} and {Number(figures.Documents, "document")} are fine.",
        };
        return string.Join('\n', figures.Problems.Select(p => p.ToString()).Append(summary));
    }

    private static string Number(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
