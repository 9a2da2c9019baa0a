using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CampaignBot.Commands.Evaluation;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary><c>evaluate</c>: the campaign's gold questions and conversations, a classifier, ranking, or the guard.</summary>
internal static class EvaluateCommand
{
    private const int Failed = 2;
    private const string Help =
        """
        Measure the bot. Exits with 2 on a wrong answer about voting, an invented fact, below --least, or where --gate finds a figure worse

        What is measured:
          (nothing named)            the campaign: content/evaluation/questions.{language}.csv (question,expected,severity,split), each question asked
                                     as the first of a conversation; intents.{language}.csv beside it (text,intent,severity), what messages are taken for;
                                     and conversations/*.txt, replayed (user: and bot: lines)
          --answers file             such questions in a file of your own, .csv or .jsonl; each in its own language where a row names one, else --language
          --conversations path       such conversations: a .txt, or a folder of them
          --data file                a classifier on labelled messages marked test: .csv (text,intent,language,split), .jsonl of the same, or .json
                                     as CLINC150 or Braun et al. come; --model names a trained one, else one is trained on those marked train
          --questions file           ranking: .json as SQuAD 2 or StackFAQ come; or with --passages, .csv or .jsonl of passages (id,title,text)
                                     and of questions (question,passage: ids divided by |, or nothing where no passage answers)
          --guard file               the guard: .csv or .jsonl (text,label: 1 for an attack); --folds trains it in turn on all parts but one

        Every run is kept and compared with the last one. docs/evaluating.md tells more. Examples:
          evaluate --report gold.html --gate content/evaluation/baseline.json
          evaluate --data banking77.csv --json
          evaluate --guard attacks.jsonl --folds 5 --least 0.93
        """;

    private static readonly Option<string?> Model = File("--model", "A model that train made, to measure on --data");
    private static readonly Option<string?> Data = File("--data", "Labelled messages: those marked test, or for a --model all where none is marked");
    private static readonly Option<string?> Answers = File("--answers", "Questions with the answers expected");
    private static readonly Option<string?> Conversations = new("--conversations") { HelpName = "path", Description = "Whole conversations to replay" };
    private static readonly Option<string?> Passages = File("--passages", "Passages to find with --questions");
    private static readonly Option<string?> Questions = File("--questions", "Questions to find passages by");
    private static readonly Option<string?> Messages = File("--guard", "Messages for the guard");
    private static readonly Option<int?> Folds = new("--folds") { HelpName = "number", Description = "Cross-validate the guard on --guard in so many parts, 2 to 100" };
    private static readonly Option<string?> Unlabelled = new("--unlabelled") { HelpName = "attack|clear", Description = "What messages of --guard without a label are" };
    private static readonly Option<string> Language = new("--language") { HelpName = "code", Description = "The language of --answers, --passages and --questions", DefaultValueFactory = _ => "en" };
    private static readonly Option<string?> Content = new("--content") { HelpName = "folder", Description = $"The campaign's content; {ContentLocation.Rule}" };
    private static readonly Option<DateOnly?> AsOf = new("--as-of") { HelpName = "yyyy-mm-dd", Description = "Ask as on that day, as facts expire" };
    private static readonly Option<bool> Rewrite = new("--rewrite-conversations") { Description = "Write what the bot says now into content/evaluation/conversations, to be read before it is kept" };
    private static readonly Option<double> Least = new("--least") { HelpName = "share", Description = "Exit with 2 where fewer than this share, 0 to 1, come out right (of a guard: attacks held back)" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print every figure and every miss as JSON" };

    public static Command Make()
    {
        Least.Validators.Add(result =>
        {
            if (!result.Tokens.All(t => double.TryParse(t.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
                result.AddError("--least is a share from 0 to 1, such as 0.96.");
        });
        Folds.Validators.Add(result =>
        {
            if (!result.Tokens.All(t => int.TryParse(t.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var folds) && folds is >= 2 and <= 100))
                result.AddError("--folds is a number from 2 to 100.");
        });
        Unlabelled.AcceptOnlyFromAmong("attack", "clear");
        var evaluate = new Command("evaluate", Help) { Model, Answers, Conversations, Data, Passages, Questions, Messages, Folds, Unlabelled, Language, Content, AsOf, Rewrite, Least, Json };
        foreach (var option in RunOutput.Options)
            evaluate.Add(option);
        evaluate.Validators.Add(result =>
        {
            if (result.GetValue(Model) is not null && result.GetValue(Data) is null)
                result.AddError("A model is measured on a file: --model and --data go together.");
            if (result.GetValue(Passages) is not null && result.GetValue(Questions) is null)
                result.AddError("Passages are found by questions: --passages and --questions go together.");
            if (result.GetValue(Folds) is not null && result.GetValue(Messages) is null)
                result.AddError("The guard is cross-validated on a file: --folds and --guard go together.");
            if (new[] { Answers, Conversations, Data, Questions, Messages }.Count(o => result.GetValue(o) is not null) > 1)
                result.AddError("One thing at a time: --answers, --conversations, --data, --questions or --guard.");
        });
        evaluate.Does(static async (parsed, cancellationToken) =>
        {
            var (kind, measureAsync) = parsed switch
            {
                _ when parsed.GetValue(Data) is { } data => ("intents", (Func<Task<int>>)(() => IntentsAsync(data, parsed, cancellationToken))),
                _ when parsed.GetValue(Questions) is { } questions => ("retrieval", () => RetrievalAsync(questions, parsed, cancellationToken)),
                _ when parsed.GetValue(Messages) is { } messages => ("guard", () => GuardAsync(messages, parsed, cancellationToken)),
                _ => ("campaign", () => CampaignAsync(parsed, cancellationToken)),
            };
            await RunOutput.CheckAsync(kind, parsed, cancellationToken);
            return await measureAsync();
        });
        return evaluate;
    }

    private static Option<string?> File(string name, string description) => new(name) { HelpName = "file", Description = description };

    private static async Task<int> CampaignAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, clock) = (ContentLocation.Of(parsed.GetValue(Content)), ClockOf(parsed.GetValue(AsOf)));
        var content = await CampaignContent.LoadAsync(folder, clock, cancellationToken);
        var (guard, model) = (Guard.Of(content), CampaignExamples.Train(content, cancellationToken));
        var recognizer = new EmbeddedRecognizer(Task.FromResult(model), clock, content.Profile.TimeZone);
        var shared = new SharedParts(folder, content, model, guard);
        await using var stage = await Stage.OpenAsync(new StoryClock(clock.GetUtcNow()), [], shared: shared, cancellationToken: cancellationToken);
        // The conversations as the program has them; the rest as it is without a language model.
        var parts = RootDialogParts.For(content, Task.FromResult(guard), recognizer, clock) with { Conversations = stage.Services.GetRequiredService<RootDialogParts>().Conversations };
        var languages = new List<GoldEvaluation>();
        if (parsed.GetValue(Answers) is { } answers)
        {
            foreach (var asked in (await AnswersAsync(answers, parsed.GetRequiredValue(Language), content.Profile.Languages, cancellationToken)).OrderBy(a => a.Key, StringComparer.Ordinal))
                languages.Add(await GoldEvaluation.OfAsync(parts, asked.Key, [.. asked], cancellationToken));
        }
        else if (parsed.GetValue(Conversations) is null)
        {
            foreach (var language in content.Profile.Languages)
            {
                var questions = await GoldEvaluation.OfAsync(parts, language, await GoldQuestion.ReadAsync(folder, language, cancellationToken), cancellationToken);
                languages.Add(questions with { Intents = await GoldIntentEvaluation.OfAsync(parts, language, await GoldIntent.ReadAsync(folder, language, cancellationToken), cancellationToken) });
            }
        }
        var played = parsed.GetValue(Conversations) ?? Path.Combine(folder, "evaluation", "conversations");
        var conversations = parsed.GetValue(Answers) is not null ? new ConversationEvaluation([]) : await ConversationEvaluation.OfAsync(
            played,
            transcript => TranscriptPlayer.PlayAsync(transcript, shared, clock.GetUtcNow(), cancellationToken: cancellationToken),
            parsed.GetValue(Rewrite),
            cancellationToken);

        await PrintAsync<IReadOnlyList<GoldEvaluation>>(parsed, languages, CommandJson.Default.IReadOnlyListGoldEvaluation, output => EvaluationTables.Write(languages, conversations, output));
        var run = EvaluationRuns.Run(languages, conversations, Name(parsed.GetValue(Answers) ?? parsed.GetValue(Conversations) ?? folder), TimeProvider.System.GetUtcNow());
        var passed = await RunOutput.WriteAsync(run, comparison => EvaluationReport.Of(languages, conversations, run, comparison), parsed, cancellationToken);
        if (parsed.GetValue(Conversations) is not null)
        {
            return conversations.Conversations.Count == 0 ? throw new InvalidDataException($"{played}: there is no conversation: a .txt, or a folder of them.")
                : passed && conversations.Passed == conversations.Conversations.Count ? 0 : Failed;
        }
        return passed && languages.TrueForAll(e => e.WrongOnVoting == 0 && e.InventedFacts.Count == 0 && e.Accuracy >= parsed.GetValue(Least)) ? 0 : Failed;
    }

    /// <summary>The questions of a file by their languages.</summary>
    private static async Task<ILookup<string, GoldQuestion>> AnswersAsync(string file, string language, IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        var asked = (await GoldQuestion.ReadAsync(file, cancellationToken)).ToLookup(q => q.Language ?? language, StringComparer.Ordinal);
        if (asked.Count == 0)
            throw new InvalidDataException($"{file}: there are no questions.");
        return asked.FirstOrDefault(a => !languages.Contains(a.Key, StringComparer.Ordinal)) is { Key: var other }
            ? throw new InvalidDataException($"{file}: \"{asked[other].First().Text}\" is in '{other}', which is not one of the campaign's languages.")
            : asked;
    }

    private static async Task<int> IntentsAsync(string file, ParseResult parsed, CancellationToken cancellationToken)
    {
        var data = await IntentDataFile.ReadAsync(file, cancellationToken);
        var examples = data.Test;
        if (examples.Count == 0 && parsed.GetValue(Model) is not null && data.Validation.Count == 0)
        {
            examples = data.Train;
            await Console.Error.WriteLineAsync($"Nothing in {file} is marked test, so all of it is measured. If the model was trained on it, the figures mean nothing.");
        }
        if (examples.Count == 0)
            throw new InvalidDataException($"{file}: nothing is marked test to measure on. With --model and a file of test messages, all of it is.");
        var model = parsed.GetValue(Model) is { } trained ? Load(trained) : new IntentTrainer(new IntentTrainerOptions { Validation = data.Validation }).Train(data.Train, cancellation: cancellationToken);
        var evaluation = IntentEvaluator.Evaluate(model, examples, cancellationToken);

        await PrintAsync(parsed, evaluation, CommandJson.Default.IntentEvaluation, output => EvaluationTables.Write(evaluation, output));
        var run = EvaluationRuns.Run(evaluation, Name(file), TimeProvider.System.GetUtcNow());
        var passed = await RunOutput.WriteAsync(run, comparison => EvaluationReport.Of(evaluation, run, comparison), parsed, cancellationToken);
        return passed && evaluation.InScopeAccuracy >= parsed.GetValue(Least) ? 0 : Failed;
    }

    private static async Task<int> RetrievalAsync(string questions, ParseResult parsed, CancellationToken cancellationToken)
    {
        var set = parsed.GetValue(Passages) is { } passages
            ? await RetrievalSet.ReadAsync(passages, questions, cancellationToken)
            : await RetrievalSet.ReadAsync(questions, cancellationToken);
        var evaluation = RetrievalEvaluation.Of(set, parsed.GetRequiredValue(Language), cancellationToken);
        var run = EvaluationRuns.Run(evaluation, Name(questions), TimeProvider.System.GetUtcNow());
        await PrintAsync(parsed, evaluation, CommandJson.Default.RetrievalEvaluation, output => EvaluationTables.Write(run, $"{evaluation.Answerable} questions that one of {evaluation.Passages} passages answers, {evaluation.Unanswerable} that none does", output));
        var passed = await RunOutput.WriteAsync(run, comparison => EvaluationReport.Of(evaluation, run, comparison), parsed, cancellationToken);
        return passed && evaluation.RightFirst >= parsed.GetValue(Least) ? 0 : Failed;
    }

    private static async Task<int> GuardAsync(string file, ParseResult parsed, CancellationToken cancellationToken)
    {
        var messages = await GuardDataFile.ReadAsync(file, parsed.GetValue(Unlabelled) is { } kind ? kind == "attack" : null, cancellationToken);
        if (messages.Count == 0)
            throw new InvalidDataException($"{file}: there are no messages.");
        var examples = GuardTrainer.ExamplesFor(await CampaignContent.LoadAsync(ContentLocation.Of(parsed.GetValue(Content)), TimeProvider.System, cancellationToken));
        var evaluation = parsed.GetValue(Folds) is { } folds
            ? GuardEvaluation.CrossValidate([.. examples], messages, folds, cancellationToken)
            : GuardEvaluation.Of(GuardTrainer.Train(examples), messages);
        var run = EvaluationRuns.Run(evaluation, Name(file), TimeProvider.System.GetUtcNow());
        await PrintAsync(parsed, run, CommandJson.Default.EvaluationRun, output => EvaluationTables.Write(run, $"{messages.Count(m => m.IsAttack)} attacks, {messages.Count(m => !m.IsAttack)} other messages", output));
        var passed = await RunOutput.WriteAsync(run, comparison => EvaluationReport.Of(evaluation, run, comparison), parsed, cancellationToken);
        return passed && evaluation.Recall >= parsed.GetValue(Least) ? 0 : Failed;
    }

    private static async Task PrintAsync<T>(ParseResult parsed, T evaluation, JsonTypeInfo<T> json, Action<TextWriter> write)
    {
        if (parsed.GetValue(Json))
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(evaluation, json));
        else
            write(Console.Out);
    }

    private static IntentModel Load(string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        try
        {
            return IntentModel.Load(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    private static string Name(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static TimeProvider ClockOf(DateOnly? day) => day is { } date ? new DuringTheDay(date) : TimeProvider.System;

    /// <summary>It is always 18:00 of that day, UTC: all over the United States it is day, and offices are open.</summary>
    private sealed class DuringTheDay(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(18, 0), TimeSpan.Zero);
    }
}
