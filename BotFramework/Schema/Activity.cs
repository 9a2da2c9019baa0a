using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>
/// Everything that passes between a channel and a bot. Which properties count depends on <see cref="Type"/>; the
/// interfaces (<see cref="IMessageActivity"/> and so on) name them. After the Bot Framework Activity specification.
/// </summary>
public class Activity :
    IConversationUpdateActivity,
    IContactRelationUpdateActivity,
    IInstallationUpdateActivity,
    IMessageUpdateActivity,
    IMessageDeleteActivity,
    IMessageReactionActivity,
    ISuggestionActivity,
    ITypingActivity,
    IEndOfConversationActivity,
    IEventActivity,
    IInvokeActivity,
    ITraceActivity,
    IHandoffActivity,
    ICommandActivity,
    ICommandResultActivity,
    IJsonOnDeserialized
{
    /// <summary>The media type of an activity as a part of a multipart body.</summary>
    public const string ContentType = "application/vnd.microsoft.activity";

    public Activity()
    {
    }

    public Activity(
        string? type = null,
        string? id = null,
        DateTimeOffset? timestamp = default,
        DateTimeOffset? localTimestamp = default,
        string? serviceUrl = null,
        string? channelId = null,
        ChannelAccount? from = null,
        ConversationAccount? conversation = null,
        ChannelAccount? recipient = null,
        string? textFormat = null,
        string? attachmentLayout = null,
        IList<ChannelAccount>? membersAdded = null,
        IList<ChannelAccount>? membersRemoved = null,
        IList<MessageReaction>? reactionsAdded = null,
        IList<MessageReaction>? reactionsRemoved = null,
        string? topicName = null,
        bool? historyDisclosed = default,
        string? locale = null,
        string? text = null,
        string? speak = null,
        string? inputHint = null,
        string? summary = null,
        SuggestedActions? suggestedActions = null,
        IList<Attachment>? attachments = null,
        IList<Entity>? entities = null,
        object? channelData = null,
        string? action = null,
        string? replyToId = null,
        string? label = null,
        string? valueType = null,
        object? value = null,
        string? name = null,
        ConversationReference? relatesTo = null,
        string? code = null,
        DateTimeOffset? expiration = default,
        string? importance = null,
        string? deliveryMode = null,
        IList<string>? listenFor = null,
        IList<TextHighlight>? textHighlights = null,
        SemanticAction? semanticAction = null,
        string? localTimezone = null)
    {
        (Type, Id, Timestamp, LocalTimestamp, LocalTimezone) = (type, id, timestamp, localTimestamp, localTimezone);
        (ServiceUrl, ChannelId, From, Conversation, Recipient) = (serviceUrl, channelId, from, conversation, recipient);
        (TextFormat, AttachmentLayout, Locale, Text, Speak) = (textFormat, attachmentLayout, locale, text, speak);
        (MembersAdded, MembersRemoved, TopicName) = (membersAdded, membersRemoved, topicName);
        (ReactionsAdded, ReactionsRemoved, HistoryDisclosed) = (reactionsAdded, reactionsRemoved, historyDisclosed);
        (InputHint, Summary, SuggestedActions, Attachments) = (inputHint, summary, suggestedActions, attachments);
        (Entities, ChannelData, Action, ReplyToId, Label) = (entities, channelData, action, replyToId, label);
        (ValueType, Value, Name, RelatesTo, Code) = (valueType, value, name, relatesTo, code);
        (Expiration, Importance, DeliveryMode) = (expiration, importance, deliveryMode);
        (ListenFor, TextHighlights, SemanticAction) = (listenFor, textHighlights, semanticAction);
    }

    public string? Type { get; set; }

    public string? Id { get; set; }

    /// <summary>When the channel took the activity.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>The sender's own time, with its offset.</summary>
    public DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>The sender's time zone by IANA name.</summary>
    public string? LocalTimezone { get; set; }

    /// <summary>The address of the channel's Connector service, where replies go.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>One of <c>Microsoft.Bot.Connector.Channels</c>.</summary>
    public string? ChannelId { get; set; }

    public ChannelAccount? From { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public ChannelAccount? Recipient { get; set; }

    /// <summary>One of <see cref="TextFormatTypes"/>; Markdown where nothing is said.</summary>
    public string? TextFormat { get; set; }

    /// <summary>One of <see cref="AttachmentLayoutTypes"/>.</summary>
    public string? AttachmentLayout { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public IList<ChannelAccount>? MembersRemoved { get; set; }

    public IList<MessageReaction>? ReactionsAdded { get; set; }

    public IList<MessageReaction>? ReactionsRemoved { get; set; }

    public string? TopicName { get; set; }

    public bool? HistoryDisclosed { get; set; }

    /// <summary>The language of <see cref="Text"/>, as a BCP 47 tag.</summary>
    public string? Locale { get; set; }

    public string? Text { get; set; }

    /// <summary>What is spoken, as text or SSML.</summary>
    public string? Speak { get; set; }

    /// <summary>One of <see cref="InputHints"/>.</summary>
    public string? InputHint { get; set; }

    public string? Summary { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    [JsonConverter(typeof(EntityListConverter))]
    public IList<Entity>? Entities { get; set; }

    /// <summary>What only this channel knows of. Kept as it came.</summary>
    [JsonConverter(typeof(UntypedValueConverter))]
    public object? ChannelData { get; set; }

    /// <summary>"add" or "remove" in contact relation and installation updates.</summary>
    public string? Action { get; set; }

    /// <summary>The id of the activity that this one answers.</summary>
    public string? ReplyToId { get; set; }

    public string? Label { get; set; }

    public string? ValueType { get; set; }

    /// <summary>What a button, event or invoke carries.</summary>
    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Value { get; set; }

    public string? Name { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    /// <summary>One of <see cref="EndOfConversationCodes"/>.</summary>
    public string? Code { get; set; }

    /// <summary>After which the activity means nothing any more.</summary>
    public DateTimeOffset? Expiration { get; set; }

    /// <summary>One of <see cref="ActivityImportance"/>.</summary>
    public string? Importance { get; set; }

    /// <summary>One of <see cref="DeliveryModes"/>.</summary>
    public string? DeliveryMode { get; set; }

    /// <summary>Words that speech recognition should listen for.</summary>
    public IList<string>? ListenFor { get; set; }

    public IList<TextHighlight>? TextHighlights { get; set; }

    public SemanticAction? SemanticAction { get; set; }

    /// <summary>Who called the bot, as the adapter found out. Never read from or written to the wire.</summary>
    [JsonIgnore]
    public string? CallerId { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonIgnore, JsonPropertyName(UnknownProperties.NoName)]
    public JsonObject Properties { get; set; } = [];

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown
    {
        get => UnknownProperties.Of(Properties);
        set => Properties = value?.Json ?? [];
    }

    public static IContactRelationUpdateActivity CreateContactRelationUpdateActivity() => new Activity(ActivityTypes.ContactRelationUpdate);

    public static IConversationUpdateActivity CreateConversationUpdateActivity() =>
        new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [], MembersRemoved = [] };

    public static IEndOfConversationActivity CreateEndOfConversationActivity() => new Activity(ActivityTypes.EndOfConversation);

    public static IEventActivity CreateEventActivity() => new Activity(ActivityTypes.Event);

    public static IHandoffActivity CreateHandoffActivity() => new Activity(ActivityTypes.Handoff);

    public static IInvokeActivity CreateInvokeActivity() => new Activity(ActivityTypes.Invoke);

    public static IMessageActivity CreateMessageActivity() => new Activity(ActivityTypes.Message) { Attachments = [], Entities = [] };

    public static ITraceActivity CreateTraceActivity(string name, string? valueType = null, object? value = null, string? label = null) =>
        new Activity(ActivityTypes.Trace)
        {
            Name = name,
            Label = label,
            ValueType = valueType ?? value?.GetType().Name,
            Value = value,
        };

    public static ITypingActivity CreateTypingActivity() => new Activity(ActivityTypes.Typing);

    /// <summary>An activity with the same parts, so that it can be addressed without touching this one.</summary>
    internal Activity ShallowCopy() => (Activity)MemberwiseClone();

    /// <summary>A message from the recipient of this activity to its sender, in answer to it.</summary>
    public Activity CreateReply(string? text = null, string? locale = null)
    {
        var reply = Answer(ActivityTypes.Message);
        reply.Text = text ?? "";
        reply.Locale = locale ?? Locale;
        reply.Attachments = [];
        reply.Entities = [];
        return reply;
    }

    /// <summary>A trace in answer to this activity.</summary>
    public ITraceActivity CreateTrace(string name, object? value = null, string? valueType = null, string? label = null)
    {
        var trace = Answer(ActivityTypes.Trace);
        (trace.Name, trace.Label, trace.Value) = (name, label, value);
        trace.ValueType = valueType ?? value?.GetType().Name;
        return trace;
    }

    public ICommandActivity? AsCommandActivity() => IsActivity(ActivityTypes.Command) ? this : null;

    public ICommandResultActivity? AsCommandResultActivity() => IsActivity(ActivityTypes.CommandResult) ? this : null;

    public IContactRelationUpdateActivity? AsContactRelationUpdateActivity() => IsActivity(ActivityTypes.ContactRelationUpdate) ? this : null;

    public IConversationUpdateActivity? AsConversationUpdateActivity() => IsActivity(ActivityTypes.ConversationUpdate) ? this : null;

    public IEndOfConversationActivity? AsEndOfConversationActivity() => IsActivity(ActivityTypes.EndOfConversation) ? this : null;

    public IEventActivity? AsEventActivity() => IsActivity(ActivityTypes.Event) ? this : null;

    public IHandoffActivity? AsHandoffActivity() => IsActivity(ActivityTypes.Handoff) ? this : null;

    public IInstallationUpdateActivity? AsInstallationUpdateActivity() => IsActivity(ActivityTypes.InstallationUpdate) ? this : null;

    public IInvokeActivity? AsInvokeActivity() => IsActivity(ActivityTypes.Invoke) ? this : null;

    public IMessageActivity? AsMessageActivity() => IsActivity(ActivityTypes.Message) ? this : null;

    public IMessageDeleteActivity? AsMessageDeleteActivity() => IsActivity(ActivityTypes.MessageDelete) ? this : null;

    public IMessageReactionActivity? AsMessageReactionActivity() => IsActivity(ActivityTypes.MessageReaction) ? this : null;

    public IMessageUpdateActivity? AsMessageUpdateActivity() => IsActivity(ActivityTypes.MessageUpdate) ? this : null;

    public ISuggestionActivity? AsSuggestionActivity() => IsActivity(ActivityTypes.Suggestion) ? this : null;

    public ITraceActivity? AsTraceActivity() => IsActivity(ActivityTypes.Trace) ? this : null;

    public ITypingActivity? AsTypingActivity() => IsActivity(ActivityTypes.Typing) ? this : null;

    /// <summary>Addresses this activity after <paramref name="reference"/>, as one to the bot or one from it.</summary>
    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ChannelId = reference.ChannelId;
        ServiceUrl = reference.ServiceUrl;
        Conversation = reference.Conversation;
        Locale ??= reference.Locale;
        if (isIncoming)
        {
            (From, Recipient) = (reference.User, reference.Bot);
            Id = reference.ActivityId ?? Id;
        }
        else
        {
            (From, Recipient) = (reference.Bot, reference.User);
            ReplyToId = reference.ActivityId ?? ReplyToId;
        }

        return this;
    }

    /// <summary>The channel data as <typeparamref name="TypeT"/>; default where there is none.</summary>
    /// <exception cref="JsonException">The channel data is no <typeparamref name="TypeT"/>.</exception>
    public TypeT? GetChannelData<TypeT>() => ChannelData switch
    {
        null => default,
        TypeT typed => typed,
        var other => JsonSerializer.SerializeToNode(other, other.GetType(), BotJson.Options).Deserialize<TypeT>(BotJson.Options),
    };

    /// <summary>The channel data as <typeparamref name="TypeT"/>; false where there is none or it doesn't fit.</summary>
    public bool TryGetChannelData<TypeT>(ref TypeT? instance)
    {
        if (ChannelData is null)
            return false;
        try
        {
            instance = GetChannelData<TypeT>();
            return true;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Where this activity was said. A conversation update of Direct Line has no id that one could reply to.</summary>
    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = IsReplyable() ? Id : null,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>The reference to a reply that was just sent.</summary>
    public ConversationReference GetReplyConversationReference(ResourceResponse reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var reference = GetConversationReference();
        reference.ActivityId = reply.Id;
        return reference;
    }

    /// <summary>Those of the entities that are mentions.</summary>
    public Mention[] GetMentions() =>
        Entities?
            .Where(e => string.Equals(e.Type, "mention", StringComparison.OrdinalIgnoreCase))
            .Select(e => e as Mention ?? e.GetAs<Mention>()!)
            .ToArray() ?? [];

    /// <summary>Whether the message says anything: text, a summary, an attachment or channel data.</summary>
    public bool HasContent() =>
        !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrWhiteSpace(Summary) || Attachments is { Count: > 0 } || ChannelData is not null;

    /// <summary>Whether the activity came over a streaming connection, whose service URL is no web address.</summary>
    public bool IsFromStreamingConnection() =>
        ServiceUrl is { Length: > 0 } url && !url.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the type is <paramref name="activityType"/> or a subtype of it ("event/...").</summary>
    protected bool IsActivity(string activityType) =>
        Type is not null
        && Type.StartsWith(activityType, StringComparison.OrdinalIgnoreCase)
        && (Type.Length == activityType.Length || Type[activityType.Length] == '/');

    /// <summary>A stranger's lists may hold nulls, which every reader of the list would have to expect: they are left out.</summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        (MembersAdded, MembersRemoved) = (Whole(MembersAdded), Whole(MembersRemoved));
        (ReactionsAdded, ReactionsRemoved) = (Whole(ReactionsAdded), Whole(ReactionsRemoved));
        (Attachments, Entities) = (Whole(Attachments), Whole(Entities));

        static IList<T>? Whole<T>(IList<T>? items) => items?.Contains(default!) is true ? [.. items.Where(i => i is not null)] : items;
    }

    private bool IsReplyable() =>
        !IsActivity(ActivityTypes.ConversationUpdate)
        || !(string.Equals(ChannelId, "directline", StringComparison.OrdinalIgnoreCase)
             || string.Equals(ChannelId, "webchat", StringComparison.OrdinalIgnoreCase));

    private Activity Answer(string type) => new()
    {
        Type = type,
        Timestamp = TimeProvider.System.GetUtcNow(),
        From = new ChannelAccount(Recipient?.Id, Recipient?.Name),
        Recipient = new ChannelAccount(From?.Id, From?.Name),
        ReplyToId = IsReplyable() ? Id : null,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = new ConversationAccount(Conversation?.IsGroup, id: Conversation?.Id, name: Conversation?.Name),
    };
}
