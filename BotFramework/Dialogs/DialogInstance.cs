using System.Text.Json.Serialization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog on the stack, with what it keeps.</summary>
[JsonConverter(typeof(DialogInstanceConverter))]
public class DialogInstance
{
    /// <summary>The dialog's id in its set.</summary>
    public string Id { get; set; } = "";

    /// <summary>
    /// What the dialog keeps while it is on the stack. Values come back from storage as what they were: see
    /// <see cref="DataTypes"/> for what may be kept.
    /// </summary>
    public IDictionary<string, object> State { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Where on another stack the dialog waits; none of the dialogs here uses it.</summary>
    public int? StackIndex { get; set; }

    /// <summary>The dialog's version when it began; null where it isn't known.</summary>
    public string? Version { get; set; }
}

/// <summary>The dialogs of a conversation that are under way.</summary>
[JsonConverter(typeof(DialogStateConverter))]
public class DialogState
{
    public DialogState()
        : this(null)
    {
    }

    public DialogState(List<DialogInstance>? stack) => DialogStack = stack ?? [];

    /// <summary>The active dialog first.</summary>
    public List<DialogInstance> DialogStack { get; set; }

    /// <summary>What may be kept, as the dialog set says; null before a set has taken up this state.</summary>
    internal DataTypes? Types { get; set; }
}
