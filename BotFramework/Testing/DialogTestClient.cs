using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Testing;

/// <summary>Talks with one dialog, whose state goes through a storage from turn to turn as it does in a bot.</summary>
public class DialogTestClient
{
    private readonly BotCallbackHandler callback;
    private readonly TestAdapter adapter;

    /// <param name="channelId">The channel that the conversation is on.</param>
    /// <param name="targetDialog">The dialog to test.</param>
    /// <param name="initialDialogOptions">What the dialog is started with.</param>
    /// <param name="middlewares">What sees each turn before the dialog.</param>
    /// <param name="conversationState">Where the state is kept; in memory unless given.</param>
    public DialogTestClient(string channelId, Dialog targetDialog, object? initialDialogOptions = null, IEnumerable<IMiddleware>? middlewares = null, ConversationState? conversationState = null)
        : this(new TestAdapter(channelId), targetDialog, initialDialogOptions, middlewares, conversationState)
    {
    }

    /// <inheritdoc cref="DialogTestClient(string, Dialog, object, IEnumerable{IMiddleware}, ConversationState)"/>
    public DialogTestClient(TestAdapter testAdapter, Dialog targetDialog, object? initialDialogOptions = null, IEnumerable<IMiddleware>? middlewares = null, ConversationState? conversationState = null)
    {
        ArgumentNullException.ThrowIfNull(testAdapter);
        ArgumentNullException.ThrowIfNull(targetDialog);
        ConversationState = conversationState ?? new ConversationState(new MemoryStorage());
        adapter = testAdapter.Use(new AutoSaveStateMiddleware(ConversationState));
        foreach (var middleware in middlewares ?? [])
            adapter.Use(middleware);

        var dialogs = new DialogSet(ConversationState.CreateProperty<DialogState>("DialogState")).Add(targetDialog);
        callback = async (turnContext, cancellationToken) =>
        {
            DialogContext = await dialogs.CreateContextAsync(turnContext, cancellationToken);
            DialogTurnResult = await DialogContext.ContinueDialogAsync(cancellationToken);
            if (DialogTurnResult.Status == DialogTurnStatus.Empty)
                DialogTurnResult = await DialogContext.BeginDialogAsync(targetDialog.Id, initialDialogOptions, cancellationToken);
        };
    }

    /// <summary>The context of the last turn; null before the first.</summary>
    public DialogContext? DialogContext { get; private set; }

    /// <summary>What came of the last turn; null before the first.</summary>
    public DialogTurnResult? DialogTurnResult { get; private set; }

    public ConversationState ConversationState { get; }

    /// <summary>Says <paramref name="text"/> and returns the first reply; null where there is none.</summary>
    public virtual async Task<T?> SendActivityAsync<T>(string text, CancellationToken cancellationToken = default)
    {
        await adapter.SendTextToBotAsync(text, callback, cancellationToken);
        return GetNextReply<T>();
    }

    /// <inheritdoc cref="SendActivityAsync{T}(string, CancellationToken)"/>
    public virtual async Task<T?> SendActivityAsync<T>(Activity activity, CancellationToken cancellationToken = default)
    {
        await adapter.ProcessActivityAsync(activity, callback, cancellationToken);
        return GetNextReply<T>();
    }

    /// <summary>The next reply of the last turns; null where there is none left.</summary>
    public virtual T? GetNextReply<T>() => (T?)adapter.GetNextReply();
}
