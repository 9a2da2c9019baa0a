using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>
/// Whether a reply that had to wait, for a channel in trouble or a restart, may still go: the person may have asked for no
/// more messages meanwhile. Asked before each late attempt; where the answer is no, the reply is dropped.
/// </summary>
/// <param name="reply">The reply, complete: channelId, recipient, replyToId.</param>
/// <param name="since">When its turn was run.</param>
public delegate Task<bool> MaySend(Activity reply, DateTimeOffset since, CancellationToken cancellationToken);
