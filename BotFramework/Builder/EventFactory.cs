using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Makes the events of the hand-off protocol, by which a conversation is given to a person.</summary>
public static class EventFactory
{
    /// <summary>Asks for a person to take over, telling them <paramref name="handoffContext"/> and what was said so far.</summary>
    public static IEventActivity CreateHandoffInitiation(ITurnContext turnContext, object? handoffContext, Transcript? transcript = null)
    {
        BotAssert.ContextNotNull(turnContext);
        var handoff = CreateHandoffEvent(HandoffEventNames.InitiateHandoff, handoffContext, turnContext.Activity.Conversation);
        handoff.From = turnContext.Activity.From;
        handoff.RelatesTo = turnContext.Activity.GetConversationReference();
        handoff.ReplyToId = turnContext.Activity.Id;
        handoff.ServiceUrl = turnContext.Activity.ServiceUrl;
        handoff.ChannelId = turnContext.Activity.ChannelId;
        if (transcript is not null)
            handoff.Attachments = [new Attachment("application/json", name: "Transcript", content: JsonSerializer.SerializeToNode(transcript, BotJson.Options))];
        return handoff;
    }

    /// <summary>Tells how a hand-over stands: "accepted", "failed" or "completed".</summary>
    public static IEventActivity CreateHandoffStatus(ConversationAccount conversation, string state, string? message = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentException.ThrowIfNullOrWhiteSpace(state);
        var value = new JsonObject { ["state"] = state };
        if (message is not null)
            value["message"] = message;
        return CreateHandoffEvent(HandoffEventNames.HandoffStatus, value, conversation);
    }

    private static Activity CreateHandoffEvent(string name, object? value, ConversationAccount? conversation) => new(ActivityTypes.Event)
    {
        Name = name,
        Value = value,
        Id = Guid.NewGuid().ToString(),
        Timestamp = TimeProvider.System.GetUtcNow(),
        Conversation = conversation,
        Attachments = [],
        Entities = [],
    };
}
