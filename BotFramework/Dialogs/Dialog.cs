using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A part of a conversation. One object serves all conversations, so it keeps nothing of any of them in its fields.</summary>
public abstract class Dialog
{
    /// <summary>What a dialog returns that waits for the user.</summary>
    public static readonly DialogTurnResult EndOfTurn = new(DialogTurnStatus.Waiting);

    private string? id;
    private DialogSet? alone;

    /// <param name="dialogId">Without one, the dialog is known by <see cref="OnComputeId"/>.</param>
    protected Dialog(string? dialogId = null) => id = string.IsNullOrWhiteSpace(dialogId) ? null : dialogId;

    [AllowNull]
    public string Id
    {
        get => id ??= OnComputeId();
        set => id = value;
    }

    public virtual IBotTelemetryClient TelemetryClient { get; set; } = NullBotTelemetryClient.Instance;

    /// <summary>A set with this dialog and no other.</summary>
    internal DialogSet Alone => alone ??= new DialogSet().Add(this);

    /// <summary>Starts the dialog, which is on top of the stack already.</summary>
    public abstract Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default);

    /// <summary>Goes on with what the user said; here the dialog just ends.</summary>
    public virtual Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(null, cancellationToken);
    }

    /// <summary>Goes on after a dialog that this one started ended with <paramref name="result"/>; here the dialog ends with it.</summary>
    public virtual Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(result, cancellationToken);
    }

    /// <summary>Asks again what the dialog waits for.</summary>
    public virtual Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Called when the dialog is about to leave the stack.</summary>
    public virtual Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Changes when the dialog changes so that it can't go on with what an earlier version stored.</summary>
    public virtual string GetVersion() => Id;

    /// <summary>Handles an event, or lets it rise to the dialogs around this one. True means that it was handled.</summary>
    public virtual async Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(e);
        return await OnPreBubbleEventAsync(dc, e, cancellationToken)
            || (e.Bubble && dc.Parent is { } parent && await parent.EmitEventAsync(e.Name, e.Value, true, false, cancellationToken))
            || await OnPostBubbleEventAsync(dc, e, cancellationToken);
    }

    /// <summary>Sees an event before the dialogs around this one.</summary>
    protected virtual Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Sees an event after the dialogs around this one.</summary>
    protected virtual Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The id of a dialog that was given none.</summary>
    protected virtual string OnComputeId() => GetType().Name;

    /// <summary>What goes into <see cref="DialogInstance.Version"/>.</summary>
    internal virtual string GetInstanceVersion() => GetVersion();

    /// <summary>Whether the dialog can't go on with what another version stored, but must start anew.</summary>
    internal virtual bool RestartsWhenChanged => false;

    /// <summary>Starts anew, with the options that are stored.</summary>
    internal virtual Task<DialogTurnResult> RestartAsync(DialogContext dc, CancellationToken cancellationToken) => BeginDialogAsync(dc, null, cancellationToken);

    /// <summary>The assemblies whose plain data types this dialog may keep in state.</summary>
    internal virtual IEnumerable<Assembly> DataAssemblies => [GetType().Assembly];
}
