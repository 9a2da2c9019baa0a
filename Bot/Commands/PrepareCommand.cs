using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary><c>prepare</c>: a clean, divided data set from examples, labelled files and reviewed conversations.</summary>
internal static class PrepareCommand
{
    public static Command Make()
    {
        var content = new Option<string?>("--content") { HelpName = "folder", Description = $"Content whose examples/ and questions to take. Taken also where neither --data nor --conversations is given; {ContentLocation.Rule}" };
        var data = new Option<string[]>("--data") { HelpName = "files", Description = "Labelled messages in train's formats; how they are divided already doesn't count", AllowMultipleArgumentsPerToken = true };
        var conversations = new Option<string[]>("--conversations") { HelpName = "files", Description = "Exported conversations (.jsonl), of which what voters wrote and a person has reviewed is taken", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--out", "-o") { HelpName = "file", Description = "Where the data set goes (.jsonl)", DefaultValueFactory = _ => Path.Combine("data", "intents.jsonl") };
        var page = new Option<string?>("--report") { HelpName = "file", Description = "Where the report goes (.html); beside the data set where it isn't given" };
        var seed = new Option<int>("--seed") { Description = "Another number divides it another way", DefaultValueFactory = _ => 1 };
        var test = Share("--test-share", "The share of messages to test with, 0 to 0.5", 0.2, 0.5);
        var validation = Share("--validation-share", "The share to choose the threshold with, 0 to 0.4", 0.1, 0.4);
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var prepare = new Command("prepare", Help) { content, data, conversations, output, page, seed, test, validation, json };
        prepare.Does(async (parsed, cancellationToken) =>
        {
            var (files, exports) = (parsed.GetValue(data) ?? [], parsed.GetValue(conversations) ?? []);
            var folder = parsed.GetValue(content) ?? (files.Length + exports.Length == 0 ? ContentLocation.Of((string?)null) : null);
            var preparation = new Preparation(new PreparationOptions
            {
                Seed = parsed.GetValue(seed), TestShare = parsed.GetValue(test), ValidationShare = parsed.GetValue(validation),
            });
            var progress = Console.IsErrorRedirected ? null : new Lines(Console.Error);
            await GatherAsync(preparation, folder, files, exports, progress, cancellationToken);
            var prepared = preparation.Finish(progress, cancellationToken);

            var written = parsed.GetRequiredValue(output);
            var report = parsed.GetValue(page) ?? Path.ChangeExtension(written, ".html");
            await prepared.SaveAsync(written, cancellationToken);
            await PreparationReport.Of(prepared.Figures).SaveAsync(report, cancellationToken);
            await Console.Out.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(prepared.Figures, CommandJson.Default.DataSetFigures)
                : Told(prepared.Figures, written, report));
            foreach (var line in parsed.GetValue(json) ? [] : PreparationReport.Advice(prepared.Figures))
                await Console.Error.WriteLineAsync($"to mend: {line}");
            return 0;
        });
        return prepare;
    }

    private static async Task GatherAsync(Preparation preparation, string? content, string[] files, string[] exports, Lines? progress, CancellationToken cancellationToken)
    {
        if (content is not null)
            preparation.Add(CampaignExamples.Of(await CampaignContent.LoadAsync(content, TimeProvider.System, cancellationToken)));
        foreach (var file in files)
        {
            progress?.Report($"reading {file}");
            var read = await IntentDataFile.ReadAsync(file, cancellationToken);
            preparation.Add(read.Train.Concat(read.Validation).Concat(read.Test));
        }
        foreach (var file in exports)
        {
            progress?.Report($"reading {file}");
            await foreach (var conversation in ConversationFile.ReadAsync(file, cancellation: cancellationToken))
                preparation.Add(conversation);
        }
    }

    private static Option<double> Share(string name, string description, double standard, double most)
    {
        var option = new Option<double>(name) { HelpName = "share", Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!result.Tokens.All(t => double.TryParse(t.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share >= 0 && share <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a share from 0 to {most}, such as {standard}."));
        });
        return option;
    }

    private static string Told(DataSetFigures figures, string written, string report)
    {
        var changes = figures.Changes;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {written}: {figures.Messages} messages ({figures.Parts["train"]} to train, {figures.Parts["validation"]} to validate, {figures.Parts["test"]} to test) of {figures.Intents.Count} labels
              read {changes.Read}, of {changes.Conversations} conversations also {changes.Unreviewed} that nobody has reviewed
              removed {changes.ExactDuplicates} exact and {changes.NearDuplicates} near duplicates, {changes.Contradictory} contradictory, {changes.GivingAway} giving the test away, {changes.Empty} empty
              replaced {(changes.Replaced.Count == 0 ? "no personal data" : string.Join(", ", changes.Replaced.Select(r => $"{r.Value} [{r.Key}]")))}
              {figures.ConflictCount} contradictions of labels to look at
            {report}: balance, diversity, overlap and what to mend
            """);
    }

    private const string Help =
        """
        Make a clean data set to train on: cleaned, without duplicates and personal data, divided without leakage, with a report. The same input and seed give the same bytes.

          cleaned      Unicode NFC, no control characters, single spaces, no quoted mail below; typos, case and accents stay
          duplicates   the same words with the same label are kept once, and so are nearly the same ones; labels that contradict each other are reported
          replaced     [name] [address] [zip] [phone] [email] [card] [id] [birthdate] stand where personal data stood; names where somebody introduces themselves and where the conversation tells them
          divided      each intent and language has its share in train, val and test; messages that are alike, and those of one conversation, stay together

        Then: train --data data/intents.jsonl, and evaluate --model data/intents.model --data data/intents.jsonl
        For example: prepare --content content --conversations reviewed.jsonl --out data/intents.jsonl --report data/intents.html
        A conversation is a line of {"id", "language", "messages": [{"from": "voter", "text", "intent", "reviewed": true, "name"}]}.
        """;

    /// <summary>Tells what is being done, a line each.</summary>
    private sealed class Lines(TextWriter output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine(value);
    }
}
