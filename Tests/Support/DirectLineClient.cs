using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace CampaignBot.Tests.Support;

/// <summary>A client of our own, which can also do what a well-behaved one never does.</summary>
public sealed class DirectLineClient(Uri address, HttpClient http, string token, string conversationId)
{
    public string Token => token;

    public string ConversationId => conversationId;

    /// <summary>The program's endpoints.</summary>
    public static Uri Endpoint(Uri address, string path) => new(address, $"v3/directline/{path}");

    /// <summary>Gets a token with the tests' secret and starts a conversation with it.</summary>
    public static async Task<DirectLineClient> StartAsync(BotProgram program)
    {
        var (_, generated) = await SendAsync(program.Http, HttpMethod.Post, Endpoint(program.Address, "tokens/generate"), BotProgram.Secret);
        var client = new DirectLineClient(
            program.Address, program.Http, generated["token"]!.GetValue<string>(), generated["conversationId"]!.GetValue<string>());
        await client.SendAsync(HttpMethod.Post, "conversations");
        return client;
    }

    /// <summary>Posts a message and gives the id it was taken under.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        var activity = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "anyone" } };
        if (clientActivityId is not null)
            activity["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId };
        var (status, answer) = await PostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer["id"]!.GetValue<string>();
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(JsonNode activity) =>
        SendAsync(HttpMethod.Post, $"conversations/{conversationId}/activities", JsonContent.Create(activity));

    /// <summary>Everything said so far, page after page.</summary>
    public async Task<IReadOnlyList<JsonNode>> HistoryAsync()
    {
        var all = new List<JsonNode>();
        for (var watermark = ""; ;)
        {
            var (status, page) = await SendAsync(HttpMethod.Get, $"conversations/{conversationId}/activities?watermark={watermark}");
            Assert.Equal(HttpStatusCode.OK, status);
            if (page["activities"]!.AsArray() is not { Count: > 0 } activities)
                return all;
            all.AddRange(activities!);
            watermark = page["watermark"]!.GetValue<string>();
        }
    }

    /// <summary>Polls until the bot has answered the message of this id, and gives the answers.</summary>
    public async Task<IReadOnlyList<JsonNode>> AnswersAsync(string id)
    {
        IReadOnlyList<JsonNode> answers = [];
        await Poll.UntilAsync(
            async () => (answers = [.. (await HistoryAsync()).Where(a => a["replyToId"]?.GetValue<string>() == id)]).Count > 0,
            TimeSpan.FromSeconds(30));
        return answers;
    }

    /// <summary>Waits until every token given out so far for a conversation has expired.</summary>
    public static async Task OutliveTokensAsync(BotProgram program, string token, string conversationId)
    {
        var path = Endpoint(program.Address, $"conversations/{conversationId}");
        var (_, answer) = await SendAsync(program.Http, HttpMethod.Get, path, token);
        // On a slow machine the token itself may be over already; then none newer was given.
        var newest = answer["token"]?.GetValue<string>() ?? token;
        await Poll.UntilAsync(async () =>
            (await SendAsync(program.Http, HttpMethod.Get, path, newest)).Status == HttpStatusCode.Forbidden);
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        SendAsync(http, method, Endpoint(address, path), token, content);

    /// <summary>Opens a socket on a stream address that an answer gave.</summary>
    public static async Task<ClientWebSocket> ConnectAsync(JsonNode answer, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new Uri(answer["streamUrl"]!.GetValue<string>()), timeout.Token);
        return socket;
    }

    /// <summary>The next frame with activities in it; null where the server closes.</summary>
    public static async Task<JsonNode?> ReceiveAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), timeout.Token);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            if (length > 0)
                return JsonNode.Parse(buffer.AsSpan(0, length));
        }
    }

    public static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(
        HttpClient http, HttpMethod method, Uri address, string? credential, HttpContent? content = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode < 500, string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}: {text}"));
        return (response.StatusCode, text.Length > 0 && text[0] == '{' ? JsonNode.Parse(text)! : new JsonObject());
    }
}
