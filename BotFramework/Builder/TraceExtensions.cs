using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.TraceExtensions;

/// <summary>Sends traces.</summary>
public static class ITurnContextExtensions
{
    /// <summary>Sends a note for a developer, which an emulator shows and other channels don't.</summary>
    public static Task<ResourceResponse> TraceActivityAsync(this ITurnContext turnContext, string name, object? value = null, string? valueType = null, string? label = null, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        return turnContext.SendActivityAsync(turnContext.Activity.CreateTrace(name, value, valueType, label), cancellationToken);
    }
}
