using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

/// <summary>A person, bot or group on a channel. Ids mean something only on the channel they come from.</summary>
public class ChannelAccount
{
    public ChannelAccount()
    {
    }

    public ChannelAccount(string? id = null, string? name = null, string? role = null, string? aadObjectId = null) =>
        (Id, Name, Role, AadObjectId) = (id, name, role, aadObjectId);

    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>The account's object id in Microsoft Entra, where the channel tells it.</summary>
    public string? AadObjectId { get; set; }

    /// <summary>One of <see cref="RoleTypes"/>.</summary>
    public string? Role { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonIgnore, JsonPropertyName(UnknownProperties.NoName)]
    public JsonObject Properties { get; set; } = [];

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown
    {
        get => UnknownProperties.Of(Properties);
        set => Properties = value?.Json ?? [];
    }
}

/// <summary>A conversation on a channel.</summary>
public class ConversationAccount
{
    public ConversationAccount()
    {
    }

    public ConversationAccount(
        bool? isGroup = default,
        string? conversationType = null,
        string? id = null,
        string? name = null,
        string? aadObjectId = null,
        string? role = null,
        string? tenantId = null) =>
        (IsGroup, ConversationType, Id, Name, AadObjectId, Role, TenantId) =
        (isGroup, conversationType, id, name, aadObjectId, role, tenantId);

    public bool? IsGroup { get; set; }

    /// <summary>The channel's own kind; in Teams "personal", "groupChat" or "channel".</summary>
    public string? ConversationType { get; set; }

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadObjectId { get; set; }

    public string? Role { get; set; }

    public string? TenantId { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonIgnore, JsonPropertyName(UnknownProperties.NoName)]
    public JsonObject Properties { get; set; } = [];

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown
    {
        get => UnknownProperties.Of(Properties);
        set => Properties = value?.Json ?? [];
    }
}

/// <summary>What a channel needs to know to open a conversation.</summary>
public class ConversationParameters
{
    public ConversationParameters()
    {
    }

    public ConversationParameters(
        bool? isGroup = default,
        ChannelAccount? bot = null,
        IList<ChannelAccount>? members = null,
        string? topicName = null,
        Activity? activity = null,
        object? channelData = null,
        string? tenantId = null) =>
        (IsGroup, Bot, Members, TopicName, Activity, ChannelData, TenantId) =
        (isGroup, bot, members, topicName, activity, channelData, tenantId);

    public bool? IsGroup { get; set; }

    public ChannelAccount? Bot { get; set; }

    public IList<ChannelAccount>? Members { get; set; }

    public string? TopicName { get; set; }

    /// <summary>The first activity of the conversation, where the channel allows one.</summary>
    public Activity? Activity { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? ChannelData { get; set; }

    public string? TenantId { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>Where a conversation stands: enough to send to it later.</summary>
public class ConversationReference
{
    public ConversationReference()
    {
    }

    public ConversationReference(
        string? activityId = null,
        ChannelAccount? user = null,
        ChannelAccount? bot = null,
        ConversationAccount? conversation = null,
        string? channelId = null,
        string? serviceUrl = null) =>
        (ActivityId, User, Bot, Conversation, ChannelId, ServiceUrl) =
        (activityId, user, bot, conversation, channelId, serviceUrl);

    public ConversationReference(
        CultureInfo locale,
        string? activityId = null,
        ChannelAccount? user = null,
        ChannelAccount? bot = null,
        ConversationAccount? conversation = null,
        string? channelId = null,
        string? serviceUrl = null) =>
        (Locale, ActivityId, User, Bot, Conversation, ChannelId, ServiceUrl) =
        (locale?.Name, activityId, user, bot, conversation, channelId, serviceUrl);

    public string? ActivityId { get; set; }

    public ChannelAccount? User { get; set; }

    public ChannelAccount? Bot { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public string? ChannelId { get; set; }

    public string? Locale { get; set; }

    /// <summary>The address of the channel's Connector service.</summary>
    public string? ServiceUrl { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }

    /// <summary>The event with which an adapter starts a turn in this conversation on its own account.</summary>
    public Activity GetContinuationActivity() => new()
    {
        Type = ActivityTypes.Event,
        Name = ActivityEventNames.ContinueConversation,
        Id = Guid.NewGuid().ToString(),
        ChannelId = ChannelId,
        ServiceUrl = ServiceUrl,
        Locale = Locale,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        RelatesTo = this,
    };
}

/// <summary>The id a channel gave to an activity or an attachment.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string? id = null) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A conversation that a channel opened.</summary>
public class ConversationResourceResponse
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string? activityId = null, string? serviceUrl = null, string? id = null) =>
        (ActivityId, ServiceUrl, Id) = (activityId, serviceUrl, id);

    public string? ActivityId { get; set; }

    public string? ServiceUrl { get; set; }

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The replies of a turn, when the sender expects them in the response.</summary>
public class ExpectedReplies
{
    public ExpectedReplies()
    {
    }

    public ExpectedReplies(IList<Activity>? activities = null) => Activities = activities;

    public IList<Activity>? Activities { get; set; }
}

/// <summary>The activities of a conversation, oldest first.</summary>
public class Transcript
{
    public Transcript()
    {
    }

    public Transcript(IList<Activity>? activities = null) => Activities = activities;

    public IList<Activity>? Activities { get; set; }
}
