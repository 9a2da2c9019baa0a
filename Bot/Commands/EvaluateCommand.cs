using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary><c>evaluate</c>: the campaign's gold questions, or a trained model on labelled messages.</summary>
internal static class EvaluateCommand
{
    private const int Failed = 2;

    public static Command Make()
    {
        var model = new Option<string?>("--model") { HelpName = "file", Description = "A model that train made" };
        var data = new Option<string?>("--data") { HelpName = "file", Description = "Labelled messages, in train's formats, to measure the model on: those marked test, or all where none is marked" };
        var content = new Option<string>("--content") { HelpName = "folder", Description = "The content whose evaluation/questions.*.csv to ask", DefaultValueFactory = _ => ContentLocation.Default };
        var asOf = new Option<DateOnly?>("--as-of") { HelpName = "yyyy-mm-dd", Description = "Ask the gold questions as on that day, as facts expire" };
        var least = new Option<double>("--least") { HelpName = "share", Description = "Exit with 2 where fewer than this share, 0 to 1, come out right" };
        least.Validators.Add(result =>
        {
            if (!result.Tokens.All(t => double.TryParse(t.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
                result.AddError("--least is a share from 0 to 1, such as 0.96.");
        });
        var json = new Option<bool>("--json") { Description = "Print every figure and every miss as JSON" };
        var evaluate = new Command(
            "evaluate",
            "Measure the bot on the campaign's gold questions, or with --model and --data a trained model. Exits with 2 on a wrong answer about voting")
        {
            model, data, content, asOf, least, json,
        };
        evaluate.Validators.Add(result =>
        {
            if (result.GetValue(model) is null != result.GetValue(data) is null)
                result.AddError("A model is measured on a file: --model and --data go together.");
        });
        evaluate.Does((parsed, cancellationToken) => parsed.GetValue(model) is { } file
            ? ModelAsync(file, parsed.GetRequiredValue(data)!, parsed.GetValue(least), parsed.GetValue(json), cancellationToken)
            : GoldAsync(parsed.GetRequiredValue(content), ClockOf(parsed.GetValue(asOf)), parsed.GetValue(least), parsed.GetValue(json), cancellationToken));
        return evaluate;
    }

    private static async Task<int> GoldAsync(string folder, TimeProvider clock, double least, bool json, CancellationToken cancellationToken)
    {
        var content = await CampaignContent.LoadAsync(folder, clock, cancellationToken);
        var parts = RootDialogParts.For(content, Task.FromResult(Guard.Of(content)), new EmbeddedRecognizer(Task.FromResult(CampaignExamples.Train(content, cancellationToken)), clock, content.Profile.TimeZone), clock);
        var evaluations = new List<GoldEvaluation>();
        foreach (var language in content.Profile.Languages)
        {
            var questions = await GoldQuestion.ReadAsync(folder, language, cancellationToken);
            evaluations.Add(await GoldEvaluation.OfAsync(parts, language, questions, cancellationToken));
        }

        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(evaluations, CommandJson.Default.IReadOnlyListGoldEvaluation));
        else
            EvaluationTables.Write(evaluations, Console.Out);
        return evaluations.Any(e => e.WrongOnVoting > 0 || e.Accuracy < least) ? Failed : 0;
    }

    private static async Task<int> ModelAsync(string modelFile, string dataFile, double least, bool json, CancellationToken cancellationToken)
    {
        var model = Load(modelFile);
        var data = await IntentDataFile.ReadAsync(dataFile, cancellationToken);
        var examples = data.Test;
        if (examples.Count == 0 && data.Validation.Count == 0)
        {
            examples = data.Train;
            await Console.Error.WriteLineAsync($"Nothing in {dataFile} is marked test, so all of it is measured. If the model was trained on it, the figures mean nothing.");
        }
        var evaluation = IntentEvaluator.Evaluate(model, examples, cancellationToken);

        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(evaluation, CommandJson.Default.IntentEvaluation));
        else
            EvaluationTables.Write(evaluation, Console.Out);
        return evaluation.InScopeAccuracy < least ? Failed : 0;
    }

    private static IntentModel Load(string file)
    {
        using var stream = File.OpenRead(file);
        try
        {
            return IntentModel.Load(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    private static TimeProvider ClockOf(DateOnly? day) => day is { } date ? new Noon(date) : TimeProvider.System;

    /// <summary>It is always noon of that day, UTC.</summary>
    private sealed class Noon(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
    }
}
