using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Core.Understanding.Entities;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>
/// Tells greetings, thanks and the like by the trained classifier: no network, microseconds. The result's intents are the likeliest with the
/// chance that each is meant, and always <see cref="Intents.None"/> with the chance that none is; where the model's threshold lies, the best
/// intent and none have a half each. So the top scoring intent is the decision, and a top score near a half is an unsure one.
/// Its entities are those of <see cref="EntityJson"/>.
/// </summary>
/// <param name="model">The model, which may still be in the making.</param>
/// <param name="zone">The campaign's, in which "tomorrow" is meant.</param>
public sealed class EmbeddedRecognizer(Task<IntentModel> model, TimeProvider clock, TimeZoneInfo zone) : IRecognizer
{
    /// <summary>Below this, the likeliest intent is a guess among many.</summary>
    private const float LeastSure = 0.45f;

    /// <inheritdoc/>
    public async Task<RecognizerResult> RecognizeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        Recognize(turnContext.Activity.Text ?? "", turnContext.Activity.Locale ?? "", await model.WaitAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<T> RecognizeAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : IRecognizerConvert, new()
    {
        var result = new T();
        result.Convert(await RecognizeAsync(turnContext, cancellationToken));
        return result;
    }

    private RecognizerResult Recognize(string text, string language, IntentModel model)
    {
        var result = new RecognizerResult { Text = text, Entities = EntityJson.Of(EntityReader.Read(text, language, clock.GetUtcNow(), zone)) };
        var prediction = model.Predict(text);
        // A model of a campaign's content is taught what none looks like, any other says so by its threshold alone; of what looks like nothing in
        // particular, neither is sure.
        var isTaught = model.Intents.Contains(Intents.None, StringComparer.Ordinal);
        var chance = isTaught ? prediction.Score : ChanceOfAny(prediction.Score, model.Calibration.Threshold);
        foreach (var (intent, score) in prediction.Ranked)
            result.Intents[intent] = new IntentScore { Score = score * chance / prediction.Score };
        if (!isTaught)
            result.Intents[Intents.None] = new IntentScore { Score = 1 - chance };
        else if (prediction.Score < LeastSure)
            result.Intents[Intents.None] = new IntentScore { Score = 1 - prediction.Score };
        // "Thanks, but where do I vote?" is a question, however politely it begins.
        if (prediction.Intent is Intents.Thanks or Intents.Ok or Intents.Greeting or Intents.Goodbye && VotingWords.AskProcedure(text))
            result.Intents[Intents.None] = new IntentScore { Score = 1 };
        return result;
    }

    /// <summary>The best score, stretched so that the threshold becomes a half.</summary>
    private static double ChanceOfAny(float score, float threshold) =>
        score < threshold ? 0.5 * score / threshold : 0.5 + (0.5 * (score - threshold) / Math.Max(1 - threshold, float.Epsilon));
}
