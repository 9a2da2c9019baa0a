using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>Shorter forms of the operations on conversations, addressed by the activity itself.</summary>
public static class ConversationsExtensions
{
    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity? activity = null, CancellationToken cancellationToken = default) =>
        operations.CreateConversationAsync(new ConversationParameters { Bot = bot, Members = [user], Activity = activity }, cancellationToken);

    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, string botAddress, string userAddress, Activity? activity = null, CancellationToken cancellationToken = default) =>
        operations.CreateDirectConversationAsync(new ChannelAccount(botAddress), new ChannelAccount(userAddress), activity, cancellationToken);

    /// <exception cref="ArgumentException">The activity names no conversation.</exception>
    public static Task<ResourceResponse> SendToConversationAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(ConversationOf(activity), activity, cancellationToken);

    /// <exception cref="ArgumentException">The activity names no conversation or no activity that it answers.</exception>
    public static Task<ResourceResponse> ReplyToActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.ReplyToActivityAsync(
            ConversationOf(activity),
            activity.ReplyToId ?? throw new ArgumentException("A reply needs a ReplyToId.", nameof(activity)),
            activity,
            cancellationToken);

    /// <exception cref="ArgumentException">The activity names no conversation or has no id.</exception>
    public static Task<ResourceResponse> UpdateActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(
            ConversationOf(activity),
            activity.Id ?? throw new ArgumentException("An update needs the activity's Id.", nameof(activity)),
            activity,
            cancellationToken);

    private static string ConversationOf(Activity activity) =>
        activity.Conversation?.Id ?? throw new ArgumentException("The activity needs a Conversation.Id.", nameof(activity));
}
