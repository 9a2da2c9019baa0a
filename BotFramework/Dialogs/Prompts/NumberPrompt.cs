using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// Asks for a number, in digits or words, in English or Spanish, alone or in a sentence. One that
/// <typeparamref name="T"/> can't hold exactly enough, being too large or a fraction of an int, isn't an answer.
/// </summary>
/// <typeparam name="T">short, int, long, float, double or decimal.</typeparam>
public class NumberPrompt<T> : Prompt<T>
{
    private static readonly (decimal Least, decimal Most, bool IsWhole)? _range = Type.GetTypeCode(typeof(T)) switch
    {
        _ when typeof(T).IsEnum => null,
        TypeCode.Int16 => (short.MinValue, short.MaxValue, true),
        TypeCode.Int32 => (int.MinValue, int.MaxValue, true),
        TypeCode.Int64 => (long.MinValue, long.MaxValue, true),
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => (decimal.MinValue, decimal.MaxValue, false),
        _ => null,
    };

    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public NumberPrompt(string dialogId, PromptValidator<T>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator)
    {
        if (_range is null)
            throw new NotSupportedException($"NumberPrompt<{typeof(T).Name}> is not supported; use short, int, long, float, double or decimal.");
        DefaultLocale = defaultLocale;
    }

    /// <summary>The locale where the user's isn't known. It decides whether "1.000" is one or a thousand.</summary>
    public string? DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        PromptState.SendAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        // A number that a card submits is JSON's, with a decimal point whatever the locale.
        var locale = string.IsNullOrWhiteSpace(activity.Text) ? PromptCultureModels.English.Locale : PromptLocale.ToRead(activity, options, DefaultLocale);
        var numbers = NumberRecognizer.Recognize(PromptState.Answer(activity), locale);
        var number = numbers.OrderBy(n => n.Incidental).Select(n => (decimal?)n.Value).FirstOrDefault();
        return Task.FromResult(number is { } value && Fits(value)
            ? new PromptRecognizerResult<T> { Succeeded = true, Value = (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture) }
            : new PromptRecognizerResult<T>());
    }

    private static bool Fits(decimal value) =>
        _range is { } range && value >= range.Least && value <= range.Most && (!range.IsWhole || decimal.IsInteger(value));
}
