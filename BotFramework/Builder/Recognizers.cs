using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Builder;

/// <summary>Finds out what a message means.</summary>
public interface IRecognizer
{
    Task<RecognizerResult> RecognizeAsync(ITurnContext turnContext, CancellationToken cancellationToken);

    Task<T> RecognizeAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : IRecognizerConvert, new();
}

/// <summary>A result of a recognizer in a form of the caller's own.</summary>
public interface IRecognizerConvert
{
    /// <summary>Takes over <paramref name="result"/>, a <see cref="RecognizerResult"/>.</summary>
    void Convert(object result);
}

/// <summary>How sure a recognizer is of an intent.</summary>
public class IntentScore
{
    /// <summary>0 to 1.</summary>
    [JsonPropertyName("score")]
    public double? Score { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonExtensionData]
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>What a recognizer found in a message.</summary>
public class RecognizerResult : IRecognizerConvert
{
    [JsonPropertyName("text")]
    public string? Text { get; set; }

    /// <summary>The text as it was read, after spelling was put right.</summary>
    [JsonPropertyName("alteredText")]
    public string? AlteredText { get; set; }

    [JsonPropertyName("intents")]
    public IDictionary<string, IntentScore> Intents { get; set; } = new Dictionary<string, IntentScore>(StringComparer.Ordinal);

    /// <summary>Entity names with lists of what was found; <c>$instance</c> tells where.</summary>
    [JsonPropertyName("entities")]
    public JsonObject Entities { get; set; } = [];

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonExtensionData]
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public void Convert(object result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var other = (RecognizerResult)result;
        (Text, AlteredText, Intents, Entities, Properties) = (other.Text, other.AlteredText, other.Intents, other.Entities, other.Properties);
    }
}

/// <summary>What callers ask of a <see cref="RecognizerResult"/>.</summary>
public static class RecognizerResultExtensions
{
    /// <summary>The intent with the highest score above 0; ("", 0) where there is none.</summary>
    public static (string intent, double score) GetTopScoringIntent(this RecognizerResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var top = (intent: "", score: 0.0);
        foreach (var (intent, score) in result.Intents)
        {
            if (score.Score > top.score)
                top = (intent, score.Score.Value);
        }

        return top;
    }
}
