using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Training;
using Microsoft.Extensions.Options;

namespace CampaignBot.Understanding;

/// <summary>The classifier of the campaign's messages: the one the settings name, else one of the content's examples, kept from an earlier start or trained once the program has started.</summary>
internal sealed class CampaignModel(Task<IntentModel> ready)
{
    private const string Setting = $"{UnderstandingOptions.Section}:{nameof(UnderstandingOptions.Model)}";

    /// <summary>Of the content's own examples, a model that fits them understands at least this share.</summary>
    private const double LeastFit = 0.8;

    /// <summary>Begins to train or read it.</summary>
    public CampaignModel(CampaignContent content, IOptions<UnderstandingOptions> options, KeptModels kept, ILogger<CampaignModel> log)
        : this(Task.Run(() => options.Value.Model is { Length: > 0 } file
            ? Task.FromResult(Load(file, content, log))
            : kept.TakeOrTrainAsync("intents.model", Fingerprint(content), IntentModel.Load, () => CampaignExamples.Train(content), (model, stream) => model.Save(stream))))
    {
    }

    /// <summary>The model, as soon as it is there. Fails where the file of the settings can't be used; the message names the setting.</summary>
    public Task<IntentModel> Ready => ready;

    private static byte[] Fingerprint(CampaignContent content) => KeptModels.Fingerprint(
        [typeof(IntentModel), typeof(IntentTrainer)],
        CampaignExamples.Of(content).SelectMany(e => (string?[])[e.Text, e.Intent]));

    private static IntentModel Load(string file, CampaignContent content, ILogger log)
    {
        var model = Read(file);
        if (model.Intents.Except(Intents.All, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
            throw Refused(file, $"it knows intents that the bot has no reply to: {string.Join(", ", unknown.Take(5))}. Train it on intents of content/examples");
        var examples = CampaignExamples.Of(content).Where(e => e.Intent is not null).ToList();
        var share = examples.Count(e => model.Predict(e.Text).Intent == e.Intent) / (double)Math.Max(1, examples.Count);
        if (share < LeastFit)
            log.LogWarning("{Setting}: the model in {File} understands only {Share} of the content's own examples. Train it again with them", Setting, file, share.ToString("P0", CultureInfo.InvariantCulture));
        return model;
    }

    private static IntentModel Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return IntentModel.Load(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Refused(file, e.Message);
        }
    }

    private static OptionsValidationException Refused(string file, string why) =>
        new(UnderstandingOptions.Section, typeof(UnderstandingOptions), [$"{Setting}: {file} can't be used: {why}"]);
}
