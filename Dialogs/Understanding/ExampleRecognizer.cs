using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>Recognises greetings, thanks and the like by the campaign's examples. The activity's locale tells the language.</summary>
public sealed class ExampleRecognizer(ExampleMatcher examples) : IRecognizer
{
    /// <inheritdoc/>
    public Task<RecognizerResult> RecognizeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var text = turnContext.Activity.Text ?? "";
        var match = examples.Match(text, turnContext.Activity.Locale ?? "");
        var result = new RecognizerResult { Text = text };
        if (match.Intent is not null)
            result.Intents[match.Intent] = new IntentScore { Score = match.Score };
        return Task.FromResult(result);
    }

    /// <inheritdoc/>
    public async Task<T> RecognizeAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : IRecognizerConvert, new()
    {
        var result = new T();
        result.Convert(await RecognizeAsync(turnContext, cancellationToken));
        return result;
    }
}
