namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Runs a dialog as a bot's only one.</summary>
public static class DialogExtensions
{
    /// <summary>Goes on with the dialogs under way, or starts <paramref name="dialog"/> where there are none.</summary>
    public static async Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(accessor);

        var state = await accessor.GetAsync(turnContext, static () => new DialogState(), cancellationToken);
        var dc = new DialogContext(dialog.Alone, turnContext, state);
        var result = await dc.ContinueDialogAsync(cancellationToken);
        if (result.Status == DialogTurnStatus.Empty)
            await dc.BeginDialogAsync(dialog.Id, null, cancellationToken);
    }
}
