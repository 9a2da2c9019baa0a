namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>How a dialog stands after a turn.</summary>
public enum DialogTurnStatus
{
    /// <summary>There was no dialog.</summary>
    Empty,

    /// <summary>A dialog waits for the user.</summary>
    Waiting,

    /// <summary>The last dialog ended.</summary>
    Complete,

    /// <summary>The dialogs were cancelled.</summary>
    Cancelled,

    /// <summary>A dialog ended, and the one around it waits for the user.</summary>
    CompleteAndWait,
}

/// <summary>Why a dialog's method is called.</summary>
public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}

/// <summary>What came of a call to a dialog.</summary>
public class DialogTurnResult(DialogTurnStatus status, object? result = null)
{
    public DialogTurnStatus Status { get; set; } = status;

    /// <summary>What the dialog ended with.</summary>
    public object? Result { get; set; } = result;

    /// <summary>Whether the dialog around this one ended too, so that nothing is left to resume.</summary>
    public bool ParentEnded { get; set; }
}
