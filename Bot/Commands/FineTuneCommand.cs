using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.LanguageModels;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>What <c>fine-tune --json</c> prints.</summary>
/// <param name="Training">The file to learn from, checked; null where a job was followed or cancelled.</param>
/// <param name="Validation">The file to measure by, checked.</param>
/// <param name="Job">The job; null after a dry run or where a file can't be used.</param>
/// <param name="Recorded">The name recorded as <c>LanguageModel:Model</c>; null where none was.</param>
internal sealed record FineTuningFigures(ChatFileCheck? Training, ChatFileCheck? Validation, FineTuningState? Job, string? Recorded);

/// <summary><c>fine-tune</c>: teaches a language model the campaign's intents.</summary>
internal static class FineTuneCommand
{
    private const string ModelSetting = $"{LanguageModelOptions.Section}:{nameof(LanguageModelOptions.Model)}";
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The command's options, as they were given.</summary>
    private sealed record Given(
        string? Data, string? Chats, string Content, string Output, string? Base, string? Suffix, string? Job, bool Cancel, bool DryRun, string? Deployment, TimeSpan Every, bool Json);

    public static Command Make()
    {
        var data = new Option<string?>("--data")
        {
            HelpName = "file",
            Description = "Labelled messages, in train's formats, instead of the content's: those marked train are learnt from, those marked val measured by, those marked test left alone",
        };
        var chats = new Option<string?>("--chats") { HelpName = "file", Description = "A JSONL file of chats of your own instead: it is checked and sent as it is" };
        var content = new Option<string?>("--content") { HelpName = "folder", Description = $"The content whose intents the model is to know; {ContentLocation.Rule}" };
        var output = new Option<string>("--output", "-o") { HelpName = "file", Description = "Where the chats are written (and, beside it, NAME.validation.jsonl)", DefaultValueFactory = _ => Path.Combine("data", "fine-tuning.jsonl") };
        var baseModel = new Option<string?>("--base") { HelpName = "model", Description = "The model to begin with, such as gpt-4.1-mini-2025-04-14; which can be tuned is in the provider's documentation" };
        var suffix = new Option<string?>("--suffix") { HelpName = "name", Description = "Goes into the new model's name" };
        var job = new Option<string?>("--job") { HelpName = "id", Description = "Follow a job that was started before" };
        var cancel = new Option<bool>("--cancel") { Description = "With --job: cancel it" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Write and check the chats; send nothing" };
        var deployment = new Option<string?>("--deployment") { HelpName = "name", Description = $"Azure OpenAI: the deployment you will make of the new model, to be recorded as {ModelSetting}" };
        var every = new Option<TimeSpan>("--every")
        {
            HelpName = "time",
            Description = "How often to look at the job",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(15),
            CustomParser = result =>
            {
                if (TimeSpan.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromHours(1))
                    return time;
                result.AddError("--every is hours:minutes:seconds, such as 00:00:30, at most an hour.");
                return default;
            },
        };
        var json = new Option<bool>("--json") { Description = "Print the checks, the job and what was recorded as JSON" };
        var fineTune = new Command("fine-tune", Help) { data, chats, content, output, baseModel, suffix, job, cancel, dryRun, deployment, every, json };
        fineTune.Validators.Add(result =>
        {
            var follows = result.GetValue(job) is not null;
            if (result.GetValue(cancel) && !follows)
                result.AddError("--cancel tells which job by --job.");
            if (follows && (result.GetValue(data) ?? result.GetValue(chats) ?? result.GetValue(baseModel)) is not null)
                result.AddError("A job that was started before needs neither --data, --chats nor --base.");
            if (!follows && !result.GetValue(dryRun) && result.GetValue(baseModel) is null)
                result.AddError("--base names the model to begin with; --dry-run only writes and checks the chats.");
            if (result.GetValue(data) is not null && result.GetValue(chats) is not null)
                result.AddError("--data and --chats exclude each other.");
        });
        fineTune.Does((parsed, cancellationToken) => RunAsync(
            new Given(
                parsed.GetValue(data),
                parsed.GetValue(chats),
                ContentLocation.Of(parsed.GetValue(content)),
                parsed.GetRequiredValue(output),
                parsed.GetValue(baseModel),
                parsed.GetValue(suffix),
                parsed.GetValue(job),
                parsed.GetValue(cancel),
                parsed.GetValue(dryRun),
                parsed.GetValue(deployment),
                parsed.GetValue(every),
                parsed.GetValue(json)),
            cancellationToken));
        return fineTune;
    }

    private const string Help =
        $$"""
        Teach a language model the campaign's intents: write chats of labelled messages, check them, upload them, start a job at OpenAI or Azure OpenAI, follow it, and record the new model's name for the next start. The server and the key are the settings LanguageModel:Endpoint and :Key (or :UseEntraId).

        A chat is a line such as {"messages":[{"role":"system","content":"..."},{"role":"user","content":"..."},{"role":"assistant","content":"..."}]}; the system's and the user's words are those the bot asks with. Personal data is masked, and a file in which some is left is not sent.

        The name goes into data/settings.json as {{ModelSetting}}. With Azure OpenAI a model is deployed before it can be called: say the deployment's name with --deployment, and deploy it under that name. Interrupted, the job goes on: follow it with --job. Exits with 0, or with 1 where the chats can't be used or the job did not succeed.

          fine-tune --data reviewed.jsonl --dry-run
          fine-tune --data reviewed.jsonl --base gpt-4.1-mini-2025-04-14 --suffix measure-4
          fine-tune --job ftjob-abc123
        """;

    private static async Task<int> RunAsync(Given given, CancellationToken cancellationToken)
    {
        var settings = given.DryRun ? null : Settings();
        var run = settings is null ? null : new FineTuningRun(OpenAIConnection.Open(settings, NetworkTimeout, retries: 3), given.Every, TimeProvider.System);
        if (given.Job is { } known)
        {
            var found = given.Cancel ? await run!.CancelAsync(known, cancellationToken) : await run!.FindAsync(known, cancellationToken);
            return await FinishAsync(given, settings!, run, new FineTuningFigures(null, null, found, null), cancellationToken);
        }

        var (training, validation) = await ChatsAsync(given, cancellationToken);
        var figures = new FineTuningFigures(training, validation, null, null);
        Tell(training);
        Tell(validation);
        var isUsable = training.IsUsable && validation is null or { IsUsable: true };
        if (!isUsable || run is null)
        {
            await PrintAsync(given, figures, isUsable ? "Nothing was sent." : "The chats can't be used as they are; nothing was sent.");
            return isUsable ? 0 : 1;
        }

        Note("uploading");
        var trainingFile = await run.UploadAsync(training.File, cancellationToken);
        var validationFile = validation is null ? null : await run.UploadAsync(validation.File, cancellationToken);
        var job = await run.StartAsync(given.Base!, trainingFile, validationFile, given.Suffix, cancellationToken);
        Note($"started {job.Job}");
        return await FinishAsync(given, settings!, run, figures with { Job = job }, cancellationToken);
    }

    /// <summary>Follows a job that isn't over to its end, and records what it made.</summary>
    private static async Task<int> FinishAsync(Given given, LanguageModelOptions settings, FineTuningRun run, FineTuningFigures figures, CancellationToken cancellationToken)
    {
        var job = figures.Job!;
        if (given.Cancel)
        {
            await PrintAsync(given, figures, $"{job.Job} is {job.Status}.");
            return 0;
        }

        try
        {
            job = await run.FollowAsync(job.Job, new Notes(), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await PrintAsync(given, figures, $"The job goes on. Follow it with: fine-tune --job {job.Job}");
            return 1;
        }

        if (!job.HasSucceeded)
        {
            await PrintAsync(given, figures with { Job = job }, $"{job.Job} is {job.Status}{(job.Error is null ? "" : $": {job.Error}")}.");
            return 1;
        }

        var name = settings.IsAzure ? given.Deployment : job.Model;
        if (name is not null)
            await SavedSettings.SetAsync(ModelSetting, name, cancellationToken);
        await PrintAsync(given, figures with { Job = job, Recorded = name }, After(job.Model!, name, settings.IsAzure));
        return 0;
    }

    private static string After(string model, string? recorded, bool isAzure)
    {
        if (recorded is null)
            return $"{model} is there. Deploy it in Azure, and set {ModelSetting} to the deployment's name.";
        var told = isAzure
            ? $"{model} is there. Deploy it in Azure under the name {recorded}, which {SavedSettings.File} has as {ModelSetting}."
            : $"{model} is there; {SavedSettings.File} has it as {ModelSetting}, from the next start on.";
        return SavedSettings.Read()[ModelSetting] == recorded ? told : $"{told} But the environment sets {ModelSetting} to something else, and that counts.";
    }

    private static async Task<(ChatFileCheck Training, ChatFileCheck? Validation)> ChatsAsync(Given given, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        if (given.Chats is { } own)
            return (await TrainingChatCheck.OfAsync(own, false, System.Collections.Frozen.FrozenSet<string>.Empty, clock, cancellationToken), null);

        var content = await CampaignContent.LoadAsync(given.Content, clock, cancellationToken);
        var data = given.Data is null
            ? new IntentData(CampaignExamples.Of(content), [], [])
            : await IntentDataFile.ReadAsync(given.Data, cancellationToken);
        var known = IntentPrompt.Of(content).Known;
        var training = await WriteAsync(data.Train, given.Output, isValidation: false);
        return (training, data.Validation.Count == 0 ? null : await WriteAsync(data.Validation, Path.ChangeExtension(given.Output, ".validation.jsonl"), isValidation: true));

        async Task<ChatFileCheck> WriteAsync(IReadOnlyList<IntentExample> examples, string file, bool isValidation)
        {
            await TrainingChats.WriteAsync(TrainingChats.Of(examples, content, clock), file, cancellationToken);
            return await TrainingChatCheck.OfAsync(file, isValidation, known, clock, cancellationToken);
        }
    }

    /// <summary>The settings of the server, checked; the model that is in use now doesn't matter.</summary>
    private static LanguageModelOptions Settings()
    {
        var options = new LanguageModelOptions();
        try
        {
            SavedSettings.Read().GetSection(LanguageModelOptions.Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{LanguageModelOptions.Section}: {e.Message}", e);
        }

        if (!options.IsOn)
            throw new InvalidDataException($"{LanguageModelOptions.Section}:{nameof(LanguageModelOptions.Endpoint)} is not set: where is the model to be tuned?");
        var errors = options.ConnectionErrors().ToList();
        return errors.Count == 0 ? options : throw new InvalidDataException(string.Join('\n', errors));
    }

    private static void Tell(ChatFileCheck? check)
    {
        if (check is null)
            return;
        Note(string.Create(CultureInfo.InvariantCulture, $"{check.File}: {check.Examples} chats, about {check.Tokens} tokens a pass"));
        foreach (var finding in check.Findings.Take(50))
            Note($"{(finding.IsError ? "error" : "warning")}: {check.File}{(finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $":{finding.Line}") : "")}: {finding.Message}");
        if (check.Findings.Count > 50)
            Note(string.Create(CultureInfo.InvariantCulture, $"and {check.Findings.Count - 50} more"));
    }

    private static void Note(string text) => Console.Error.WriteLine(text);

    private static Task PrintAsync(Given given, FineTuningFigures figures, string told) =>
        Console.Out.WriteLineAsync(given.Json ? JsonSerializer.Serialize(figures, CommandJson.Default.FineTuningFigures) : told);

    /// <summary>Tells at once, in order.</summary>
    private sealed class Notes : IProgress<string>
    {
        public void Report(string value) => Note(value);
    }
}
