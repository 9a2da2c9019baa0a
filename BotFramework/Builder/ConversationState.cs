namespace Microsoft.Bot.Builder;

/// <summary>State of a conversation, whoever speaks.</summary>
public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    /// <summary><c>{channel}/conversations/{conversation}</c></summary>
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        var activity = turnContext.Activity;
        return $"{Part(activity.ChannelId, "channel id")}/conversations/{Part(activity.Conversation?.Id, "conversation id")}";
    }
}

/// <summary>State of a user on a channel, in whatever conversation.</summary>
public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    /// <summary><c>{channel}/users/{user}</c></summary>
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        var activity = turnContext.Activity;
        return $"{Part(activity.ChannelId, "channel id")}/users/{Part(activity.From?.Id, "sender's id")}";
    }
}

/// <summary>State of one user in one conversation.</summary>
public class PrivateConversationState(IStorage storage) : BotState(storage, nameof(PrivateConversationState))
{
    /// <summary><c>{channel}/conversations/{conversation}/users/{user}</c></summary>
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        var activity = turnContext.Activity;
        return $"{Part(activity.ChannelId, "channel id")}/conversations/{Part(activity.Conversation?.Id, "conversation id")}/users/{Part(activity.From?.Id, "sender's id")}";
    }
}
