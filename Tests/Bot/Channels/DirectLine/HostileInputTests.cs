using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.DirectLine;

/// <summary>
/// Whatever a stranger sends to any endpoint gets the documented refusal, never a 500, and takes nothing from anybody: the
/// conversation goes on. <see cref="DirectLineClient"/> fails a test on any 5xx.
/// </summary>
public sealed class HostileInputTests(DirectLineProgram fixture) : IClassFixture<DirectLineProgram>
{
    private readonly BotProgram _program = fixture.Program;

    public static TheoryData<string, string, int> Activities => new()
    {
        { "", "application/json", 400 },
        { "{", "application/json", 400 },
        { "null", "application/json", 400 },
        { "[]", "application/json", 400 },
        { "\"text\"", "application/json", 400 },
        { "{}", "application/json", 400 },
        { """{"type":""}""", "application/json", 400 },
        { """{"type":7}""", "application/json", 400 },
        { """{"type":"message","text":{"a":1}}""", "application/json", 400 },
        { """{"type":"message","text":"a","text":"b"}""", "application/json", 400 },
        { """{"type":"message","channelData":{"a":1,"a":2}}""", "application/json", 400 },
        { """{"type":"message","text":"\ud800"}""", "application/json", 400 },
        { """{"type":"message","channelData":{"\udc00":1}}""", "application/json", 400 },
        { """{"type":"message","timestamp":"yesterday"}""", "application/json", 400 },
        { """{"type":"message","attachments":{"contentType":"a"}}""", "application/json", 400 },
        { """{"type":"message","text":"a"} trailing""", "application/json", 400 },
        { """{"type":"conversationUpdate","membersAdded":[{"id":"x"}]}""", "application/json", 400 },
        { """{"type":"ConversationUpdate"}""", "application/json", 400 },
        { """{"type":"invoke","name":"adaptiveCard/action"}""", "application/json", 400 },
        { """{"type":"event","name":"ContinueConversation"}""", "application/json", 400 },
        { """{"type":"message","text":"a"}""", "text/plain", 415 },
        { """{"type":"message","text":"a"}""", "application/x-www-form-urlencoded", 415 },
        { """{"type":"message"}""", "application/json", 200 },
        { """{"type":"message","text":null,"attachments":[null],"entities":[null]}""", "application/json", 200 },
        { """{"type":"message","text":""}""", "application/json; charset=utf-8", 200 },
        { """{"type":"message","text":"a","value":1e999}""", "application/json", 400 },
        { """{"type":"message","text":"a","channelData":"just text"}""", "application/json", 200 },
        { """{"type":"message","text":"a","channelData":[1,2],"locale":"../../etc","membersAdded":[null]}""", "application/json", 200 },
        { """{"type":"message","text":"a","locale":"zz-ZZ","entities":[{"type":"mention"}],"suggestedActions":{"actions":null}}""", "application/json", 200 },
        { """{"type":"message","text":"a","deliveryMode":"expectReplies","expiration":"2000-01-01T00:00:00Z"}""", "application/json", 200 },
        { """{"type":"typing"}""", "application/json", 200 },
        { """{"type":"event","name":"webchat/join","value":{"language":"en"}}""", "application/json", 200 },
        { """{"type":"messageReaction","reactionsAdded":[{"type":"like"},null],"replyToId":"none"}""", "application/json", 200 },
        { """{"type":"endOfConversation"}""", "application/json", 200 },
        { """{"type":"no such type/at all"}""", "application/json", 200 },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task Activity_OfAnyMaking_IsTakenOrRefusedAndTheConversationGoesOn(string body, string type, int expected)
    {
        var client = await DirectLineClient.StartAsync(_program);

        var (status, answer) = await PostAsync(client, body, type);

        Assert.Equal(expected, (int)status);
        if (expected != 200)
            Assert.NotEmpty(answer["error"]!["message"]!.GetValue<string>());
        await client.AnswersAsync(await client.SayAsync("still there?"));
    }

    [Theory]
    [InlineData(10_000, 200)]
    [InlineData(200_000, 200)]
    [InlineData(300_000, 413)]
    [InlineData(1_200_000, 413)]
    public async Task Message_OfAnyLength_IsTakenOrTooLarge(int length, int expected)
    {
        var client = await DirectLineClient.StartAsync(_program);

        var (status, _) = await PostAsync(client, $$"""{"type":"message","text":"{{new string('a', length)}}"}""", "application/json");

        Assert.Equal(expected, (int)status);
        await client.AnswersAsync(await client.SayAsync("still there?"));
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(64, 400)]
    [InlineData(5_000, 400)]
    public async Task Message_OfAnyDepth_IsTakenOrRefused(int depth, int expected)
    {
        var client = await DirectLineClient.StartAsync(_program);
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        var (status, _) = await PostAsync(client, $$"""{"type":"message","text":"deep","channelData":{{nested}}}""", "application/json");

        Assert.Equal(expected, (int)status);
        await client.AnswersAsync(await client.SayAsync("still there?"));
    }

    [Theory]
    [InlineData("POST", "tokens/generate")]
    [InlineData("POST", "tokens/refresh")]
    [InlineData("POST", "conversations")]
    [InlineData("GET", "conversations/abc")]
    [InlineData("GET", "conversations/abc/activities")]
    [InlineData("POST", "conversations/abc/activities")]
    [InlineData("POST", "conversations/abc/upload")]
    public async Task Endpoint_WithBadCredentials_SaysSoByStatus(string method, string path)
    {
        var address = DirectLineClient.Endpoint(_program.Address, path);
        var forged = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + Base64Url("""{"conv":"abc","user":"dl_x","exp":99999999999,"aud":"campaignbot/directline","iss":"campaignbot"}""") + ".";

        async Task<HttpStatusCode> StatusAsync(string? header)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (header is not null)
                request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await _program.Http.SendAsync(request);
            Assert.Contains("\"error\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return response.StatusCode;
        }

        foreach (var missing in new[] { null, "", "Bearer", "Bearer ", "Basic abc", "bearer" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(missing));
        foreach (var wrong in new[] { "nonsense", "a.b.c", "..", forged, BotProgram.Secret + "x", BotProgram.Secret[..^1], new string('x', 6_000), "\u0001" })
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("Bearer " + wrong));
    }

    [Fact]
    public async Task Token_OfOneConversation_OpensNoOther()
    {
        var (mine, theirs) = (await DirectLineClient.StartAsync(_program), await DirectLineClient.StartAsync(_program));

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"conversations/{theirs.ConversationId}"),
            (HttpMethod.Get, $"conversations/{theirs.ConversationId}/activities"),
            (HttpMethod.Post, $"conversations/{theirs.ConversationId}/activities"),
            (HttpMethod.Post, $"conversations/{theirs.ConversationId}/upload"),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await mine.SendAsync(method, path)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await mine.SendAsync(HttpMethod.Post, "tokens/generate")).Status);
    }

    [Theory]
    [InlineData("conversations/none", 404)]
    [InlineData("conversations/none/activities", 404)]
    [InlineData("conversations/%00/activities", 400)]
    [InlineData("conversations/..%2f..%2fetc/activities", 404)]
    [InlineData("session/getsessionid", 404)]
    [InlineData("nowhere", 404)]
    public async Task Path_ThatLeadsNowhere_IsNotFound(string path, int expected)
    {
        var (status, _) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Get, DirectLineClient.Endpoint(_program.Address, path), BotProgram.Secret);
        var (longOne, _) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Get, DirectLineClient.Endpoint(_program.Address, $"conversations/{new string('x', 400)}"), BotProgram.Secret);

        Assert.Equal((expected, 404), ((int)status, (int)longOne));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999999")]
    [InlineData("abc")]
    [InlineData("%00")]
    public async Task Watermark_NotOneOfOurs_IsRefused(string watermark)
    {
        var client = await DirectLineClient.StartAsync(_program);

        Assert.Equal(400, (int)(await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}/activities?watermark={watermark}")).Status);
        Assert.Equal(400, (int)(await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark={watermark}")).Status);
        Assert.Equal(200, (int)(await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}/activities?watermark=9000000000000000000")).Status);
    }

    [Theory]
    [InlineData("""{"user":{"id":"dl_mine"}}""", 400)]
    [InlineData("""{"user":{"id":"DL_mine"}}""", 400)]
    [InlineData("""{"user":{"id":""}}""", 400)]
    [InlineData("""{"user":{"id":"a\u0000b"}}""", 400)]
    [InlineData("""{"user":"me"}""", 400)]
    [InlineData("""{"trustedOrigins":["*"]}""", 400)]
    [InlineData("""{"trustedOrigins":[null]}""", 400)]
    [InlineData("""{"trustedOrigins":"https://a.example"}""", 400)]
    [InlineData("[", 400)]
    [InlineData("{}", 200)]
    [InlineData("""{"user":{},"eTag":"x","unknown":[]}""", 200)]
    public async Task TokenRequest_OfAnyMaking_IsAnsweredOrRefused(string body, int expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var (status, _) = await DirectLineClient.SendAsync(
            _program.Http, HttpMethod.Post, DirectLineClient.Endpoint(_program.Address, "tokens/generate"), BotProgram.Secret, content);

        Assert.Equal(expected, (int)status);
    }

    public static TheoryData<string, string, string, int> Uploads => new()
    {
        { "a.png", "image/png", "not a picture", 415 },
        { "a.html", "text/html", "<script>alert(1)</script>", 415 },
        { "a.svg", "image/svg+xml", "<svg/>", 415 },
        { "a.exe", "application/octet-stream", "MZ\u0001\u0002", 415 },
        { "a.txt", "application/pdf", "plain", 415 },
        { "", "text/plain", "plain", 200 },
        { "../../../x/\u202Etxt.exe", "text/plain", "plain", 200 },
        { "a.txt", "application/octet-stream", "plain", 200 },
    };

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task Upload_OfAnyFile_IsTakenOrRefused(string name, string type, string content, int expected)
    {
        var client = await DirectLineClient.StartAsync(_program);
        using var file = new StringContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (name.Length > 0)
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };

        var (status, _) = await client.SendAsync(HttpMethod.Post, $"conversations/{client.ConversationId}/upload", file);

        Assert.Equal(expected, (int)status);
    }

    [Theory]
    [InlineData("multipart/form-data", "x", 400)]
    [InlineData("multipart/form-data; boundary=b", "no parts", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\ncut off", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\nno disposition\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\n{}\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\nbroken\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n", 200)]
    [InlineData("", "x", 415)]
    public async Task Upload_OfAnyBody_IsTakenOrRefused(string type, string body, int expected)
    {
        var client = await DirectLineClient.StartAsync(_program);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var (status, _) = await client.SendAsync(HttpMethod.Post, $"conversations/{client.ConversationId}/upload", content);

        Assert.Equal(expected, (int)status);
    }

    [Fact]
    public async Task Upload_LargerThanAllowed_IsRefusedHoweverItIsSent()
    {
        var client = await DirectLineClient.StartAsync(_program);
        using var alone = new StringContent(new string('a', 1_100_000), Encoding.UTF8, "text/plain");
        using var parts = new MultipartFormDataContent { { new StringContent(new string('a', 1_100_000)), "file", "a.txt" } };
        using var many = new MultipartFormDataContent();
        for (var i = 0; i < 8; i++)
            many.Add(new StringContent("x"), "file", string.Create(CultureInfo.InvariantCulture, $"{i}.txt"));

        var path = $"conversations/{client.ConversationId}/upload";
        Assert.Equal(413, (int)(await client.SendAsync(HttpMethod.Post, path, alone)).Status);
        Assert.Equal(413, (int)(await client.SendAsync(HttpMethod.Post, path, parts)).Status);
        Assert.Equal(400, (int)(await client.SendAsync(HttpMethod.Post, path, many)).Status);
    }

    [Theory]
    [InlineData("GET /v3/directline/conversations HTTP/1.0\r\n\r\n")]
    [InlineData("POST /widget/token HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("POST /widget/token HTTP/1.1\r\nHost: x:99999\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /widget/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nZZ\r\n")]
    [InlineData("GET /v3/directline/conversations/a/stream?t=x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n\r\n")]
    public async Task Connection_SpeakingBadHttp_IsAnsweredWithoutAFailure(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(_program.Address.Host, _program.Address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];

        var length = await connection.GetStream().ReadAsync(buffer, timeout.Token);

        Assert.Matches("^HTTP/1.1 [24]", Encoding.ASCII.GetString(buffer, 0, length));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(DirectLineClient client, string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.SendAsync(HttpMethod.Post, $"conversations/{client.ConversationId}/activities", content);
    }

    private static string Base64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
