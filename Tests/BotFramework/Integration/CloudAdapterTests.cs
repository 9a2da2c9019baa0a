using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Integration;

public sealed class CloudAdapterTests : IAsyncLifetime
{
    private BotFrameworkService _service = null!;

    public async Task InitializeAsync() => _service = await BotFrameworkService.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Activities_OfEveryKind_GetOneResponseEachInOrder()
    {
        ResourceResponse[] responses = [];
        await using var bot = await BotHost.StartAsync(_service, async (turn, token) => responses = await turn.SendActivitiesAsync(
        [
            MessageFactory.Text("one"),
            new Activity(ActivityTypesEx.Delay) { Value = 1 },
            Activity.CreateTraceActivity("note"),
            MessageFactory.Text("two"),
        ], token));

        await bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        Assert.Equal(["sent-1", "", "", "sent-2"], responses.Select(r => r.Id));
        Assert.Equal(["one", "two"], _service.Requests.Select(r => (string?)r.Body!["text"]));
    }

    [Fact]
    public async Task Message_WithExpectReplies_GetsTheRepliesWithoutTracesInTheResponse()
    {
        await using var bot = await BotHost.StartAsync(_service, async (turn, token) =>
        {
            await turn.SendActivityAsync((IActivity)Activity.CreateTraceActivity("note"), token);
            await turn.SendActivityAsync("hi", cancellationToken: token);
        });

        var response = await bot.PostAsync(BotHost.Message(",\"deliveryMode\":\"expectReplies\""), _service.ChannelToken());

        var activities = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["activities"]!.AsArray();
        Assert.Equal("hi", (string?)Assert.Single(activities)!["text"]);
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Conflict, "{\"why\":\"late\"}")]
    [InlineData(false, HttpStatusCode.NotImplemented, "")]
    public async Task Invoke_AnsweredOrNot_GivesTheBotsStatusAndBodyOrNotImplemented(bool answers, HttpStatusCode status, string body)
    {
        await using var bot = await BotHost.StartAsync(_service, async (turn, token) =>
        {
            if (answers)
                await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 409, Body = new { why = "late" } } }, token);
        });
        var invoke = BotHost.Message(",\"name\":\"x\"").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal);

        var response = await bot.PostAsync(invoke, _service.ChannelToken());

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Request_WithAnotherMethod_IsNotAllowed(string method)
    {
        await using var bot = await BotHost.StartAsync(_service);

        var response = await bot.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":\"no type\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Request_ThatIsNoActivity_IsRefused(string body, string contentType, HttpStatusCode status)
    {
        await using var bot = await BotHost.StartAsync(_service);

        Assert.Equal(status, (await bot.PostAsync(body, _service.ChannelToken(), contentType)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OverTheBound_IsRefusedWhetherItTellsItsLengthOrNot(bool tells)
    {
        await using var bot = await BotHost.StartAsync(_service);
        var body = System.Text.Encoding.UTF8.GetBytes(BotHost.Message().Replace("hello", new string('x', 1_000_000), StringComparison.Ordinal));

        var response = await bot.PostAsync(tells ? new ByteArrayContent(body) : new UntoldLength(body), _service.ChannelToken());

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Conversation_ContinuedLater_IsReachedUnderTheBotsApp()
    {
        ConversationReference? reference = null;
        await using var bot = await BotHost.StartAsync(_service, (turn, _) =>
        {
            reference = turn.Activity.GetConversationReference();
            return Task.CompletedTask;
        });
        await bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        await bot.Adapter.ContinueConversationAsync(BotFrameworkService.AppId, reference!, (turn, token) => turn.SendActivityAsync("news", cancellationToken: token), CancellationToken.None);

        var sent = Assert.Single(_service.Requests);
        Assert.Equal("news", (string?)sent.Body!["text"]);
        Assert.StartsWith("https://smba.trafficmanager.net/amer/v3/conversations/a%3A1/activities", sent.Url);
        Assert.Equal("Bearer token-1", sent.Authorization);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://127.0.0.1:9/")]
    public async Task Conversation_ContinuedAtAForeignServiceUrl_IsNotReached(string serviceUrl)
    {
        await using var bot = await BotHost.StartAsync(_service);
        var reference = new ConversationReference(conversation: new ConversationAccount(id: "a:1"), serviceUrl: serviceUrl, channelId: "msteams");

        await Assert.ThrowsAsync<ArgumentException>(() => bot.Adapter.ContinueConversationAsync(
            BotFrameworkService.AppId, reference, (turn, token) => turn.SendActivityAsync("news", cancellationToken: token), CancellationToken.None));

        Assert.Empty(_service.Http.Hosts);
    }

    [Fact]
    public async Task Conversation_Created_RunsATurnInIt()
    {
        string? id = null;
        await using var bot = await BotHost.StartAsync(_service);

        await bot.Adapter.CreateConversationAsync(
            BotFrameworkService.AppId,
            "msteams",
            BotFrameworkService.TeamsServiceUrl,
            null,
            new ConversationParameters { Members = [new ChannelAccount("29:user")], TenantId = "t" },
            (turn, _) =>
            {
                id = turn.Activity.Conversation!.Id;
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal("sent-1", id);
        Assert.Equal("https://smba.trafficmanager.net/amer/v3/conversations", Assert.Single(_service.Requests).Url);
    }

    private sealed class UntoldLength(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
