using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.AI;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>
/// Asks a language model where the embedded recognizer is unsure, and no entry of the campaign surely answers. What the model
/// says counts only where it is one of the intents there are, in the schema it was given; else, and whenever it can't be used,
/// the embedded recognizer's word stands. Personal data is masked before anything leaves; STOP has been dealt with before any
/// recognizer runs.
/// </summary>
/// <remarks>
/// The result has the model's intent with its own confidence, and <see cref="RecognizerResult.AlteredText"/> where it wrote the
/// question out. How often it was needed is the counter <c>campaignbot.recognitions</c> (meter <c>CampaignBot.Understanding</c>):
/// by "embedded", "model", or "fallback" where the model was asked in vain.
/// </remarks>
public sealed class LlmRecognizer : IRecognizer
{
    private readonly IRecognizer _embedded;
    private readonly IChatClient _model;
    private readonly CampaignContent _content;
    private readonly Answerer _answerer;
    private readonly double _unsureBelow;
    private readonly TimeProvider _clock;
    private readonly IntentPrompt _prompt;

    /// <param name="embedded">The recognizer that needs no model.</param>
    /// <param name="model">Fails within its deadline with a <see cref="ModelUnavailableException"/>.</param>
    /// <param name="unsureBelow">The score, 0 to 1, below which the embedded recognizer or an answer counts as unsure; above 1, the model is always asked.</param>
    /// <param name="clock">From which "tomorrow" is counted.</param>
    public LlmRecognizer(IRecognizer embedded, IChatClient model, CampaignContent content, Answerer answerer, double unsureBelow, TimeProvider clock)
    {
        (_embedded, _model, _content, _answerer, _unsureBelow, _clock) = (embedded, model, content, answerer, unsureBelow, clock);
        _prompt = IntentPrompt.Of(content);
    }

    /// <inheritdoc/>
    public async Task<RecognizerResult> RecognizeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var result = await _embedded.RecognizeAsync(turnContext, cancellationToken);
        var (text, language) = (turnContext.Activity.Text ?? "", turnContext.Activity.Locale ?? _content.Profile.Languages[0]);
        if (text.Length == 0 || IsSure(result, text, language))
        {
            UnderstandingMetrics.CountRecognition("embedded");
            return result;
        }

        var reading = await AskAsync(text, language, cancellationToken);
        UnderstandingMetrics.CountRecognition(reading is null ? "fallback" : "model");
        return reading is null ? result : With(result, reading);
    }

    /// <inheritdoc/>
    public async Task<T> RecognizeAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : IRecognizerConvert, new()
    {
        var result = new T();
        result.Convert(await RecognizeAsync(turnContext, cancellationToken));
        return result;
    }

    private bool IsSure(RecognizerResult result, string text, string language)
    {
        var (intent, score) = result.GetTopScoringIntent();
        return (_unsureBelow <= 1 && _content.IntentOf(text) is not null)
            || (intent != Intents.None && score >= _unsureBelow)
            || (_answerer.Ask(text, language) is Answer.Found { Confidence: var confidence } && confidence >= _unsureBelow);
    }

    private async Task<ModelReading?> AskAsync(string text, string language, CancellationToken cancellationToken)
    {
        var sent = MaskedText.Of(text, language, _clock.GetUtcNow(), _content.Profile.TimeZone);
        try
        {
            var response = await _model.GetResponseAsync(
                [new ChatMessage(ChatRole.System, _prompt.System), new ChatMessage(ChatRole.User, IntentPrompt.User(sent))],
                new ChatOptions
                {
                    MaxOutputTokens = IntentPrompt.MaxAnswerTokens,
                    ResponseFormat = ChatResponseFormat.ForJsonSchema(_prompt.Schema, IntentPrompt.SchemaName),
                },
                cancellationToken);
            return response.FinishReason == ChatFinishReason.Stop ? _prompt.Read(response.Text, sent) : null;
        }
        catch (ModelUnavailableException)
        {
            // Whoever makes the client counts and logs it.
            return null;
        }
    }

    private static RecognizerResult With(RecognizerResult embedded, ModelReading reading)
    {
        // What the message names is read by rules, which don't make things up.
        var result = new RecognizerResult { Text = embedded.Text, AlteredText = reading.Question, Entities = embedded.Entities };
        result.Intents[reading.Intent] = new IntentScore { Score = reading.Confidence };
        return result;
    }
}
