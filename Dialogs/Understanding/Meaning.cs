using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>What a message is taken to mean: small talk, or a question with the answer there is to it.</summary>
/// <param name="Intent">One of <see cref="Intents"/>, or null where it is a question.</param>
/// <param name="Answer">The answer where it is a question.</param>
public sealed record Meaning(string? Intent, Answer? Answer)
{
    /// <summary>Below this, an example is not what was said.</summary>
    private const double LeastScore = 0.65;

    /// <summary>By how much an answer must be surer than the likeness to an example, to be given instead.</summary>
    private const double Margin = 0.1;

    /// <summary>Weighs what the recognizer takes a message for against what the campaign's entries answer.</summary>
    /// <param name="subject">What was spoken of last, for "where is it?"; null where there is nothing.</param>
    public static async Task<Meaning> OfAsync(
        ITurnContext turn, string language, string? subject, IRecognizer recognizer, Answerer answerer, CancellationToken cancellationToken)
    {
        var question = turn.Activity.Text ?? "";
        if (subject is not null && WordForms.Of(language).LeansOnContext(question))
            question = $"{subject} {question}";
        var (intent, score) = (await recognizer.RecognizeAsync(turn, cancellationToken)).GetTopScoringIntent();
        var answer = answerer.Ask(question, language);
        if (score < LeastScore || (answer is Answer.Found { Confidence: var confidence } && confidence > score + Margin))
            return new Meaning(null, answer);
        return intent == Intents.OffTopic ? new Meaning(null, new Answer.Unknown(false)) : new Meaning(intent, null);
    }
}
