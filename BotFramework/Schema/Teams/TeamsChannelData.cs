using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What Teams tells about an activity in its <c>channelData</c>.</summary>
public class TeamsChannelData
{
    public TeamsChannelData()
    {
    }

    public TeamsChannelData(ChannelInfo? channel = null, string? eventType = null, TeamInfo? team = null, NotificationInfo? notification = null, TenantInfo? tenant = null) =>
        (Channel, EventType, Team, Notification, Tenant) = (channel, eventType, team, notification, tenant);

    public TeamsChannelData(ChannelInfo? channel = null, string? eventType = null, TeamInfo? team = null, NotificationInfo? notification = null, TenantInfo? tenant = null, IList<OnBehalfOf>? onBehalfOf = null)
        : this(channel, eventType, team, notification, tenant) => OnBehalfOf = onBehalfOf;

    public ChannelInfo? Channel { get; set; }

    /// <summary>What happened, such as "channelCreated", "teamRenamed", "editMessage".</summary>
    public string? EventType { get; set; }

    public TeamInfo? Team { get; set; }

    public NotificationInfo? Notification { get; set; }

    public TenantInfo? Tenant { get; set; }

    public TeamsMeetingInfo? Meeting { get; set; }

    public TeamsChannelDataSettings? Settings { get; set; }

    [JsonInclude]
    public IList<OnBehalfOf>? OnBehalfOf { get; internal set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonExtensionData]
    public IDictionary<string, object> AdditionalProperties { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>Settings that Teams adds to channel data.</summary>
public class TeamsChannelDataSettings
{
    public ChannelInfo? SelectedChannel { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A channel of a team.</summary>
public class ChannelInfo
{
    public ChannelInfo()
    {
    }

    public ChannelInfo(string? id = null, string? name = null) => (Id, Name) = (id, name);

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A team.</summary>
public class TeamInfo
{
    public TeamInfo()
    {
    }

    public TeamInfo(string? id = null, string? name = null) => (Id, Name) = (id, name);

    public TeamInfo(string? id = null, string? name = null, string? aadGroupId = null)
        : this(id, name) => AadGroupId = aadGroupId;

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadGroupId { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A team with its counts.</summary>
public class TeamDetails
{
    public TeamDetails()
    {
    }

    public TeamDetails(string? id = null, string? name = null, string? aadGroupId = null) =>
        (Id, Name, AadGroupId) = (id, name, aadGroupId);

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadGroupId { get; set; }

    public int ChannelCount { get; set; }

    public int MemberCount { get; set; }

    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>An organisation in Microsoft Entra.</summary>
public class TenantInfo
{
    public TenantInfo()
    {
    }

    public TenantInfo(string? id = null) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>Whether and where Teams notifies people of a message.</summary>
public class NotificationInfo
{
    public NotificationInfo()
    {
    }

    public NotificationInfo(bool? alert = default) => Alert = alert;

    public bool? Alert { get; set; }

    public bool? AlertInMeeting { get; set; }

    public string? ExternalResourceUrl { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A meeting an activity belongs to.</summary>
public class TeamsMeetingInfo
{
    public TeamsMeetingInfo()
    {
    }

    public TeamsMeetingInfo(string? id = null) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A person on whose behalf a message is sent.</summary>
public class OnBehalfOf
{
    public int ItemId { get; set; }

    public string? MentionType { get; set; }

    public string? Mri { get; set; }

    public string? DisplayName { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A member of a team or chat.</summary>
public class TeamsChannelAccount : ChannelAccount
{
    public TeamsChannelAccount()
    {
    }

    public TeamsChannelAccount(string? id = null, string? name = null, string? givenName = null, string? surname = null, string? email = null, string? userPrincipalName = null)
        : base(id, name) => (GivenName, Surname, Email, UserPrincipalName) = (givenName, surname, email, userPrincipalName);

    public TeamsChannelAccount(string? id = null, string? name = null, string? givenName = null, string? surname = null, string? email = null, string? userPrincipalName = null, string? tenantId = null, string? userRole = null)
        : this(id, name, givenName, surname, email, userPrincipalName) => (TenantId, UserRole) = (tenantId, userRole);

    public string? GivenName { get; set; }

    public string? Surname { get; set; }

    public string? Email { get; set; }

    public string? UserPrincipalName { get; set; }

    public string? UserRole { get; set; }

    public string? TenantId { get; set; }
}
