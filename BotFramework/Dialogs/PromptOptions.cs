using System.Text.Json.Serialization;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a prompt says and accepts this time. It isn't changed by being used, so one may serve many turns.</summary>
public class PromptOptions
{
    /// <summary>The question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Activity? Prompt { get; set; }

    /// <summary>What is said when the answer doesn't fit; without it, the question again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Activity? RetryPrompt { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IList<Choice>? Choices { get; set; }

    /// <summary>How the choices are shown; null leaves it to the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ListStyle? Style { get; set; }

    /// <summary>Whatever the validator needs; kept like any value of a dialog.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Validations { get; set; }

    /// <summary>The language to read the answer in, a BCP 47 tag, where it isn't the turn's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecognizeLanguage { get; set; }
}

/// <summary>What a prompt made of an answer.</summary>
public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T? Value { get; set; }

    /// <summary>Whether a dialog around the prompt may take the message instead.</summary>
    public bool AllowInterruption { get; set; }
}

/// <summary>Decides whether an answer will do. True ends the prompt with <see cref="PromptRecognizerResult{T}.Value"/>, which it may change.</summary>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

/// <summary>What a validator sees.</summary>
public class PromptValidatorContext<T>
{
    internal PromptValidatorContext(ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options) =>
        (Context, Recognized, State, Options) = (turnContext, recognized, state, options);

    public ITurnContext Context { get; }

    public PromptRecognizerResult<T> Recognized { get; }

    public PromptOptions Options { get; }

    /// <summary>Kept from one try to the next.</summary>
    public IDictionary<string, object> State { get; }

    /// <summary>How many answers there were, this one included.</summary>
    public int AttemptCount => State.TryGetValue(PromptState.AttemptCountKey, out var count) ? (int)count : 0;
}
