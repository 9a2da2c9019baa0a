using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>
/// The operations of the Bot Framework REST API, version 3, on conversations. Every one throws
/// <see cref="ErrorResponseException"/> where the service answers with an error, <see cref="HttpRequestException"/>
/// where it can't be reached and <see cref="TimeoutException"/> where it doesn't answer in time. Nothing is retried.
/// </summary>
public interface IConversations
{
    /// <summary>The conversations the bot takes part in; few channels know this.</summary>
    Task<ConversationsResult> GetConversationsAsync(string? continuationToken = null, CancellationToken cancellationToken = default);

    Task<ConversationResourceResponse> CreateConversationAsync(ConversationParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Adds an activity at the end of the conversation. The response has no id where the channel gives none.</summary>
    Task<ResourceResponse> SendToConversationAsync(string conversationId, Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Adds an activity as an answer to another; as <see cref="SendToConversationAsync"/> where the channel has no threads.</summary>
    Task<ResourceResponse> ReplyToActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default);

    Task<ResourceResponse> UpdateActivityAsync(string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default);

    Task DeleteActivityAsync(string conversationId, string activityId, CancellationToken cancellationToken = default);

    /// <summary>Hands past activities to the channel.</summary>
    Task<ResourceResponse> SendConversationHistoryAsync(string conversationId, Transcript transcript, CancellationToken cancellationToken = default);

    Task<IList<ChannelAccount>> GetConversationMembersAsync(string conversationId, CancellationToken cancellationToken = default);

    Task<ChannelAccount> GetConversationMemberAsync(string userId, string conversationId, CancellationToken cancellationToken = default);

    /// <param name="conversationId">The conversation.</param>
    /// <param name="pageSize">How many members a page should hold; the channel may choose otherwise.</param>
    /// <param name="continuationToken">That of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task<PagedMembersResult> GetConversationPagedMembersAsync(string conversationId, int? pageSize = default, string? continuationToken = null, CancellationToken cancellationToken = default);

    Task DeleteConversationMemberAsync(string conversationId, string memberId, CancellationToken cancellationToken = default);

    Task<IList<ChannelAccount>> GetActivityMembersAsync(string conversationId, string activityId, CancellationToken cancellationToken = default);

    /// <summary>Stores a file with the channel; the id names it in attachment URLs.</summary>
    Task<ResourceResponse> UploadAttachmentAsync(string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default);
}
