using System.Reflection;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Waits for an activity of whatever type that its validator accepts.</summary>
public class ActivityPrompt : Dialog
{
    private readonly PromptValidator<Activity> validator;

    public ActivityPrompt(string dialogId, PromptValidator<Activity> validator)
        : base(dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        ArgumentNullException.ThrowIfNull(validator);
        this.validator = validator;
    }

    internal override IEnumerable<Assembly> DataAssemblies =>
        [GetType().Assembly, validator.Method.DeclaringType?.Assembly ?? GetType().Assembly];

    /// <param name="options">A <see cref="PromptOptions"/>.</param>
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var instance = dc.ActiveDialog!;
        var promptOptions = PromptState.Begin(instance, options);
        await OnPromptAsync(dc.Context, PromptState.Of(instance), promptOptions, false, cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var instance = dc.ActiveDialog!;
        var (state, options) = (PromptState.Of(instance), PromptState.Options(instance));
        var sentBefore = SentCount.Of(dc.Context);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken);
        PromptState.CountAttempt(state);
        if (await validator(new PromptValidatorContext<Activity>(dc.Context, recognized, state, options), cancellationToken))
            return await dc.EndDialogAsync(recognized.Value, cancellationToken);

        // Typing and the like is no answer, and so no wrong one.
        if (dc.Context.Activity.Type == ActivityTypes.Message && SentCount.Of(dc.Context) == sentBefore)
            await OnPromptAsync(dc.Context, state, options, true, cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return OnPromptAsync(turnContext, PromptState.Of(instance), PromptState.Options(instance), false, cancellationToken);
    }

    /// <summary>Sends the question.</summary>
    protected virtual Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default) =>
        OnPromptAsync(turnContext, state, options, false, cancellationToken);

    /// <summary>Sends the question, or the retry prompt.</summary>
    protected virtual Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PromptState.SendAsync(turnContext, options, isRetry, cancellationToken);
    }

    protected virtual Task<PromptRecognizerResult<Activity>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        return Task.FromResult(new PromptRecognizerResult<Activity> { Succeeded = true, Value = turnContext.Activity });
    }
}
