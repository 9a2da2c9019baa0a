using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// Asks the user to choose one of <see cref="PromptOptions.Choices"/>: by its button, its title or a synonym, by "the
/// second" or by "2", in English or Spanish.
/// </summary>
public class ChoicePrompt : Prompt<FoundChoice>
{
    private readonly Dictionary<string, ChoiceFactoryOptions> _choiceDefaults;

    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice>? validator = null, string? defaultLocale = null)
        : this(dialogId, PromptCultureModels.GetSupportedCultures().ToDictionary(culture => culture.Locale!, PromptCultureModels.Inline, StringComparer.OrdinalIgnoreCase), validator, defaultLocale)
    {
    }

    /// <param name="dialogId">The prompt's id.</param>
    /// <param name="choiceDefaults">How choices are written out, by locale; holds English, or is asked in whatever it holds.</param>
    /// <param name="validator">Has the last word about a choice.</param>
    /// <param name="defaultLocale">The locale where the user's isn't known or isn't in <paramref name="choiceDefaults"/>.</param>
    public ChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<FoundChoice>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator)
    {
        ArgumentNullException.ThrowIfNull(choiceDefaults);
        if (choiceDefaults.Count == 0)
            throw new ArgumentException("Give at least one locale, English.", nameof(choiceDefaults));
        (_choiceDefaults, DefaultLocale) = (choiceDefaults, defaultLocale);
    }

    /// <summary>How choices are shown unless <see cref="PromptOptions.Style"/> says otherwise.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string? DefaultLocale { get; set; }

    /// <summary>How choices are written out, whatever the locale.</summary>
    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>How answers are read. It isn't changed; its locale counts where the user's isn't known.</summary>
    public FindChoicesOptions? RecognizerOptions { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var question = isRetry && options.RetryPrompt is { } retry ? retry : options.Prompt;
        var written = ChoiceOptions ?? PromptLocale.ToAsk(_choiceDefaults, activity, DefaultLocale);
        var shown = AppendChoices(
            question, activity.ChannelId, options.Choices, options.Style ?? Style, written,
            activity.Conversation?.ConversationType, activity.From?.Id is { } user ? [user] : null, cancellationToken);
        await turnContext.SendActivityAsync(shown, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var found = new[] { PromptState.Answer(activity), PromptState.Submitted(activity.Value) }
            .Where(answer => answer is not null)
            .Select(answer => ChoiceRecognizers.RecognizeChoices(answer!, options.Choices ?? [], Options(activity, options)))
            .FirstOrDefault(results => results.Count > 0);
        return Task.FromResult(new PromptRecognizerResult<FoundChoice> { Succeeded = found is not null, Value = found?[0].Resolution });
    }

    private FindChoicesOptions Options(Activity activity, PromptOptions options) => new()
    {
        NoValue = RecognizerOptions?.NoValue ?? false,
        NoAction = RecognizerOptions?.NoAction ?? false,
        RecognizeNumbers = RecognizerOptions?.RecognizeNumbers ?? true,
        RecognizeOrdinals = RecognizerOptions?.RecognizeOrdinals ?? true,
        AllowPartialMatches = RecognizerOptions?.AllowPartialMatches ?? false,
        MaxTokenDistance = RecognizerOptions?.MaxTokenDistance,
        Tokenizer = RecognizerOptions?.Tokenizer,
        Locale = PromptLocale.ToRead(activity, options, RecognizerOptions?.Locale, DefaultLocale),
    };
}
