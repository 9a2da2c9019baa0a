using System.CommandLine;
using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Training;
using CampaignBot.Turns;
using CampaignBot.Understanding;
using Microsoft.Extensions.Options;

namespace CampaignBot.Commands;

/// <summary><c>export</c>: what was said with voters, for somebody to review and <c>prepare</c> to take.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var output = new Option<string>("--out", "-o") { HelpName = "file", Description = "Where the conversations go (.jsonl); what a reviewer labelled there stays", DefaultValueFactory = _ => Path.Combine("data", "conversations.jsonl") };
        var since = new Option<DateOnly?>("--since") { HelpName = "yyyy-mm-dd", Description = "Only those in which anything was said from that day on" };
        var export = new Command("export", Help) { output, since };
        export.Does(async (parsed, cancellationToken) =>
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            await Program.AddBotAsync(builder);
            using var program = builder.Build();
            T Part<T>()
                where T : notnull => program.Services.GetRequiredService<T>();
            var content = Part<CampaignContent>();
            // One of the examples is trained only when the bot has started to serve, and here it doesn't.
            var model = Part<IOptions<UnderstandingOptions>>().Value.Model is { Length: > 0 }
                ? await Part<CampaignModel>().Ready.WaitAsync(cancellationToken)
                : CampaignExamples.Train(content, cancellationToken);
            var conversations = new ConversationExport(Part<IDocumentStore>(), Part<Transcript>(), Part<PersonDirectory>(), Part<Pseudonyms>(), model);
            var from = parsed.GetValue(since) is { } day ? QuietHours.At(day, TimeOnly.MinValue, content.Profile.TimeZone) : DateTimeOffset.MinValue;
            var (file, report) = (parsed.GetRequiredValue(output), new ImportReport());
            await ConversationImport.RunAsync(conversations.ReadAsync(from, cancellationToken), "the store", file, dryRun: false, report, cancellationToken);

            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {report.Count(ImportOutcome.Taken)} new conversations, {report.Count(ImportOutcome.Changed)} that went on, {report.Count(ImportOutcome.Unchanged)} as they were"));
            await Console.Out.WriteLineAsync(conversations.Replaced.Count == 0
                ? "There was no personal data to replace."
                : $"Replaced {string.Join(", ", conversations.Replaced.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} [{r.Key}]")))}.");
            return 0;
        });
        return export;
    }

    private const string Help =
        """
        Write down what was said with voters, for somebody to review. Personal data is replaced as prepare replaces it, and nothing tells who it was; groups are left out. Doing it again adds what is new.

          A conversation is a line of {"id", "channel", "language", "messages": [{"from": "voter", "text", "intent"}]}; "intent" is what the message was taken for.
          Where you looked at a voter's message, put the right "intent" (leave it out where it asks for none) and "reviewed": true.

        Then: prepare --content content --conversations data/conversations.jsonl
        The store is that of the settings (Storage); the bot may go on serving.
        """;
}
