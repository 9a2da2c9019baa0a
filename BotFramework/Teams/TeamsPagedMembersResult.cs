namespace Microsoft.Bot.Schema.Teams;

/// <summary>A page of the members of a team or chat.</summary>
public class TeamsPagedMembersResult
{
    /// <summary>To be given with the request for the next page; null after the last.</summary>
    public string? ContinuationToken { get; set; }

    public IList<TeamsChannelAccount> Members { get; set; } = [];
}

/// <summary>The channels of a team.</summary>
public class ConversationList
{
    public IList<ChannelInfo>? Conversations { get; set; }
}
