using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.WebSockets;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Channels.DirectLine.Streams;

/// <summary>The sockets that are open here, by conversation.</summary>
internal sealed class OpenStreams(
    Transcript transcript, IOptions<DirectLineOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ActivityStream>> _open = new(StringComparer.Ordinal);

    /// <summary>Follows a conversation on a socket until either end is gone.</summary>
    public async Task FollowAsync(WebSocket socket, string conversationId, long position)
    {
        using var stream = new ActivityStream(socket, transcript, conversationId, clock);
        _open.AddOrUpdate(conversationId, _ => [stream], (_, others) => others.Add(stream));
        try
        {
            await stream.RunAsync(position, options.Value.KeepAlive, lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone, or too slow; either way it comes back with its watermark.
        }
        finally
        {
            Remove(conversationId, stream);
        }
    }

    /// <summary>Whether the conversation has as many sockets as it may.</summary>
    public bool IsFull(string conversationId) => Of(conversationId).Length >= options.Value.MaxSocketsPerConversation;

    /// <summary>Shows an activity that the transcript doesn't keep to whoever is there.</summary>
    public void Pass(string conversationId, Activity activity)
    {
        foreach (var stream in Of(conversationId))
            stream.Pass(activity);
    }

    private ImmutableArray<ActivityStream> Of(string conversationId) => _open.GetValueOrDefault(conversationId, []);

    private void Remove(string conversationId, ActivityStream stream)
    {
        while (_open.TryGetValue(conversationId, out var streams))
        {
            var others = streams.Remove(stream);
            if (others.IsEmpty
                ? _open.TryRemove(KeyValuePair.Create(conversationId, streams))
                : _open.TryUpdate(conversationId, others, streams))
            {
                return;
            }
        }
    }
}
