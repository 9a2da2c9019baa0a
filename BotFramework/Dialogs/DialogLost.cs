using Microsoft.Bot.Builder;

namespace CampaignBot.BotFramework;

/// <summary>
/// Tells the user that a dialog under way can't go on, as its code is gone or what it kept can't be read any more. Put
/// into the turn's state (RegisterClassMiddleware does that), it takes the place of the apology in English or Spanish.
/// </summary>
public delegate Task DialogLostHandler(ITurnContext turnContext, string dialogId, CancellationToken cancellationToken);

/// <summary>A dialog on the stack can't go on. The outermost dialog context ends everything and tells the user.</summary>
internal sealed class DialogLostException(string dialogId, string? reason = null, Exception? inner = null)
    : InvalidOperationException(reason ?? $"The dialog '{dialogId}' is under way in a conversation but no longer exists.", inner)
{
    public string DialogId { get; } = dialogId;

    public static Task ApologiseAsync(ITurnContext turnContext, string dialogId, CancellationToken cancellationToken)
    {
        var locale = (turnContext as TurnContext)?.Locale ?? turnContext.Activity.Locale ?? "";
        var spanish = locale.StartsWith("es", StringComparison.OrdinalIgnoreCase);
        return turnContext.SendActivityAsync(
            spanish
                ? "Perdón, no puedo continuar con lo que estábamos haciendo porque este servicio cambió entretanto. Empecemos de nuevo: ¿en qué puedo ayudar?"
                : "Sorry, I can't go on with what we were doing, as this service has changed in the meantime. Let's start over: how can I help?",
            cancellationToken: cancellationToken);
    }
}
