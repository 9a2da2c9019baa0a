using System.Security.Claims;
using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Builder;

public class MiddlewareTests
{
    private readonly TestAdapter _adapter = new(TestAdapter.CreateConversation("c"));
    private readonly List<string> _order = [];

    [Fact]
    public async Task Middleware_InASetWithinASet_RunsAroundTheBot()
    {
        _adapter.Use(new Noting("a", _order)).Use(new MiddlewareSet().Use(new Noting("b", _order)).Use(new Noting("c", _order)));

        await _adapter.SendTextToBotAsync("hi", Bot, default);

        Assert.Equal(["a>", "b>", "c>", "bot", "<c", "<b", "<a"], _order);
    }

    [Fact]
    public async Task Middleware_ThatDoesNotCallOn_EndsTheTurnThere()
    {
        _adapter.Use(new Noting("a", _order)).Use(new MiddlewareSet().Use(new Noting("b", _order) { Stops = true }));

        await _adapter.SendTextToBotAsync("hi", Bot, default);

        Assert.Equal(["a>", "b>", "<b", "<a"], _order);
    }

    [Fact]
    public async Task OnTurnError_WhereThereIsOne_TakesTheException()
    {
        _adapter.OnTurnError = (turn, e) => turn.SendActivityAsync($"Sorry: {e.Message}");

        await _adapter.SendTextToBotAsync("hi", (_, _) => throw new InvalidOperationException("broken"), default);

        Assert.Equal("Sorry: broken", _adapter.ActiveQueue.Single().Text);
    }

    [Fact]
    public async Task OnTurnError_ACancelledTurn_IsNotCalled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        _adapter.OnTurnError = (_, _) => throw new InvalidOperationException("called");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _adapter.SendTextToBotAsync("hi", (_, ct) => Task.FromCanceled(ct), cancelled.Token));
    }

    [Fact]
    public async Task ContinueConversation_WithAReference_RunsATurnThere()
    {
        var identity = new ClaimsIdentity();
        _adapter.Use(new Noting("a", _order));

        await _adapter.ContinueConversationAsync(
            identity,
            _adapter.Conversation,
            "audience",
            (turn, ct) =>
            {
                Assert.Same(identity, turn.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey));
                Assert.Equal("audience", turn.TurnState.Get<string>(BotAdapter.OAuthScopeKey));
                return turn.SendActivityAsync("by the way", cancellationToken: ct);
            },
            default);
        await _adapter.ContinueConversationAsync("bot", _adapter.Conversation, Bot, default);

        Assert.Equal(["a>", "<a", "a>", "bot", "<a"], _order);
        Assert.Equal(("by the way", "user1", "c"), (_adapter.ActiveQueue.Single().Text, _adapter.ActiveQueue.Single().Recipient?.Id, _adapter.ActiveQueue.Single().Conversation?.Id));
    }

    [Fact]
    public async Task RegisterClass_DuringTheTurn_IsFoundAndAfterwardsNotDisposed()
    {
        using var service = new MemoryStream();
        _adapter.Use(new RegisterClassMiddleware<Stream>(service));

        await _adapter.SendTextToBotAsync("hi", (turn, _) =>
        {
            Assert.Same(service, turn.TurnState.Get<Stream>());
            return Task.CompletedTask;
        }, default);

        Assert.True(service.CanRead);
    }

    [Fact]
    public async Task UseStateAndStorage_InATurn_AreFoundAndSaved()
    {
        var storage = new MemoryStorage();
        var (user, conversation) = (new UserState(storage), new ConversationState(storage));
        _adapter.UseStorage(storage).UseState(user, conversation);

        await _adapter.SendTextToBotAsync("hi", (turn, ct) =>
        {
            Assert.Same(storage, turn.TurnState.Get<IStorage>());
            Assert.Same(user, turn.TurnState.Get<UserState>());
            return turn.TurnState.Get<ConversationState>()!.CreateProperty<int>("n").SetAsync(turn, 1, ct);
        }, default);

        Assert.Single(await storage.ReadAsync(["test/conversations/c"]));
    }

    [Theory]
    [InlineData("<at>Bot</at> events", "events")]
    [InlineData("hello <at id=\"x\">Ana</at>", "hello Ana")]
    [InlineData("no mention", "no mention")]
    public async Task NormalizeMentions_AMessage_ReadsAsInAPrivateChat(string text, string expected)
    {
        var activity = JsonSerializer.Deserialize<Activity>(
            """{"type":"message","recipient":{"id":"bot"},"entities":[{"type":"mention","mentioned":{"id":"bot","name":"Bot"},"text":"<at>Bot</at>"},{"type":"clientInfo","locale":"en"}]}""",
            CampaignBot.BotFramework.BotJson.Options)!;
        activity.Text = text;
        _adapter.Use(new NormalizeMentionsMiddleware());

        await _adapter.ProcessActivityAsync(activity, Bot);

        Assert.Equal(expected, activity.Text);
        Assert.Equal("clientInfo", Assert.Single(activity.Entities!).Type);
    }

    [Fact]
    public async Task TranscriptLogger_ATurnWithAllKinds_LogsWhatHappened()
    {
        var store = new MemoryTranscriptStore();
        _adapter.Use(new TranscriptLoggerMiddleware(store));

        await _adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            var response = await turn.SendActivityAsync("one", cancellationToken: ct);
            await turn.SendActivityAsync(new Activity(ActivityTypesEx.Delay) { Value = 0 }, ct);
            await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = response.Id, Text = "two" }, ct);
            await turn.DeleteActivityAsync(response.Id!, ct);
        }, default);

        var logged = (await store.GetTranscriptActivitiesAsync("test", "c")).Items.Cast<Activity>().ToList();
        Assert.Equal(["message", "message", "messageUpdate", "messageDelete"], logged.Select(a => a.Type));
        Assert.Equal(["hi", "one", "two", null], logged.Select(a => a.Text));
        Assert.Equal(["user", "bot", "bot", "bot"], logged.Select(a => a.From?.Role));
        Assert.Single(logged.Skip(1).Select(a => a.Id).Distinct());
    }

    [Fact]
    public async Task TranscriptStore_MoreThanAPage_IsReadPageByPage()
    {
        var store = new MemoryTranscriptStore();
        for (var i = 0; i < 45; i++)
            await store.LogActivityAsync(new Activity(ActivityTypes.Message) { ChannelId = "test", Conversation = new ConversationAccount(id: "c"), Text = $"{i}", Timestamp = DateTimeOffset.UnixEpoch.AddMinutes(i) });

        var read = new List<string?>();
        string? page = null;
        do
        {
            var result = await store.GetTranscriptActivitiesAsync("test", "c", page, DateTimeOffset.UnixEpoch.AddMinutes(2));
            read.AddRange(result.Items.Select(a => ((Activity)a).Text));
            page = result.ContinuationToken;
        }
        while (page is not null);

        Assert.Equal(Enumerable.Range(2, 43).Select(i => $"{i}"), read);
        Assert.Equal("c", Assert.Single((await store.ListTranscriptsAsync("test")).Items).Id);
        await store.DeleteTranscriptAsync("test", "c");
        Assert.Empty((await store.ListTranscriptsAsync("test")).Items);
    }

    [Fact]
    public async Task HandoffEvents_ForATurn_FollowTheProtocol()
    {
        using var turn = new TurnContext(_adapter, _adapter.MakeActivity("a person, please"));

        var initiation = EventFactory.CreateHandoffInitiation(turn, new { Skill = "voting" }, new Transcript([_adapter.MakeActivity("hi")]));
        var status = EventFactory.CreateHandoffStatus(turn.Activity.Conversation!, "accepted", "Ana is here");
        await turn.SendActivityAsync(initiation);

        Assert.Equal(("event", "handoff.initiate", "c"), (initiation.Type, initiation.Name, initiation.Conversation?.Id));
        Assert.Equal(turn.Activity.Id, initiation.RelatesTo?.ActivityId);
        Assert.Equal("Transcript", Assert.Single(((Activity)initiation).Attachments!).Name);
        Assert.Equal("""{"state":"accepted","message":"Ana is here"}""", JsonSerializer.Serialize(status.Value, CampaignBot.BotFramework.BotJson.Options));
        Assert.Equal("handoff.status", status.Name);
    }

    private Task Bot(ITurnContext turn, CancellationToken cancellationToken)
    {
        _order.Add("bot");
        return Task.CompletedTask;
    }

    private sealed class Noting(string name, List<string> order) : IMiddleware
    {
        public bool Stops { get; init; }

        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            order.Add($"{name}>");
            if (!Stops)
                await next(cancellationToken);
            order.Add($"<{name}");
        }
    }
}
