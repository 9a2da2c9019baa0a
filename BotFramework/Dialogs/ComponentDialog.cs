namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog made of dialogs. To the dialogs around it, it is one, with one result.</summary>
public class ComponentDialog : DialogContainer
{
    /// <summary>The key in the instance's state under which the stack inside is kept.</summary>
    public const string PersistedDialogState = "dialogs";

    private bool initialised;

    public ComponentDialog(string? dialogId = null)
        : base(dialogId)
    {
    }

    /// <summary>The dialog to start with; the first one added unless set.</summary>
    public string? InitialDialogId { get; set; }

    public ComponentDialog AddDialog(Dialog dialog)
    {
        Dialogs.Add(dialog);
        InitialDialogId ??= dialog.Id;
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext outerDc, object? options = null, CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        var result = await OnBeginDialogAsync(Inner(outerDc), options, cancellationToken);
        return await FinishAsync(outerDc, result, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext outerDc, CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        var result = await OnContinueDialogAsync(Inner(outerDc), cancellationToken);
        return await FinishAsync(outerDc, result, cancellationToken);
    }

    /// <summary>Called when a dialog that was put on top of this one from outside ends: the one inside asks again.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext outerDc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        await RepromptDialogAsync(outerDc.Context, outerDc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        await new DialogContext(Dialogs, turnContext, StateOf(instance)).RepromptDialogAsync(cancellationToken);
        await OnRepromptDialogAsync(turnContext, instance, cancellationToken);
    }

    /// <summary>Where this dialog is cancelled or replaced, so are those inside.</summary>
    public override async Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason is DialogReason.CancelCalled or DialogReason.ReplaceCalled)
            await new DialogContext(Dialogs, turnContext, StateOf(instance)).CancelAllDialogsAsync(cancellationToken);
        await OnEndDialogAsync(turnContext, instance, reason, cancellationToken);
    }

    public override DialogContext? CreateChildContext(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog is null ? null : Inner(dc);
    }

    /// <summary>Makes sure that <see cref="OnInitializeAsync"/> ran.</summary>
    protected async Task EnsureInitializedAsync(DialogContext outerDc)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        if (initialised)
            return;
        await OnInitializeAsync(outerDc);
        initialised = true;
    }

    /// <summary>Called before this object is used for the first time; here the first dialog becomes the initial one.</summary>
    protected virtual Task OnInitializeAsync(DialogContext dc)
    {
        InitialDialogId ??= Dialogs.GetDialogs().FirstOrDefault()?.Id;
        return Task.CompletedTask;
    }

    /// <summary>Starts the dialogs inside; here the initial one, with the component's options.</summary>
    protected virtual Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.BeginDialogAsync(
            InitialDialogId ?? throw new InvalidOperationException($"The component '{Id}' has no dialog to start with."), options, cancellationToken);
    }

    /// <summary>Lets the dialogs inside go on. Override it to see a message before them, as for an interruption.</summary>
    protected virtual Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.ContinueDialogAsync(cancellationToken);
    }

    protected virtual Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    protected virtual Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Ends this dialog with what the dialogs inside ended with.</summary>
    protected virtual Task<DialogTurnResult> EndComponentAsync(DialogContext outerDc, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        return outerDc.EndDialogAsync(result, cancellationToken);
    }

    private DialogContext Inner(DialogContext outerDc) => new(Dialogs, outerDc, StateOf(outerDc.ActiveDialog!));

    private static DialogState StateOf(DialogInstance instance)
    {
        if (instance.State.TryGetValue(PersistedDialogState, out var kept) && kept is DialogState state)
            return state;
        state = new DialogState();
        instance.State[PersistedDialogState] = state;
        return state;
    }

    /// <summary>
    /// Ends this dialog once those inside have. When they were cancelled, the dialog around it is resumed with null and
    /// the result tells the caller so, unless that dialog now waits for the user: then nobody may end it. It is left
    /// alone when it was cancelled with them.
    /// </summary>
    private async Task<DialogTurnResult> FinishAsync(DialogContext outerDc, DialogTurnResult result, CancellationToken cancellationToken)
    {
        switch (result.Status)
        {
            case DialogTurnStatus.Waiting:
                return EndOfTurn;
            case DialogTurnStatus.Cancelled:
                var isWaiting = outerDc.ActiveDialog is not null
                    && await EndComponentAsync(outerDc, result.Result, cancellationToken) is { Status: DialogTurnStatus.Waiting };
                return isWaiting ? EndOfTurn : new DialogTurnResult(DialogTurnStatus.Cancelled, result.Result);
            default:
                return await EndComponentAsync(outerDc, result.Result, cancellationToken);
        }
    }
}
