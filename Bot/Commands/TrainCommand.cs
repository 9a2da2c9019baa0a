using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>What <c>train --json</c> prints.</summary>
/// <param name="Examples">How many were trained on, those of none included.</param>
/// <param name="Validation">How many it was calibrated on beside those; where they are few, they are trained on, too, and parts of all are held out in turn.</param>
/// <param name="Threshold">The score below which a message asks for none of the intents.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Seconds">How long training took.</param>
/// <param name="Warnings">What is too little, and what to do.</param>
internal sealed record TrainingFigures(string Output, int Intents, int Examples, int Validation, float Threshold, long Bytes, double Seconds, IReadOnlyList<string> Warnings);

/// <summary><c>train</c>: one model file from the campaign's examples or a file of labelled messages.</summary>
internal static class TrainCommand
{
    public static Command Make()
    {
        var data = new Option<string?>("--data")
        {
            HelpName = "file",
            Description = "Labelled messages instead of the content's: .csv (text,intent,language,split), .jsonl of the same, or .json shaped as CLINC150. "
                + "Lines marked train are trained on, those marked val choose the threshold, those marked test are left alone",
        };
        var content = new Option<string?>("--content") { HelpName = "folder", Description = $"The content whose examples/ to train on; {ContentLocation.Rule}" };
        var output = new Option<string>("--output", "-o") { HelpName = "file", Description = "Where the model goes", DefaultValueFactory = _ => Path.Combine("data", "intents.model") };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var train = new Command("train", "Train the intent classifier. The same data gives the same file, byte for byte") { data, content, output, json };
        train.Does(async (parsed, cancellationToken) =>
        {
            var (examples, options) = await ExamplesAsync(parsed.GetValue(data), ContentLocation.Of(parsed.GetValue(content)), cancellationToken);
            var started = TimeProvider.System.GetTimestamp();
            var model = new IntentTrainer(options).Train(examples, new Percentages("training", Console.Error), cancellationToken);
            var took = TimeProvider.System.GetElapsedTime(started);

            var file = parsed.GetRequiredValue(output);
            var bytes = Save(model, file);
            var figures = new TrainingFigures(
                file, model.Intents.Count, examples.Count, options.Validation.Count, model.Calibration.Threshold, bytes, Math.Round(took.TotalSeconds, 1), TooFew.Of([.. examples, .. options.Validation]));
            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(figures, CommandJson.Default.TrainingFigures) : Told(figures));
            foreach (var warning in parsed.GetValue(json) ? [] : figures.Warnings)
                await Console.Error.WriteLineAsync($"warning: {warning}.");
            return 0;
        });
        return train;
    }

    private static async Task<(IReadOnlyList<IntentExample> Examples, IntentTrainerOptions Options)> ExamplesAsync(
        string? data, string content, CancellationToken cancellationToken)
    {
        if (data is null)
            return (CampaignExamples.Of(await CampaignContent.LoadAsync(content, TimeProvider.System, cancellationToken)), CampaignExamples.Options);
        var read = await IntentDataFile.ReadAsync(data, cancellationToken);
        return (read.Train, new IntentTrainerOptions { Validation = read.Validation });
    }

    /// <summary>Writes beside the file and then over it, so that a model in use is never half a one.</summary>
    private static long Save(IntentModel model, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var beside = file + ".new";
        using (var stream = File.Create(beside))
            model.Save(stream);
        File.Move(beside, file, overwrite: true);
        return new FileInfo(file).Length;
    }

    private static string Told(TrainingFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {figures.Output}: {figures.Intents} intents from {figures.Examples + figures.Validation} examples, threshold {figures.Threshold:0.00}, {figures.Bytes / 1e6:0.0} MB, {figures.Seconds:0.0} s
        How good it is: evaluate --model {figures.Output} --data (labelled messages it was not trained on). To use it: --Understanding:Model={figures.Output}
        """);
}
