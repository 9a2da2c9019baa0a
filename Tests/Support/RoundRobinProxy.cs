using System.Net;
using System.Net.Sockets;

namespace CampaignBot.Tests.Support;

/// <summary>A plain proxy before several servers: each new connection goes to the next one that takes it.</summary>
public sealed class RoundRobinProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;
    private volatile IReadOnlyList<Uri> _servers = [];
    private int _next;

    public RoundRobinProxy()
    {
        _listener.Start(backlog: 1000);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The servers connections go to from now on.</summary>
    public void Serve(params IEnumerable<Uri> servers) => _servers = [.. servers];

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptSocketAsync(_over.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ForwardAsync(Socket near)
    {
        using (near)
        {
            try
            {
                using var far = await ConnectAsync();
                await using var nearStream = new NetworkStream(near);
                await using var farStream = new NetworkStream(far);
                await Task.WhenAny(nearStream.CopyToAsync(farStream, _over.Token), farStream.CopyToAsync(nearStream, _over.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Either end hung up, or nobody serves.
            }
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var servers = _servers;
        var first = (uint)Interlocked.Increment(ref _next);
        for (var tries = 1; ; tries++)
        {
            var server = servers[(int)((first + (uint)tries) % servers.Count)];
            var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await far.ConnectAsync(server.Host, server.Port, _over.Token);
                return far;
            }
            catch (SocketException) when (tries < servers.Count)
            {
                far.Dispose();
            }
        }
    }
}
