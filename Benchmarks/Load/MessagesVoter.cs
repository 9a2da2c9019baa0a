using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CampaignBot.Benchmarks.Load;

/// <summary>Talks through <c>POST /api/messages</c> with <c>deliveryMode: expectReplies</c>.</summary>
internal sealed class MessagesVoter(HttpClient http, int number) : IVoter
{
    private readonly string _conversation = $"bench-{number.ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}";
    private int _said;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task AskAsync(string text, CancellationToken cancellationToken)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"{_conversation}-{(++_said).ToString(CultureInfo.InvariantCulture)}",
            ["channelId"] = "emulator",
            ["serviceUrl"] = "http://127.0.0.1:9",
            ["deliveryMode"] = "expectReplies",
            ["locale"] = "en-US",
            ["text"] = text,
            ["from"] = new JsonObject { ["id"] = $"user-{_conversation}", ["role"] = "user" },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = _conversation },
        };
        using var response = await http.PostAsJsonAsync("/api/messages", activity, cancellationToken);
        response.EnsureSuccessStatusCode();
        var replies = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (replies?["activities"] is not JsonArray { Count: > 0 })
            throw new InvalidOperationException("The bot gave no reply.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
