using CampaignBot.Channels.DirectLine.Streams;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// Sends by the transcript, which clients read: what goes into it needs no sending. Only typing, which it doesn't keep,
/// goes to the sockets from here.
/// </summary>
internal sealed class DirectLineSender(OpenStreams streams) : IChannelSender
{
    private static readonly Task<SendOutcome> Delivered = Task.FromResult<SendOutcome>(new SendOutcome.Delivered());

    public Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (string.Equals(activity.Type, ActivityTypes.Typing, StringComparison.OrdinalIgnoreCase))
            streams.Pass(conversation.Conversation!.Id!, activity);
        return Delivered;
    }
}
