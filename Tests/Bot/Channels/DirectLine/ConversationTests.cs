using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.DirectLine;

/// <summary>Conversations over the protocol, after CHANNELS' facts on Direct Line 3.0, against the real program.</summary>
public sealed class ConversationTests(DirectLineProgram fixture) : IClassFixture<DirectLineProgram>
{
    private readonly BotProgram _program = fixture.Program;

    [Fact]
    public async Task Conversation_StartedTwice_IsCreatedThenFoundAndWelcomedOnce()
    {
        var (_, token) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Post, DirectLineClient.Endpoint(_program.Address, "tokens/generate"), BotProgram.Secret);
        var client = new DirectLineClient(
            _program.Address, _program.Http, token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());

        var (first, started) = await client.SendAsync(HttpMethod.Post, "conversations");
        var (second, again) = await client.SendAsync(HttpMethod.Post, "conversations");
        await client.AnswersAsync(await client.SayAsync("hello"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, second));
        Assert.Equal(client.ConversationId, started["conversationId"]!.GetValue<string>());
        Assert.Equal(1800, again["expires_in"]!.GetValue<int>());
        var history = await client.HistoryAsync();
        var said = history.ToList().FindIndex(a => a["text"]?.GetValue<string>() == "hello");
        Assert.All(history.Take(said), a => Assert.Equal("bot", a["from"]!["role"]!.GetValue<string>()));
        Assert.Equal(history.Count, history.Select(a => a["id"]!.GetValue<string>()).Distinct().Count());
        Assert.DoesNotContain(history, a => a["type"]!.GetValue<string>() == "conversationUpdate");
    }

    [Fact]
    public async Task Message_Posted_IsEchoedUnderItsIdWithItsDataAndOurIdentities()
    {
        var client = await DirectLineClient.StartAsync(_program);

        var (_, answer) = await client.PostAsync(JsonNode.Parse(
            """
            {"type":"message","text":"who am I","from":{"id":"dl_someone-else","name":"Impostor","role":"bot"},
             "channelId":"msteams","serviceUrl":"http://evil.example","conversation":{"id":"another"},"recipient":{"id":"x"},
             "id":"mine","timestamp":"1999-01-01T00:00:00Z","channelData":{"clientActivityID":"c1","more":[1.50,null,{"a":"b"}]}}
            """)!);

        var id = answer["id"]!.GetValue<string>();
        await client.AnswersAsync(id);
        var history = (await client.HistoryAsync()).ToList();
        var echo = history.Single(a => a["id"]!.GetValue<string>() == id);
        Assert.Equal("""{"clientActivityID":"c1","more":[1.50,null,{"a":"b"}]}""", echo["channelData"]!.ToJsonString());
        Assert.StartsWith("dl_", echo["from"]!["id"]!.GetValue<string>());
        Assert.NotEqual("dl_someone-else", echo["from"]!["id"]!.GetValue<string>());
        Assert.Equal("user", echo["from"]!["role"]!.GetValue<string>());
        Assert.Null(echo["from"]!["name"]);
        Assert.Equal("directline", echo["channelId"]!.GetValue<string>());
        Assert.Equal(client.ConversationId, echo["conversation"]!["id"]!.GetValue<string>());
        Assert.Equal(_program.Address.ToString(), echo["serviceUrl"]!.GetValue<string>());
        Assert.True(echo["timestamp"]!.GetValue<DateTimeOffset>().Year > 2000);
        var reply = history.First(a => a["replyToId"]?.GetValue<string>() == id);
        Assert.True(history.IndexOf(reply) > history.IndexOf(echo));
    }

    [Fact]
    public async Task Message_PostedTenTimesAtOnce_IsOneMessageUnderOneId()
    {
        var client = await DirectLineClient.StartAsync(_program);

        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.SayAsync("once", "the-same")));

        var id = Assert.Single(ids.Distinct());
        await client.AnswersAsync(id);
        await client.AnswersAsync(await client.SayAsync("after"));
        Assert.Single(await client.HistoryAsync(), a => a["text"]?.GetValue<string>() == "once");
    }

    [Fact]
    public async Task Stream_OpenedAfterMessages_DeliversThemFirstAndThenWhatComes()
    {
        var client = await DirectLineClient.StartAsync(_program);
        var (_, conversation) = await client.SendAsync(HttpMethod.Post, "conversations");
        var early = await client.SayAsync("before the socket");

        using var socket = await DirectLineClient.ConnectAsync(conversation);
        var late = await client.SayAsync("after the socket");

        var seen = await ReadUntilAsync(socket, a => a["replyToId"]?.GetValue<string>() == late);
        var ids = seen.Select(a => a["id"]!.GetValue<string>()).ToList();
        Assert.True(ids.IndexOf(early) >= 0 && ids.IndexOf(early) < ids.IndexOf(late));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Stream_SeveralSockets_EachGetEverythingAndTyping()
    {
        var client = await DirectLineClient.StartAsync(_program);
        var (_, first) = await client.SendAsync(HttpMethod.Post, "conversations");
        var (_, second) = await client.SendAsync(HttpMethod.Post, "conversations");
        using var one = await DirectLineClient.ConnectAsync(first);
        using var two = await DirectLineClient.ConnectAsync(second);
        await one.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var said = await client.SayAsync("to both");
        await ReadUntilAsync(one, a => a["replyToId"]?.GetValue<string>() == said);
        await ReadUntilAsync(two, a => a["replyToId"]?.GetValue<string>() == said);

        var (status, _) = await client.PostAsync(new JsonObject { ["type"] = "typing" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("typing", (await ReadUntilAsync(one, a => a["type"]!.GetValue<string>() == "typing"))[^1]["type"]!.GetValue<string>());
        await ReadUntilAsync(two, a => a["type"]!.GetValue<string>() == "typing");
        Assert.DoesNotContain(await client.HistoryAsync(), a => a["type"]!.GetValue<string>() == "typing");
    }

    [Fact]
    public async Task Reconnect_ByWatermark_ReplaysFromThereOrFromTheStartOrNothing()
    {
        var client = await DirectLineClient.StartAsync(_program);
        await client.AnswersAsync(await client.SayAsync("one"));
        var (_, page) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}/activities");
        var watermark = page["watermark"]!.GetValue<string>();
        var second = await client.SayAsync("two");
        await client.AnswersAsync(second);

        var (_, known) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark={watermark}");
        var (_, empty) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark=");
        var (_, missing) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}");
        var third = await client.SayAsync("three");

        async Task<string> FirstTextAsync(JsonNode answer)
        {
            using var socket = await DirectLineClient.ConnectAsync(answer);
            return (await ReadUntilAsync(socket, a => a["id"]!.GetValue<string>() == third))
                .First(a => a["from"]!["role"]!.GetValue<string>() == "user")["text"]!.GetValue<string>();
        }

        Assert.Equal("two", await FirstTextAsync(known));
        Assert.Equal("one", await FirstTextAsync(empty));
        Assert.Equal("three", await FirstTextAsync(missing));
    }

    [Fact]
    public async Task Stream_TokenUsedAgainOrElsewhere_IsRefused()
    {
        var client = await DirectLineClient.StartAsync(_program);
        var other = await DirectLineClient.StartAsync(_program);
        var (_, conversation) = await client.SendAsync(HttpMethod.Post, "conversations");
        using var socket = await DirectLineClient.ConnectAsync(conversation);
        var elsewhere = JsonNode.Parse(conversation.ToJsonString().Replace(client.ConversationId + "/stream", other.ConversationId + "/stream"))!;

        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineClient.ConnectAsync(conversation));
        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineClient.ConnectAsync(elsewhere));
        var (_, fresh) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}");
        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineClient.ConnectAsync(fresh, origin: "https://evil.example"));
        var (_, allowed) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}");
        using var friend = await DirectLineClient.ConnectAsync(allowed, origin: "https://friend.example");
        Assert.Equal(WebSocketState.Open, friend.State);
    }

    [Fact]
    public async Task Upload_OfPartsOrOneFile_IsServedBackSafely()
    {
        var client = await DirectLineClient.StartAsync(_program);
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
        using var parts = new MultipartFormDataContent();
        using var activity = new StringContent("""{"type":"message","text":"look","attachments":[{"contentType":"image/png","name":"my photo.png"}],"channelData":{"clientActivityID":"u1"}}""");
        activity.Headers.ContentType = new("application/vnd.microsoft.activity");
        using var picture = new ByteArrayContent(png);
        picture.Headers.ContentType = new("image/png");
        parts.Add(activity, "activity");
        parts.Add(picture, "file", "my photo.png");
        using var note = new StringContent("a note");
        note.Headers.ContentDisposition = new("attachment") { FileName = "../../note.txt" };

        var (first, answer) = await client.SendAsync(HttpMethod.Post, $"conversations/{client.ConversationId}/upload?userId=x", parts);
        var (second, alone) = await client.SendAsync(HttpMethod.Post, $"conversations/{client.ConversationId}/upload", note);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, second));
        await client.AnswersAsync(alone["id"]!.GetValue<string>());
        var history = await client.HistoryAsync();
        var sent = history.Single(a => a["id"]!.GetValue<string>() == answer["id"]!.GetValue<string>());
        var attachment = Assert.Single(sent["attachments"]!.AsArray())!;
        Assert.Equal(("look", "u1", "my photo.png"), (sent["text"]!.GetValue<string>(), sent["channelData"]!["clientActivityID"]!.GetValue<string>(), attachment["name"]!.GetValue<string>()));
        using var served = await _program.Http.GetAsync(new Uri(attachment["contentUrl"]!.GetValue<string>()));
        Assert.Equal(png, await served.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/png", "inline"), (served.Content.Headers.ContentType!.MediaType, served.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        var text = history.Single(a => a["id"]!.GetValue<string>() == alone["id"]!.GetValue<string>())["attachments"]![0]!;
        Assert.Equal("note.txt", text["name"]!.GetValue<string>());
        using var saved = await _program.Http.GetAsync(new Uri(text["contentUrl"]!.GetValue<string>()));
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Widget_ResumedWithItsToken_GoesOnWithConversationAndUser()
    {
        var address = new Uri(_program.Address, "widget/token");
        var (_, first) = await DirectLineClient.SendAsync(_program.Http, HttpMethod.Post, address, null, JsonContent.Create(new { }));
        var (_, resumed) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Post, address, null, JsonContent.Create(new { resume = first["token"]!.GetValue<string>() }));
        var (_, fresh) = await DirectLineClient.SendAsync(_program.Http, HttpMethod.Post, address, null, JsonContent.Create(new { resume = "nonsense" }));

        Assert.Equal(first["conversationId"]!.GetValue<string>(), resumed["conversationId"]!.GetValue<string>());
        Assert.Equal(first["userId"]!.GetValue<string>(), resumed["userId"]!.GetValue<string>());
        Assert.NotEqual(first["conversationId"]!.GetValue<string>(), fresh["conversationId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("https://friend.example", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://friend.example.evil.example", HttpStatusCode.Forbidden)]
    public async Task Widget_AskedFromAPage_AnswersItsOwnAndAllowedOnesAlone(string? origin, HttpStatusCode expected)
    {
        var (status, _) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Post, new Uri(_program.Address, "widget/token"), null, JsonContent.Create(new { }), origin);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Token_MeantForAPage_WorksThereAlone()
    {
        var (_, token) = await DirectLineClient.SendAsync(
            _program.Http,
            HttpMethod.Post,
            DirectLineClient.Endpoint(_program.Address, "tokens/generate"),
            BotProgram.Secret,
            JsonContent.Create(new { user = new { id = "voter-1", name = "Ana" }, trustedOrigins = new[] { "https://site.example" } }));
        var start = DirectLineClient.Endpoint(_program.Address, "conversations");
        var credential = token["token"]!.GetValue<string>();

        var (there, _) = await DirectLineClient.SendAsync(_program.Http, HttpMethod.Post, start, credential, origin: "https://site.example");
        var (elsewhere, _) = await DirectLineClient.SendAsync(_program.Http, HttpMethod.Post, start, credential, origin: "https://friend.example");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (there, elsewhere));
    }

    private static async Task<List<JsonNode>> ReadUntilAsync(ClientWebSocket socket, Func<JsonNode, bool> isLast)
    {
        var seen = new List<JsonNode>();
        while (await DirectLineClient.ReceiveAsync(socket) is { } frame)
        {
            Assert.NotEmpty(frame["watermark"]!.GetValue<string>());
            seen.AddRange(frame["activities"]!.AsArray()!);
            if (seen.Exists(a => isLast(a)))
                return seen;
        }

        Assert.Fail("The server closed the socket.");
        return seen;
    }
}
