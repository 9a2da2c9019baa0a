using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Channels.DirectLine.Streams;

/// <summary>
/// One client's socket. It holds no messages but a place in the transcript, which it reads on from, and so loses nothing
/// and needs no buffer however slowly the client reads. A client too slow to take a frame is cut off; it comes back with
/// the watermark it has.
/// </summary>
internal sealed class ActivityStream(WebSocket socket, Transcript transcript, string conversationId, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Clients send empty frames only; one that sends more than this has lost its way.</summary>
    private const int MaxIncomingBytes = 64 * 1024;

    private readonly SemaphoreSlim _sending = new(1);
    private readonly Channel<Activity> _passing = Channel.CreateBounded<Activity>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private long _position;

    /// <summary>Sends an activity that the transcript doesn't keep, such as typing.</summary>
    public void Pass(Activity activity) => _passing.Writer.TryWrite(activity);

    /// <summary>Sends all that comes after <paramref name="position"/> until the client leaves or the program stops.</summary>
    public async Task RunAsync(long position, TimeSpan keepAlive, CancellationToken stopping)
    {
        _position = position;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var receiving = ReceiveAsync(over);
        await Task.WhenAll(
            UntilOverAsync(FollowAsync(over.Token), over),
            UntilOverAsync(PassAsync(over.Token), over),
            UntilOverAsync(KeepAliveAsync(keepAlive, over.Token), over));
        await CloseAsync(receiving, stopping.IsCancellationRequested);
    }

    public void Dispose() => _sending.Dispose();

    // Where one way of sending fails, the others end too. Cutting the socket makes the client come back.
    private async Task UntilOverAsync(Task work, CancellationTokenSource over)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client left, or the program stops.
        }
        catch (Exception)
        {
            socket.Abort();
            await over.CancelAsync();
            throw;
        }
    }

    private async Task FollowAsync(CancellationToken over)
    {
        await foreach (var entries in transcript.FollowAsync(DirectLineChannel.KeyOf(conversationId), _position, over))
        {
            await SendAsync(ActivitySet.ToJson(entries, _position), over);
            _position = entries[^1].Number;
        }
    }

    private async Task PassAsync(CancellationToken over)
    {
        await foreach (var activity in _passing.Reader.ReadAllAsync(over))
            await SendAsync(ActivitySet.ToJson(activity, _position), over);
    }

    private async Task KeepAliveAsync(TimeSpan interval, CancellationToken over)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(over))
            await SendAsync(ReadOnlyMemory<byte>.Empty, over);
    }

    // A frame once begun is not cancelled when the stream is over: that would break the socket before it is closed politely.
    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken over)
    {
        await _sending.WaitAsync(over);
        try
        {
            using var timeout = new CancellationTokenSource(SendTimeout, clock);
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    // Whatever the client sends is a sign of life; the protocol has it say nothing here.
    private async Task ReceiveAsync(CancellationTokenSource over)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            for (var bytes = 0; bytes <= MaxIncomingBytes;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                bytes = received.EndOfMessage ? 0 : bytes + received.Count;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke; the client knows where it was.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await over.CancelAsync();
        }
    }

    private async Task CloseAsync(Task receiving, bool stopping)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, clock);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await (stopping
                    ? socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "The bot restarts.", timeout.Token)
                    : socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token));
            }

            await receiving.WaitAsync(timeout.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }

        await receiving;
    }
}
