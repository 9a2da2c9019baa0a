using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignBot.Benchmarks.Load;

/// <summary>Talks through Direct Line with a socket, as the widget does.</summary>
internal sealed class DirectLineVoter(HttpClient http) : IVoter
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answered = new(StringComparer.Ordinal);
    private string _conversation = "";
    private string _token = "";
    private Task _receiving = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var access = await PostAsync("/widget/token", new JsonObject(), cancellationToken);
        _token = access["token"]!.GetValue<string>();
        var started = await PostAsync("/v3/directline/conversations", new JsonObject(), cancellationToken);
        _conversation = started["conversationId"]!.GetValue<string>();
        await _socket.ConnectAsync(new Uri(started["streamUrl"]!.GetValue<string>()), cancellationToken);
        _receiving = ReceiveAsync(cancellationToken);
    }

    public async Task AskAsync(string text, CancellationToken cancellationToken)
    {
        var posted = await PostAsync(
            $"/v3/directline/conversations/{_conversation}/activities",
            new JsonObject
            {
                ["type"] = "message",
                ["text"] = text,
                ["locale"] = "en-US",
                ["from"] = new JsonObject { ["id"] = "voter" },
                ["channelData"] = new JsonObject { ["clientActivityID"] = Guid.NewGuid().ToString("N") },
            },
            cancellationToken);
        await Answered(posted["id"]!.GetValue<string>()).Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The reply may be here before the answer to the post is.
    private TaskCompletionSource Answered(string id) =>
        _answered.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (_token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (_socket.State == WebSocketState.Open)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += result.Count;
            if (!result.EndOfMessage)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                continue;
            }

            if (length > 0)
                Take(buffer.AsSpan(0, length));
            length = 0;
        }
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        var activities = JsonSerializer.Deserialize<JsonObject>(frame)?["activities"]?.AsArray() ?? [];
        foreach (var activity in activities)
        {
            if (activity?["type"]?.GetValue<string>() == "message" && activity["replyToId"]?.GetValue<string>() is { } id)
                Answered(id).TrySetResult();
        }
    }
}
