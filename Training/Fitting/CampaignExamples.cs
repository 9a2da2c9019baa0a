using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>A campaign's content as something to train on.</summary>
public static class CampaignExamples
{
    /// <summary>Every example in every language; the ways of asking for the campaign's entries are examples of <see cref="Intents.None"/>.</summary>
    public static IReadOnlyList<IntentExample> Of(CampaignContent content) =>
    [
        .. from examples in content.Examples
           from utterance in examples.Utterances
           select new IntentExample(utterance, examples.Intent, examples.Language),
        .. from entry in content.Entries
           from question in entry.Questions.Prepend(entry.Title)
           select new IntentExample(question, Intents.None, entry.Language),
    ];

    /// <summary>What suits a few hundred examples: a small network, trained within a start of the program.</summary>
    public static IntentTrainerOptions Options { get; } = new() { Hidden = 64, MinEpochs = 16, MaxEpochs = 16 };

    /// <summary>The classifier of a campaign's own examples.</summary>
    /// <exception cref="ArgumentException">There are examples of fewer than two intents.</exception>
    public static IntentModel Train(CampaignContent content, CancellationToken cancellation = default) =>
        new IntentTrainer(Options).Train(Of(content), cancellation: cancellation);
}
