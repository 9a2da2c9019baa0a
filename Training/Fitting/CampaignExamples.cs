using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>A campaign's <c>content/examples</c> as something to train on.</summary>
public static class CampaignExamples
{
    /// <summary>Every example in every language; those of <see cref="Intents.OffTopic"/> ask for none of the intents.</summary>
    public static IReadOnlyList<IntentExample> Of(CampaignContent content) =>
    [
        .. from examples in content.Examples
           from utterance in examples.Utterances
           select new IntentExample(utterance, examples.Intent == Intents.OffTopic ? null : examples.Intent, examples.Language),
    ];
}
