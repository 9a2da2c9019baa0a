namespace Microsoft.Bot.Schema;

/// <summary>A page of the members of a conversation.</summary>
public class PagedMembersResult
{
    /// <summary>To be given with the request for the next page; null after the last.</summary>
    public string? ContinuationToken { get; set; }

    public IList<ChannelAccount>? Members { get; set; }
}

/// <summary>A page of the conversations a bot takes part in.</summary>
public class ConversationsResult
{
    /// <summary>To be given with the request for the next page; null after the last.</summary>
    public string? ContinuationToken { get; set; }

    public IList<ConversationMembers>? Conversations { get; set; }
}

/// <summary>A conversation and who takes part in it.</summary>
public class ConversationMembers
{
    public string? Id { get; set; }

    public IList<ChannelAccount>? Members { get; set; }
}
