using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What all prompts keep and send in the same way.</summary>
internal static class PromptState
{
    public const string AttemptCountKey = "AttemptCount";
    private const string OptionsKey = "options";
    private const string StateKey = "state";

    public static PromptOptions Begin(DialogInstance instance, object? options)
    {
        if (options is not PromptOptions promptOptions)
            throw new ArgumentException($"The prompt '{instance.Id}' was started with {options?.GetType().Name ?? "null"}; it needs PromptOptions.", nameof(options));
        instance.State[OptionsKey] = promptOptions;
        instance.State[StateKey] = new Dictionary<string, object>(StringComparer.Ordinal);
        return promptOptions;
    }

    public static PromptOptions Options(DialogInstance instance) =>
        instance.State.TryGetValue(OptionsKey, out var kept) && kept is PromptOptions options ? options : new PromptOptions();

    public static IDictionary<string, object> Of(DialogInstance instance)
    {
        if (instance.State.TryGetValue(StateKey, out var kept) && kept is IDictionary<string, object> state)
            return state;
        state = new Dictionary<string, object>(StringComparer.Ordinal);
        instance.State[StateKey] = state;
        return state;
    }

    public static void CountAttempt(IDictionary<string, object> state) =>
        state[AttemptCountKey] = state.TryGetValue(AttemptCountKey, out var count) ? (int)count + 1 : 1;

    /// <summary>
    /// A copy, ready to be sent, of what the prompt says at first or when it asks again; null where the options hold
    /// nothing to say. Sending addresses an activity, and neither the caller's nor the stored one shall carry that.
    /// </summary>
    public static Activity? Question(PromptOptions options, bool isRetry)
    {
        var question = isRetry && options.RetryPrompt is { } retry ? retry : options.Prompt;
        if (question is null)
            return null;
        var copy = question.ShallowCopy();
        copy.InputHint = string.IsNullOrEmpty(copy.InputHint) ? InputHints.ExpectingInput : copy.InputHint;
        return copy;
    }

    public static Task SendAsync(ITurnContext turnContext, PromptOptions options, bool isRetry, CancellationToken cancellationToken) =>
        Question(options, isRetry) is { } question ? turnContext.SendActivityAsync(question, cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// What the user said: the text, or where there is none, what a pressed button or card submitted, if that is one
    /// text, number or truth value. Null where it is neither.
    /// </summary>
    public static string? Answer(Activity activity)
    {
        if (!string.IsNullOrWhiteSpace(activity.Text))
            return activity.Text;
        return Submitted(activity.Value);
    }

    /// <summary>What a pressed button or card submitted, if that is one text, number or truth value.</summary>
    public static string? Submitted(object? value) => value switch
    {
        string text when !string.IsNullOrWhiteSpace(text) => text,
        bool flag => flag ? "true" : "false",
        System.Text.Json.Nodes.JsonValue json => json.GetValueKind() is System.Text.Json.JsonValueKind.String ? Submitted(json.GetValue<string>()) : json.ToJsonString(),
        System.Text.Json.Nodes.JsonObject { Count: 1 } card => Submitted(card.First().Value),
        System.Text.Json.JsonElement json => Submitted(System.Text.Json.Nodes.JsonNode.Parse(json.GetRawText())),
        int or long or double or decimal => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
