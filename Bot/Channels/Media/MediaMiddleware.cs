using CampaignBot.Core.Cases;
using CampaignBot.Core.People;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Channels.Media;

/// <summary>
/// Keeps the files of a message before it is answered, so that whoever of the campaign gets back to its sender sees them. The bot itself
/// looks at none. After STOP nothing is fetched; a turn that runs again fetches nothing twice.
/// </summary>
internal sealed class MediaMiddleware(MediaShelf shelf, MediaFetch fetch, IEnumerable<MediaSource> sources, TimeProvider time) : IMiddleware
{
    /// <summary>For all files of a message.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity is { Type: ActivityTypes.Message, Attachments: { Count: > 0 } files, Id: { } message, From.Id: { Length: > 0 } sender, ChannelId: { } channel, Conversation.Id: { } conversation }
            && shelf.IsOpen && sources.FirstOrDefault(s => s.ChannelId == channel) is { } source)
        {
            using var late = new CancellationTokenSource(Longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            try
            {
                if (await KeepAsync(source, files, message, new ChannelAddress(channel, sender), ConversationKey.Of(channel, conversation), either.Token))
                    turnContext.TurnState.Set(new FilesKept());
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // What comes too slowly isn't kept.
            }
        }
        await next(cancellationToken);
    }

    private async Task<bool> KeepAsync(MediaSource source, IList<Attachment> files, string message, ChannelAddress owner, string conversation, CancellationToken cancellationToken)
    {
        var isKept = false;
        for (var i = 0; i < files.Count; i++)
        {
            var id = MediaShelf.IdOf(owner.ChannelId, message, i);
            if (await shelf.FindAsync(id, cancellationToken) is not null)
            {
                isKept = true;
            }
            else if (await shelf.HasRoomAsync(owner, cancellationToken) && await fetch.FetchAsync(source, files[i].ContentUrl, cancellationToken) is { } file)
            {
                await shelf.KeepAsync(id, owner, conversation, file, cancellationToken);
                isKept = true;
            }
        }
        return isKept;
    }
}
