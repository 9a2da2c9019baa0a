using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Where several people talk with one another, the bot answers only what is said to it: a message that mentions it, or a button or card of its own.</summary>
public sealed class GroupMiddleware : IMiddleware
{
    /// <inheritdoc/>
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        var isAmongPeople = turnContext.Activity is { Type: ActivityTypes.Message or ActivityTypes.MessageUpdate, Conversation.IsGroup: true, Text.Length: > 0, Value: null };
        return isAmongPeople && !turnContext.Activity.MentionsRecipient() ? Task.CompletedTask : next(cancellationToken);
    }
}
