using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks for a yes or a no, in English or Spanish, by word, by button or by number.</summary>
public class ConfirmPrompt : Prompt<bool>
{
    private readonly Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions Written)> _choiceDefaults;

    public ConfirmPrompt(string dialogId, PromptValidator<bool>? validator = null, string? defaultLocale = null)
        : this(dialogId, PromptCultureModels.GetSupportedCultures().ToDictionary(culture => culture.Locale!, YesOrNo, StringComparer.OrdinalIgnoreCase), validator, defaultLocale)
    {
    }

    /// <param name="dialogId">The prompt's id.</param>
    /// <param name="choiceDefaults">The choice for yes, that for no, and how they are written out, by locale; holds English, or is asked in whatever it holds.</param>
    /// <param name="validator">Has the last word about an answer.</param>
    /// <param name="defaultLocale">The locale where the user's isn't known or isn't in <paramref name="choiceDefaults"/>.</param>
    public ConfirmPrompt(string dialogId, Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> choiceDefaults, PromptValidator<bool>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator)
    {
        ArgumentNullException.ThrowIfNull(choiceDefaults);
        if (choiceDefaults.Count == 0)
            throw new ArgumentException("Give at least one locale, English.", nameof(choiceDefaults));
        (_choiceDefaults, DefaultLocale) = (choiceDefaults, defaultLocale);
    }

    /// <summary>How the two choices are shown unless <see cref="PromptOptions.Style"/> says otherwise.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string? DefaultLocale { get; set; }

    /// <summary>How the choices are written out, whatever the locale. Without numbers, no number is read as an answer.</summary>
    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>The choice for yes and that for no, whatever the locale.</summary>
    public Tuple<Choice, Choice>? ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var (choices, written) = Choices(activity);
        var question = isRetry && options.RetryPrompt is { } retry ? retry : options.Prompt;
        var shown = AppendChoices(
            question, activity.ChannelId, choices, options.Style ?? Style, written,
            activity.Conversation?.ConversationType, activity.From?.Id is { } user ? [user] : null, cancellationToken);
        await turnContext.SendActivityAsync(shown, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var answer = Read(PromptState.Answer(activity), activity, options) ?? Read(PromptState.Submitted(activity.Value), activity, options);
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = answer is not null, Value = answer ?? false });
    }

    /// <summary>A choice's whole title comes first, as "Don't stop" may be the one for yes; then yes and no in any words; then a number.</summary>
    private bool? Read(string? text, Activity activity, PromptOptions options)
    {
        if (text is null)
            return null;
        var (choices, written) = Choices(activity);
        var locale = PromptLocale.ToRead(activity, options, DefaultLocale);
        var byTitle = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions { Locale = locale, RecognizeNumbers = false, RecognizeOrdinals = false });
        if (byTitle is [var whole] && whole.Text!.Length == text.AsSpan().Trim(" .,!¡").Length)
            return whole.Resolution.Index == 0;
        if (BooleanRecognizer.Recognize(text) is { } answer)
            return answer;
        var isNumbered = written.IncludeNumbers ?? true;
        var byNumber = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions { Locale = locale, NoValue = true, NoAction = true, RecognizeNumbers = isNumbered, RecognizeOrdinals = isNumbered });
        return byNumber.Count > 0 ? byNumber[0].Resolution.Index == 0 : null;
    }

    private (IList<Choice> Choices, ChoiceFactoryOptions Written) Choices(Activity activity)
    {
        var (yes, no, written) = PromptLocale.ToAsk(_choiceDefaults, activity, DefaultLocale);
        return (ConfirmChoices is { } given ? [given.Item1, given.Item2] : [yes, no], ChoiceOptions ?? written);
    }

    private static (Choice, Choice, ChoiceFactoryOptions) YesOrNo(PromptCultureModel culture) =>
        (new Choice(culture.YesInLanguage), new Choice(culture.NoInLanguage), PromptCultureModels.Inline(culture));
}
