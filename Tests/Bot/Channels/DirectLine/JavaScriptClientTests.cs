using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.DirectLine;

/// <summary>The unmodified botframework-directlinejs 0.15.8 talks to the real program.</summary>
public sealed class JavaScriptClientTests(DirectLineProgram fixture) : IClassFixture<DirectLineProgram>
{
    private readonly BotProgram _program = fixture.Program;

    [ClientFact]
    public async Task Client_WithAToken_HoldsAConversation()
    {
        var token = await TokenAsync(_program);
        using var client = new JavaScriptClient(_program.Address, new JsonObject { ["token"] = token["token"]!.GetValue<string>() });

        foreach (var text in new[] { "hello", "where do I vote?", "¿dónde voto?" })
        {
            var id = await client.SayAsync(text);
            var echo = await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["id"]?.GetValue<string>() == id));
            Assert.Equal(text, echo["text"]!.GetValue<string>());
            await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == id));
        }

        Assert.True(client.WasIn("Online"));
        var ids = client.Activities.Select(a => a["id"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [ClientFact]
    public async Task Client_SendingAFile_SeesItInTheConversation()
    {
        using var client = new JavaScriptClient(_program.Address, new JsonObject { ["token"] = (await TokenAsync(_program))["token"]!.GetValue<string>() });
        byte[] gif = [.. "GIF89a"u8, 1, 2, 3, 4];

        var posted = await client.DoAsync(
            new JsonObject
            {
                ["upload"] = new JsonObject { ["text"] = "see this", ["name"] = "sign.gif", ["type"] = "image/gif", ["base64"] = Convert.ToBase64String(gif) },
            },
            "posted");

        var echo = await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["id"]?.GetValue<string>() == posted.GetValue<string>()));
        var attachment = Assert.Single(echo["attachments"]!.AsArray())!;
        Assert.Equal(("image/gif", "sign.gif"), (attachment["contentType"]!.GetValue<string>(), attachment["name"]!.GetValue<string>()));
        Assert.Equal(gif, await _program.Http.GetByteArrayAsync(new Uri(attachment["contentUrl"]!.GetValue<string>())));
    }

    [ClientFact]
    public async Task Client_WhoseLineIsCut_HearsWhatItMissedWhenItIsBack()
    {
        await using var line = new CutProxy(_program.Address);
        var token = await TokenAsync(_program);
        using var client = new JavaScriptClient(line.Address, new JsonObject { ["token"] = token["token"]!.GetValue<string>() });
        var first = await client.SayAsync("before the cut");
        await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == first));

        line.Cut();
        var tab = new DirectLineClient(_program.Address, _program.Http, token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());
        var missed = await tab.SayAsync("said in another tab meanwhile");
        await tab.AnswersAsync(missed);
        line.Mend();

        await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == missed));
        var last = await client.SayAsync("and on it goes");
        await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == last));
        var ids = client.Activities.Select(a => a["id"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [ClientFact]
    public async Task Client_WhoseTokenExpired_IsToldAndGoesOnWithAnother()
    {
        await using var program = await BotProgram.StartAsync(("DirectLine:TokenLifetime", "00:00:06"), ("DirectLine:Limits:RequestsPerMinute", "100000"));
        var widget = new Uri(program.Address, "widget/token");
        var (_, token) = await DirectLineClient.SendAsync(program.Http, HttpMethod.Post, widget, null, JsonContent.Create(new { }));
        var (text, conversation) = (token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());
        using var client = new JavaScriptClient(program.Address, new JsonObject { ["token"] = text });
        var first = await client.SayAsync("hello");
        await client.WaitAsync(() => client.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == first));
        await DirectLineClient.OutliveTokensAsync(program, text, conversation);
        Assert.Equal("retry", await client.SayAsync("too late"));
        await client.WaitAsync(() => client.WasIn("ExpiredToken") ? client : null);

        var (_, resumed) = await DirectLineClient.SendAsync(program.Http, HttpMethod.Post, widget, null, JsonContent.Create(new { resume = text }));
        using var again = new JavaScriptClient(program.Address, new JsonObject
        {
            ["token"] = resumed["token"]!.GetValue<string>(),
            ["conversationId"] = resumed["conversationId"]!.GetValue<string>(),
        });
        await again.WaitAsync(() => again.Activities.FirstOrDefault(a => a["replyToId"]?.GetValue<string>() == first));
        Assert.Equal(conversation, resumed["conversationId"]!.GetValue<string>());
        Assert.DoesNotContain(again.Activities, a => a["text"]?.GetValue<string>() == "too late");
    }

    private static async Task<JsonNode> TokenAsync(BotProgram program) => (await DirectLineClient.SendAsync(
        program.Http, HttpMethod.Post, DirectLineClient.Endpoint(program.Address, "tokens/generate"), BotProgram.Secret)).Body;
}
