using System.CommandLine;
using System.Text.Json;
using CampaignBot.Commands.Importing;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary><c>import</c>: what others wrote, into the content or the store.</summary>
internal static class ImportCommand
{
    private const int SomeRefused = 2;

    // The first that recognises a file has it; documents take any folder.
    private static readonly ImportKind[] Kinds =
    [
        ImportConversations.Make(),
        ImportVotingFeed.Make(),
        ImportPeople.Make(),
        ImportContent.Faq(),
        ImportContent.Documents(),
    ];

    public static Command Make()
    {
        var path = new Argument<string>("path") { Description = "A file, or a folder of them" };
        var kind = new Option<string?>("--as") { HelpName = "kind", Description = $"What it is, where that isn't plain: {string.Join(", ", Kinds.Select(k => k.Name))}" };
        kind.AcceptOnlyFromAmong([.. Kinds.Select(k => k.Name)]);
        var json = new Option<bool>("--json") { Description = "Print the report as JSON" };
        var import = new Command("import", Help()) { path, kind, ImportOptions.Content, ImportOptions.DryRun, ImportOptions.Overwrite, json };
        foreach (var option in Kinds.SelectMany(k => k.Options).Distinct())
            import.Options.Add(option);
        import.Does(async (parsed, cancellationToken) =>
        {
            var source = await ImportSource.OpenAsync(parsed.GetRequiredValue(path), cancellationToken);
            var report = new ImportReport();
            await KindOf(source, parsed.GetValue(kind)).ImportAsync(source, parsed, report, cancellationToken);
            if (parsed.GetValue(json))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ImportFigures.Of(report), CommandJson.Default.ImportFigures));
            else
                ImportTables.Write(report, parsed.GetValue(ImportOptions.DryRun), Console.Out);
            return report.Count(ImportOutcome.Refused) > 0 ? SomeRefused : 0;
        });
        return import;
    }

    private static ImportKind KindOf(ImportSource source, string? name) =>
        Array.Find(Kinds, k => name is null ? k.Recognises(source) : k.Name == name)
        ?? throw new InvalidDataException($"{source.Path}: what this is can't be told from it. Say it with --as: {string.Join(", ", Kinds.Select(k => k.Name))}.");

    private static string Help() =>
        $"""
        Take in what others wrote. Importing the same again changes nothing; importing it anew brings what was imported up to date, and leaves alone what was changed by hand since. Exits with 0, with 2 where something was refused (the rest is imported), with 1 where nothing could be done.

        {string.Join('\n', Kinds.Select(k => $"  {k.Name,-14} {k.Help}"))}

        For example:
          import questions.csv --topic town
          import site/pages --link-base https://county.example --official --as-of 2026-10-01 --expires 2028-11-08 --jurisdiction "{"{county}"}"
          import export.jsonl

        Rules for a folder of pages, as import.yaml in it or by --rules; {"{field}"} is a field of a page (of its front matter, or of --data):
          source: {"{name: County Elections, linkBase: https://county.example}"}
          asOf: 2026-10-01
          folders:
            towns:
              title: Voting in {"{town}"}
              jurisdiction: "{"{town}"}"
              official: true
              expires: 2028-11-08
              body: |
                - Register by {"{deadline}"}
        """;
}
