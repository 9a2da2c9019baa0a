namespace Microsoft.Bot.Schema;

/// <summary>What every activity has.</summary>
public interface IActivity
{
    /// <summary>One of <see cref="ActivityTypes"/>.</summary>
    string? Type { get; set; }

    /// <summary>Given by the channel; unique within the conversation.</summary>
    string? Id { get; set; }

    string? ServiceUrl { get; set; }

    DateTimeOffset? Timestamp { get; set; }

    DateTimeOffset? LocalTimestamp { get; set; }

    string? ChannelId { get; set; }

    ChannelAccount? From { get; set; }

    ConversationAccount? Conversation { get; set; }

    ChannelAccount? Recipient { get; set; }

    string? ReplyToId { get; set; }

    IList<Entity>? Entities { get; set; }

    object? ChannelData { get; set; }

    Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false);

    IContactRelationUpdateActivity? AsContactRelationUpdateActivity();

    IConversationUpdateActivity? AsConversationUpdateActivity();

    IEndOfConversationActivity? AsEndOfConversationActivity();

    IEventActivity? AsEventActivity();

    IHandoffActivity? AsHandoffActivity();

    IInstallationUpdateActivity? AsInstallationUpdateActivity();

    IInvokeActivity? AsInvokeActivity();

    IMessageActivity? AsMessageActivity();

    IMessageDeleteActivity? AsMessageDeleteActivity();

    IMessageReactionActivity? AsMessageReactionActivity();

    IMessageUpdateActivity? AsMessageUpdateActivity();

    ISuggestionActivity? AsSuggestionActivity();

    ITypingActivity? AsTypingActivity();

    TypeT? GetChannelData<TypeT>();

    ConversationReference GetConversationReference();

    bool TryGetChannelData<TypeT>(ref TypeT? instance);
}

/// <summary>Members joined or left, or the topic changed.</summary>
public interface IConversationUpdateActivity : IActivity
{
    IList<ChannelAccount>? MembersAdded { get; set; }

    IList<ChannelAccount>? MembersRemoved { get; set; }

    string? TopicName { get; set; }

    bool? HistoryDisclosed { get; set; }
}

/// <summary>A person added or removed the bot as a contact.</summary>
public interface IContactRelationUpdateActivity : IActivity
{
    string? Action { get; set; }
}

/// <summary>The bot was installed or removed.</summary>
public interface IInstallationUpdateActivity : IActivity
{
    /// <summary>One of <see cref="InstallationUpdateActionTypes"/>.</summary>
    string? Action { get; set; }
}

/// <summary>A message.</summary>
public interface IMessageActivity : IActivity
{
    string? Locale { get; set; }

    string? Text { get; set; }

    string? Speak { get; set; }

    string? InputHint { get; set; }

    string? Summary { get; set; }

    string? TextFormat { get; set; }

    string? AttachmentLayout { get; set; }

    IList<Attachment>? Attachments { get; set; }

    SuggestedActions? SuggestedActions { get; set; }

    string? Importance { get; set; }

    string? DeliveryMode { get; set; }

    DateTimeOffset? Expiration { get; set; }

    object? Value { get; set; }

    Mention[] GetMentions();

    bool HasContent();
}

/// <summary>A message was edited.</summary>
public interface IMessageUpdateActivity : IMessageActivity
{
}

/// <summary>A message was deleted.</summary>
public interface IMessageDeleteActivity : IActivity
{
}

/// <summary>Someone reacted to a message.</summary>
public interface IMessageReactionActivity : IActivity
{
    IList<MessageReaction>? ReactionsAdded { get; set; }

    IList<MessageReaction>? ReactionsRemoved { get; set; }
}

/// <summary>A message proposed to one member, in answer to something said.</summary>
public interface ISuggestionActivity : IMessageActivity
{
    IList<TextHighlight>? TextHighlights { get; set; }
}

/// <summary>Someone is typing.</summary>
public interface ITypingActivity : IActivity
{
}

/// <summary>The conversation is over.</summary>
public interface IEndOfConversationActivity : IActivity
{
    /// <summary>One of <see cref="EndOfConversationCodes"/>.</summary>
    string? Code { get; set; }

    string? Text { get; set; }
}

/// <summary>Something happened that is no message.</summary>
public interface IEventActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}

/// <summary>A call that wants an answer in its response.</summary>
public interface IInvokeActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}

/// <summary>A note for a developer, shown by an emulator only.</summary>
public interface ITraceActivity : IActivity
{
    string? Name { get; set; }

    string? Label { get; set; }

    string? ValueType { get; set; }

    object? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}

/// <summary>A conversation is given to someone else.</summary>
public interface IHandoffActivity : IActivity
{
}

/// <summary>A command from a channel or for it.</summary>
public interface ICommandActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }
}

/// <summary>The outcome of a command.</summary>
public interface ICommandResultActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }
}
