using System.Globalization;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The dialogs of a set and their stack, in one turn.</summary>
public class DialogContext
{
    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(state);
        (Dialogs, Context, Stack) = (dialogs, turnContext, state.DialogStack);
        Services = turnContext.TurnState;
        TakeUp(state);
    }

    /// <summary>The context of a set inside a dialog of <paramref name="parentDialogContext"/>.</summary>
    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, (parentDialogContext ?? throw new ArgumentNullException(nameof(parentDialogContext))).Context, state) =>
        (Parent, Services) = (parentDialogContext, parentDialogContext.Services);

    /// <summary>The same context again, for a step of a dialog.</summary>
    private protected DialogContext(DialogContext dc) =>
        (Dialogs, Context, Stack, Parent, Services) = (dc.Dialogs, dc.Context, dc.Stack, dc.Parent, dc.Services);

    public DialogSet Dialogs { get; }

    public ITurnContext Context { get; }

    /// <summary>The active dialog first.</summary>
    public List<DialogInstance> Stack { get; }

    /// <summary>The context around this one.</summary>
    public DialogContext? Parent { get; set; }

    /// <summary>The context inside the active dialog, where that has one.</summary>
    public DialogContext? Child => ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    /// <summary>The top of the stack.</summary>
    public DialogInstance? ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    /// <summary>What the turn shares.</summary>
    public TurnContextStateCollection Services { get; }

    /// <summary>Puts a dialog on the stack and starts it.</summary>
    /// <exception cref="ArgumentException">There is no such dialog.</exception>
    public Task<DialogTurnResult> BeginDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        var dialog = Require(dialogId);
        Stack.Insert(0, new DialogInstance { Id = dialog.Id, Version = dialog.GetInstanceVersion() });
        return dialog.BeginDialogAsync(this, options, cancellationToken);
    }

    /// <summary>Starts a prompt.</summary>
    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>
    /// Lets the active dialog go on. A dialog on the stack that is another version than the one stored starts anew, if
    /// it is one that can't go on; one that no longer exists ends everything, with an apology to the user.
    /// </summary>
    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
    {
        if (ActiveDialog is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        try
        {
            return await RestartChangedAsync(cancellationToken)
                ?? await FindDialog(ActiveDialog!.Id)!.ContinueDialogAsync(this, cancellationToken);
        }
        catch (DialogLostException e) when (Parent is null)
        {
            return await ApologiseAsync(e.DialogId, cancellationToken);
        }
    }

    /// <summary>Ends the active dialog, and gives its result to the one that started it.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        await PopAsync(DialogReason.EndCalled, cancellationToken);
        if (ActiveDialog is null)
            return new DialogTurnResult(DialogTurnStatus.Complete, result);
        var dialog = FindDialog(ActiveDialog.Id) ?? throw new DialogLostException(ActiveDialog.Id);
        return await dialog.ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken);
    }

    /// <summary>Ends the active dialog and starts another in its place.</summary>
    /// <exception cref="ArgumentException">There is no such dialog.</exception>
    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        Require(dialogId);
        await PopAsync(DialogReason.ReplaceCalled, cancellationToken);
        return await BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Ends all dialogs of this stack without results.</summary>
    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>
    /// Ends all dialogs of this stack without results, and of the stacks around it if <paramref name="cancelParents"/>.
    /// A dialog below the active one may stop it there by handling the event.
    /// </summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string? eventName = null, object? eventValue = null, CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        var notify = false;
        for (var dc = this; dc is not null; dc = cancelParents ? dc.Parent : null)
        {
            while (dc.Stack.Count > 0)
            {
                // The active dialog asked for this itself.
                if (notify && await dc.EmitEventAsync(eventName ?? DialogEvents.CancelDialog, eventValue, bubble: false, fromLeaf: false, cancellationToken))
                    return new DialogTurnResult(DialogTurnStatus.Cancelled);
                await dc.PopAsync(DialogReason.CancelCalled, cancellationToken);
                notify = true;
            }
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Lets the active dialog ask again.</summary>
    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        if (await EmitEventAsync(DialogEvents.RepromptDialog, null, bubble: false, fromLeaf: false, cancellationToken))
            return;
        if (ActiveDialog is { } active && FindDialog(active.Id) is { } dialog)
            await dialog.RepromptDialogAsync(Context, active, cancellationToken);
    }

    /// <summary>Tells the active dialog, or the innermost one if <paramref name="fromLeaf"/>, of an event; true means that it was handled.</summary>
    public async Task<bool> EmitEventAsync(string name, object? value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var dc = this;
        while (fromLeaf && dc.Child is { } child)
            dc = child;
        return dc.ActiveDialog is { } active
            && dc.FindDialog(active.Id) is { } dialog
            && await dialog.OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken);
    }

    /// <summary>The dialog with this id in this set or in one around it; null where there is none.</summary>
    public Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    /// <summary>The language of the turn, a BCP 47 tag: the turn's, the activity's, or the machine's.</summary>
    public string GetLocale() =>
        Context is TurnContext { Locale: { Length: > 0 } turn } ? turn
        : Context.Activity.Locale is { Length: > 0 } sent ? sent
        : CultureInfo.CurrentUICulture.Name;

    private Dialog Require(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        return FindDialog(dialogId)
            ?? throw new ArgumentException($"There is no dialog '{dialogId}' to start. Add it to the DialogSet or to the ComponentDialog that starts it.", nameof(dialogId));
    }

    private async Task PopAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } instance)
            return;
        try
        {
            if (FindDialog(instance.Id) is { } dialog)
                await dialog.EndDialogAsync(Context, instance, reason, cancellationToken);
        }
        catch (DialogLostException)
        {
            // What it kept can't be read any more, so there is nothing in it to end.
        }

        Stack.Remove(instance);
    }

    /// <summary>Restarts the lowest dialog on the stack that changed and can't go on; null where there is none.</summary>
    private async Task<DialogTurnResult?> RestartChangedAsync(CancellationToken cancellationToken)
    {
        for (var i = Stack.Count - 1; i >= 0; i--)
        {
            var instance = Stack[i];
            var dialog = FindDialog(instance.Id) ?? throw new DialogLostException(instance.Id);
            // A container looks after its own version, and the dialogs inside it after theirs.
            if (dialog is DialogContainer || instance.Version is not { } stored || dialog.GetVersion() is var current && stored == current)
                continue;

            instance.Version = dialog.GetVersion();
            if (await dialog.OnDialogEventAsync(this, new DialogEvent { Name = DialogEvents.VersionChanged, Value = stored }, cancellationToken))
                continue;
            if (!dialog.RestartsWhenChanged)
                continue;
            while (!ReferenceEquals(ActiveDialog, instance))
                await PopAsync(DialogReason.CancelCalled, cancellationToken);
            return await dialog.RestartAsync(this, cancellationToken);
        }

        return null;
    }

    private async Task<DialogTurnResult> ApologiseAsync(string dialogId, CancellationToken cancellationToken)
    {
        while (Stack.Count > 0)
            await PopAsync(DialogReason.CancelCalled, cancellationToken);
        await (Services.Get<DialogLostHandler>() ?? DialogLostException.ApologiseAsync)(Context, dialogId, cancellationToken);
        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    private void TakeUp(DialogState state)
    {
        state.Types = Dialogs.Types;
        foreach (var instance in Stack)
        {
            if (instance.State is StateValues stored)
                stored.Types = Dialogs.Types;
        }
    }
}
