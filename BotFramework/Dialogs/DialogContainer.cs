using System.Reflection;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog with dialogs of its own.</summary>
public abstract class DialogContainer : Dialog
{
    protected DialogContainer(string? dialogId = null)
        : base(dialogId)
    {
    }

    public DialogSet Dialogs { get; set; } = new();

    /// <inheritdoc/>
    public override IBotTelemetryClient TelemetryClient
    {
        get => base.TelemetryClient;
        set
        {
            base.TelemetryClient = value;
            // The base constructor sets this before there are dialogs.
            if (Dialogs is not null)
                Dialogs.TelemetryClient = value;
        }
    }

    // What is kept beside the dialogs inside may be theirs.
    internal override IEnumerable<Assembly> DataAssemblies => Dialogs.GetDialogs().SelectMany(d => d.DataAssemblies).Append(GetType().Assembly);

    /// <summary>The context of the dialogs inside, for the instance of this dialog that is active in <paramref name="dc"/>.</summary>
    public abstract DialogContext? CreateChildContext(DialogContext dc);

    public virtual Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId);

    /// <summary>Looks inside, and then in the sets around <paramref name="dc"/>.</summary>
    public virtual Dialog? FindDialog(string dialogId, DialogContext? dc = null) => FindDialog(dialogId) ?? dc?.FindDialog(dialogId);

    /// <summary>Changes when any of the dialogs inside changes.</summary>
    protected virtual string GetInternalVersion() => Dialogs.GetVersion();

    /// <summary>Raises <see cref="DialogEvents.VersionChanged"/> where the dialogs inside aren't those that were stored.</summary>
    protected virtual async Task CheckForVersionChangeAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.ActiveDialog is not { } instance)
            return;
        var (stored, current) = (instance.Version, GetInternalVersion());
        instance.Version = current;
        if (stored is not null && stored != current)
            await dc.EmitEventAsync(DialogEvents.VersionChanged, stored, bubble: true, fromLeaf: false, cancellationToken);
    }

    internal override string GetInstanceVersion() => GetInternalVersion();
}
