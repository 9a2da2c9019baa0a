using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>A campaign's content as something to train on.</summary>
public static class CampaignExamples
{
    /// <summary>Of an entry that is known by many ways of asking, so many show what none of the intents looks like: more would drown the intents.</summary>
    private const int PhrasesOfAnEntry = 8;

    /// <summary>
    /// Every example in every language; ways of asking for the campaign's entries are examples of <see cref="Intents.None"/>, but for those that
    /// are listed as an intent's, too: "what's my polling place" may be answered and may begin the look-up.
    /// </summary>
    public static IReadOnlyList<IntentExample> Of(CampaignContent content) =>
    [
        .. from examples in content.Examples
           from utterance in examples.Utterances
           select new IntentExample(utterance, examples.Intent, examples.Language),
        .. from entry in content.Entries
           from question in entry.Questions.Prepend(entry.Title).Where(q => content.IntentOf(q) is null).Take(PhrasesOfAnEntry)
           select new IntentExample(question, Intents.None, entry.Language),
    ];

    /// <summary>What suits a few hundred examples: a small network, trained within a start of the program.</summary>
    public static IntentTrainerOptions Options { get; } = new() { Hidden = 64, MinEpochs = 16, MaxEpochs = 16, Balance = 0.5 };

    /// <summary>The classifier of a campaign's own examples.</summary>
    /// <exception cref="ArgumentException">There are examples of fewer than two intents.</exception>
    public static IntentModel Train(CampaignContent content, CancellationToken cancellation = default) =>
        new IntentTrainer(Options).Train(Of(content), cancellation: cancellation);
}
