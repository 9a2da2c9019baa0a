using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;

namespace CampaignBot.Tests.Bot;

/// <summary>The promise of the turns, on the real program and its real file: what was acknowledged survives a power cut.</summary>
public sealed class DurabilityTests
{
    private const int Conversations = 12;
    private const int Rounds = 4;

    [Fact]
    public async Task Program_KilledAtRandomMoments_AnswersEveryAcceptedMessageOnce()
    {
        await using var program = await BotProgram.StartAsync(
            ("DirectLine:Limits:NewConversationsPerMinute", "10000"),
            ("DirectLine:Limits:ActivitiesPerMinute", "100000"),
            ("Conversation:MessagesPerMinute", "0"),
            ("DirectLine:Limits:RequestsPerMinute", "1000000"),
            ("DirectLine:Limits:KilobytesPerMinute", "1000000"));
        var clients = await Task.WhenAll(Enumerable.Range(0, Conversations).Select(_ => DirectLineClient.StartAsync(program)));
        var accepted = new ConcurrentDictionary<string, (DirectLineClient Client, string Text)>();
        // Seeded, so that a failure can be looked at again; where exactly the cut falls is the machine's to say.
        var random = new Random(20261122);

        for (var round = 0; round < Rounds; round++)
        {
            using var cut = new CancellationTokenSource();
            var writers = clients.Select((client, i) => WriteUntilCutAsync(client, $"{round}-{i}", accepted, cut.Token)).ToList();
            var enough = accepted.Count + random.Next(20, 120);
            await Poll.UntilAsync(() => accepted.Count >= enough);
            program.Kill();
            await cut.CancelAsync();
            await Task.WhenAll(writers);
            await program.StartAgainAsync();
        }

        // A last message in each conversation is answered after all that came before it.
        foreach (var client in clients)
            await client.AnswersAsync(await client.SayAsync("the last one"));

        var histories = await Task.WhenAll(clients.Select(c => c.HistoryAsync()));
        await program.StopAsync();
        await using var store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(program.Data, "data", "campaignbot.db") },
            new DocumentKinds(ConversationRecord.Kind),
            TimeProvider.System);
        foreach (var (client, history) in clients.Zip(histories))
        {
            var ids = history.Select(a => a["id"]!.GetValue<string>()).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            var messages = history.Where(a => a["from"]!["role"]!.GetValue<string>() == "user").ToList();
            foreach (var (id, message) in accepted.Where(a => a.Value.Client == client))
                Assert.Equal(message.Text, Assert.Single(messages, m => m["id"]!.GetValue<string>() == id)["text"]!.GetValue<string>());

            // Also what was stored but not acknowledged in time is answered: the client can't know that it wasn't taken.
            foreach (var id in messages.Select(m => m["id"]!.GetValue<string>()))
            {
                var reply = ids.IndexOf(history.First(a => a["replyToId"]?.GetValue<string>() == id)["id"]!.GetValue<string>());
                Assert.True(reply > ids.IndexOf(id), "A reply stands before its message.");
            }

            // Each message made one turn, and so did the welcome: no effect was applied twice, none was lost.
            var record = await store.ReadAsync(ConversationRecord.Key(ConversationKey.Of("directline", client.ConversationId)));
            Assert.Equal(messages.Count + 1, JsonNode.Parse(record!.Body.Span)!["turn"]!.GetValue<int>());
            Assert.Empty(JsonNode.Parse(record.Body.Span)!["outbox"]!.AsArray());
        }
    }

    [Fact]
    public async Task Program_StoppedPolitely_ClosesItsSocketsAndEndsWell()
    {
        await using var program = await BotProgram.StartAsync();
        var client = await DirectLineClient.StartAsync(program);
        var (_, conversation) = await client.SendAsync(HttpMethod.Post, "conversations");
        using var socket = await DirectLineClient.ConnectAsync(conversation);

        var stopping = program.StopAsync();
        while (await DirectLineClient.ReceiveAsync(socket) is not null)
        {
            // Whatever was still to be said.
        }

        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        Assert.Equal(0, await stopping);
    }

    /// <summary>Says one thing after the other and notes what was acknowledged, until the program is gone.</summary>
    private static async Task WriteUntilCutAsync(
        DirectLineClient client, string name, ConcurrentDictionary<string, (DirectLineClient, string)> accepted, CancellationToken cut)
    {
        for (var n = 0; !cut.IsCancellationRequested; n++)
        {
            var text = $"message {name}-{n}";
            try
            {
                accepted[await client.SayAsync(text, $"{name}-{n}")] = (client, text);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                return;
            }
        }
    }
}
