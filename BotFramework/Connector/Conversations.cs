using System.Globalization;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>Builds the requests of <see cref="IConversations"/>.</summary>
public class Conversations : IConversations
{
    public Conversations(ConnectorClient client) => Client = client ?? throw new ArgumentNullException(nameof(client));

    public ConnectorClient Client { get; }

    public Task<ConversationsResult> GetConversationsAsync(string? continuationToken = null, CancellationToken cancellationToken = default) =>
        Client.SendAsync<ConversationsResult>(HttpMethod.Get, "v3/conversations" + Query(("continuationToken", continuationToken)), null, cancellationToken);

    public Task<ConversationResourceResponse> CreateConversationAsync(ConversationParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Client.SendAsync<ConversationResourceResponse>(HttpMethod.Post, "v3/conversations", parameters, cancellationToken);
    }

    public Task<ResourceResponse> SendToConversationAsync(string conversationId, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Client.SendAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/activities", activity, cancellationToken);
    }

    public Task<ResourceResponse> ReplyToActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Client.SendAsync<ResourceResponse>(HttpMethod.Post, OneActivity(conversationId, activityId), activity, cancellationToken);
    }

    public Task<ResourceResponse> UpdateActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Client.SendAsync<ResourceResponse>(HttpMethod.Put, OneActivity(conversationId, activityId), activity, cancellationToken);
    }

    public Task DeleteActivityAsync(string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        Client.SendAsync<ResourceResponse>(HttpMethod.Delete, OneActivity(conversationId, activityId), null, cancellationToken);

    public Task<ResourceResponse> SendConversationHistoryAsync(string conversationId, Transcript transcript, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return Client.SendAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/activities/history", transcript, cancellationToken);
    }

    public async Task<IList<ChannelAccount>> GetConversationMembersAsync(string conversationId, CancellationToken cancellationToken = default) =>
        await Client.SendAsync<List<ChannelAccount>>(HttpMethod.Get, $"{Conversation(conversationId)}/members", null, cancellationToken);

    public Task<ChannelAccount> GetConversationMemberAsync(string userId, string conversationId, CancellationToken cancellationToken = default) =>
        Client.SendAsync<ChannelAccount>(HttpMethod.Get, $"{Conversation(conversationId)}/members/{ConnectorClient.Segment(userId)}", null, cancellationToken);

    public Task<PagedMembersResult> GetConversationPagedMembersAsync(string conversationId, int? pageSize = default, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        Client.SendAsync<PagedMembersResult>(HttpMethod.Get, PagedMembers(conversationId, pageSize, continuationToken), null, cancellationToken);

    public Task DeleteConversationMemberAsync(string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        Client.SendAsync<ResourceResponse>(HttpMethod.Delete, $"{Conversation(conversationId)}/members/{ConnectorClient.Segment(memberId)}", null, cancellationToken);

    public async Task<IList<ChannelAccount>> GetActivityMembersAsync(string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        await Client.SendAsync<List<ChannelAccount>>(HttpMethod.Get, $"{OneActivity(conversationId, activityId)}/members", null, cancellationToken);

    public Task<ResourceResponse> UploadAttachmentAsync(string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachmentUpload);
        return Client.SendAsync<ResourceResponse>(HttpMethod.Post, $"{Conversation(conversationId)}/attachments", attachmentUpload, cancellationToken);
    }

    internal static string PagedMembers(string conversationId, int? pageSize, string? continuationToken) =>
        $"{Conversation(conversationId)}/pagedmembers" +
        Query(("pageSize", pageSize?.ToString(CultureInfo.InvariantCulture)), ("continuationToken", continuationToken));

    internal static string Conversation(string id) => $"v3/conversations/{ConnectorClient.Segment(id)}";

    private static string OneActivity(string conversationId, string activityId) =>
        $"{Conversation(conversationId)}/activities/{ConnectorClient.Segment(activityId)}";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }
}
