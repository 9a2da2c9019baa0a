using System.Security.Cryptography;
using System.Text;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Dialogs that may start one another, by id.</summary>
public class DialogSet
{
    private readonly Dictionary<string, Dialog> dialogs = new(StringComparer.Ordinal);
    private readonly IStatePropertyAccessor<DialogState>? dialogState;
    private IBotTelemetryClient telemetryClient = NullBotTelemetryClient.Instance;
    private string? version;
    private DataTypes? types;

    /// <param name="dialogState">Where the stack of dialogs is kept.</param>
    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        this.dialogState = dialogState;
    }

    /// <summary>A set whose stack is kept by the dialog that holds it.</summary>
    public DialogSet()
    {
    }

    /// <summary>The client that the dialogs report to; setting it sets it for each of them.</summary>
    public IBotTelemetryClient TelemetryClient
    {
        get => telemetryClient;
        set
        {
            telemetryClient = value ?? NullBotTelemetryClient.Instance;
            foreach (var dialog in dialogs.Values)
                dialog.TelemetryClient = telemetryClient;
        }
    }

    /// <summary>What the dialogs of this set may keep in state.</summary>
    internal DataTypes Types => types ??= DataTypes.Of(dialogs.Values.SelectMany(d => d.DataAssemblies));

    /// <summary>Adds a dialog; the same one may be added again.</summary>
    /// <exception cref="ArgumentException">Another dialog has this id.</exception>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        if (dialogs.TryGetValue(dialog.Id, out var present))
        {
            return ReferenceEquals(present, dialog)
                ? this
                : throw new ArgumentException($"Two dialogs have the id '{dialog.Id}': a {present.GetType().Name} and a {dialog.GetType().Name}. Give one another id.", nameof(dialog));
        }

        dialogs.Add(dialog.Id, dialog);
        if (!ReferenceEquals(telemetryClient, NullBotTelemetryClient.Instance))
            dialog.TelemetryClient = telemetryClient;
        (version, types) = (null, null);
        return this;
    }

    /// <summary>The dialog with this id; null where there is none.</summary>
    public Dialog? Find(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        return dialogs.GetValueOrDefault(dialogId);
    }

    public IEnumerable<Dialog> GetDialogs() => dialogs.Values;

    /// <summary>Changes when any of the dialogs changes.</summary>
    public virtual string GetVersion() => version ??= Digest(dialogs.Values.Select(d => $"{d.Id}={d.GetInstanceVersion()}"));

    /// <summary>The context of these dialogs in this turn, with the stack as it is stored.</summary>
    /// <exception cref="InvalidOperationException">The set was made without an accessor.</exception>
    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        if (dialogState is null)
            throw new InvalidOperationException("This DialogSet was made without an accessor of DialogState, so it has no stack of its own.");
        return new DialogContext(this, turnContext, await dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken));
    }

    /// <summary>Eight hex digits that change with any of <paramref name="parts"/>.</summary>
    internal static string Digest(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 4));
}
