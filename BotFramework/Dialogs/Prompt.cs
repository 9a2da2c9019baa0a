using System.Reflection;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks the user for a <typeparamref name="T"/>, again and again until the answer is one.</summary>
public abstract class Prompt<T> : Dialog
{
    private readonly PromptValidator<T>? validator;

    protected Prompt(string dialogId, PromptValidator<T>? validator = null)
        : base(dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        this.validator = validator;
    }

    internal override IEnumerable<Assembly> DataAssemblies =>
        validator?.Method.DeclaringType is { } type ? [GetType().Assembly, type.Assembly] : base.DataAssemblies;

    /// <param name="options">A <see cref="PromptOptions"/>.</param>
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var instance = dc.ActiveDialog!;
        var promptOptions = PromptState.Begin(instance, options);
        await OnPromptAsync(dc.Context, PromptState.Of(instance), promptOptions, false, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>
    /// Takes a message as the answer; anything else is let pass. Where the answer doesn't fit, the retry prompt is sent,
    /// unless the recogniser or validator said something about it; what others said in this turn doesn't count.
    /// </summary>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
            return EndOfTurn;

        var instance = dc.ActiveDialog!;
        var (state, options) = (PromptState.Of(instance), PromptState.Options(instance));
        var sentBefore = SentCount.Of(dc.Context);
        var recognized = await RecognizeOnceAsync(dc.Context, instance, state, options, cancellationToken);
        PromptState.CountAttempt(state);
        var accepted = validator is null
            ? recognized.Succeeded
            : await validator(new PromptValidatorContext<T>(dc.Context, recognized, state, options), cancellationToken);
        if (accepted)
            return await dc.EndDialogAsync(recognized.Value, cancellationToken);

        if (SentCount.Of(dc.Context) == sentBefore)
            await OnPromptAsync(dc.Context, state, options, true, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>Asks again after a dialog that was put on top of this one ends.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>Asks the question again, whatever was said in this turn before.</summary>
    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return OnPromptAsync(turnContext, PromptState.Of(instance), PromptState.Options(instance), false, cancellationToken);
    }

    /// <summary>For <see cref="DialogEvents.ActivityReceived"/>: true where the message is an answer, so that nobody else takes it.</summary>
    protected override async Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(e);
        if (e.Name != DialogEvents.ActivityReceived || dc.Context.Activity.Type != ActivityTypes.Message)
            return false;
        var instance = dc.ActiveDialog!;
        var recognized = await RecognizeOnceAsync(dc.Context, instance, PromptState.Of(instance), PromptState.Options(instance), cancellationToken);
        return recognized is { Succeeded: true, AllowInterruption: false };
    }

    /// <summary>Sends the question, or the retry prompt.</summary>
    protected abstract Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    /// <summary>Reads the answer. Called once for each message.</summary>
    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AppendChoices(IMessageActivity, string, IList{Choice}, ListStyle, ChoiceFactoryOptions, string, IList{string}, CancellationToken)"/>
    protected virtual IMessageActivity AppendChoices(IMessageActivity? prompt, string? channelId, IList<Choice>? choices, ListStyle style, ChoiceFactoryOptions? options = null, CancellationToken cancellationToken = default) =>
        AppendChoices(prompt, channelId, choices, style, options, null, null, cancellationToken);

    /// <summary>A copy of <paramref name="prompt"/> that shows <paramref name="choices"/> in a style that suits the channel.</summary>
    protected virtual IMessageActivity AppendChoices(IMessageActivity? prompt, string? channelId, IList<Choice>? choices, ListStyle style, ChoiceFactoryOptions? options = null, string? conversationType = null, IList<string>? toList = null, CancellationToken cancellationToken = default)
    {
        var text = prompt?.Text ?? "";
        var list = choices ?? [];
        var shown = style switch
        {
            ListStyle.None => MessageFactory.Text(text),
            ListStyle.Inline => ChoiceFactory.Inline(list, text, null, options),
            ListStyle.List => ChoiceFactory.List(list, text, null, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(list, text, null, toList),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(list, text),
            _ => ChoiceFactory.ForChannel(channelId, list, text, null, options, conversationType, toList),
        };
        if (prompt is not Activity asked)
        {
            shown.InputHint = InputHints.ExpectingInput;
            return shown;
        }

        var copy = asked.ShallowCopy();
        copy.InputHint = string.IsNullOrEmpty(copy.InputHint) ? InputHints.ExpectingInput : copy.InputHint;
        copy.Text = shown.Text;
        copy.SuggestedActions = shown.SuggestedActions is { Actions.Count: > 0 } ? shown.SuggestedActions : copy.SuggestedActions;
        if (shown.Attachments is { Count: > 0 } cards)
        {
            copy.Attachments = [.. copy.Attachments ?? [], .. cards];
            copy.AttachmentLayout ??= shown.AttachmentLayout;
        }

        return copy;
    }

    private async Task<PromptRecognizerResult<T>> RecognizeOnceAsync(ITurnContext turnContext, DialogInstance instance, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken)
    {
        if (turnContext.TurnState.Get<Recognition>() is { } known && ReferenceEquals(known.Instance, instance) && ReferenceEquals(known.Activity, turnContext.Activity))
            return known.Result;
        var result = await OnRecognizeAsync(turnContext, state, options, cancellationToken);
        turnContext.TurnState.Set(new Recognition(instance, turnContext.Activity, result));
        return result;
    }

    private sealed record Recognition(DialogInstance Instance, Activity Activity, PromptRecognizerResult<T> Result);
}
