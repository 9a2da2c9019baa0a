using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// Asks for a day, a time, or a stretch of time, in English or Spanish. The answer is every way to understand what was
/// said first: past before future, morning before afternoon.
/// </summary>
public class DateTimePrompt : Prompt<IList<DateTimeResolution>>
{
    public DateTimePrompt(string dialogId, PromptValidator<IList<DateTimeResolution>>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    /// <summary>The locale where the user's isn't known. It decides which number of "3/4" is the month.</summary>
    public string? DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) =>
        PromptState.SendAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<IList<DateTimeResolution>>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var found = DateTimeRecognizer.Recognize(
            PromptState.Answer(turnContext.Activity), PromptLocale.ToRead(turnContext.Activity, options, DefaultLocale), Now(turnContext));
        return Task.FromResult(found.Count > 0
            ? new PromptRecognizerResult<IList<DateTimeResolution>> { Succeeded = true, Value = [.. found[0].Resolutions] }
            : new PromptRecognizerResult<IList<DateTimeResolution>>());
    }

    /// <summary>
    /// The user's wall clock when they wrote: the activity's local time, or its time in the time zone it names, or in
    /// UTC. Only an activity that has no time is read by the clock, the turn's if it holds one.
    /// </summary>
    private static DateTime Now(ITurnContext turnContext)
    {
        var activity = turnContext.Activity;
        if (activity.LocalTimestamp is { } local)
            return local.DateTime;
        var at = activity.Timestamp ?? (turnContext.TurnState.Get<TimeProvider>() ?? TimeProvider.System).GetUtcNow();
        return activity.LocalTimezone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? TimeZoneInfo.ConvertTime(at, found).DateTime
            : at.UtcDateTime;
    }
}
