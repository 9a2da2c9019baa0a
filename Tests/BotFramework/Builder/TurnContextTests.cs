using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Builder;

public class TurnContextTests
{
    private readonly TestAdapter _adapter = new(TestAdapter.CreateConversation("c"));

    [Fact]
    public async Task SendActivities_OfAllKinds_AreAnsweredOneToOne()
    {
        using var turn = Turn();

        var responses = await turn.SendActivitiesAsync(
        [
            MessageFactory.Text("one"),
            new Activity(ActivityTypes.Trace) { Name = "t" },
            new Activity(ActivityTypesEx.Delay) { Value = 1 },
            new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 200 } },
            (Activity)Activity.CreateTypingActivity(),
            MessageFactory.Text("two"),
        ]);

        Assert.Equal(6, responses.Length);
        Assert.Equal(6, responses.Select(r => r.Id).Distinct().Count());
        var sent = _adapter.ActiveQueue.ToList();
        Assert.Equal(["one", null, "two"], sent.Select(a => a.Text));
        Assert.Equal([responses[0].Id, responses[4].Id, responses[5].Id], sent.Select(a => a.Id));
        Assert.Equal(200, Assert.IsType<InvokeResponse>(turn.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey)!.Value).Status);
    }

    [Fact]
    public async Task SendActivity_InATurn_IsAddressedToTheSender()
    {
        using var turn = Turn();

        await turn.SendActivityAsync("hello");

        var sent = _adapter.ActiveQueue.Single();
        Assert.Equal(("user1", "bot", "c", "in", "test"), (sent.Recipient?.Id, sent.From?.Id, sent.Conversation?.Id, sent.ReplyToId, sent.ChannelId));
    }

    [Fact]
    public async Task SendActivities_ExpectReplies_AreBufferedAndNotSent()
    {
        using var turn = Turn(DeliveryModes.ExpectReplies);

        var responses = await turn.SendActivitiesAsync([MessageFactory.Text("one"), new Activity(ActivityTypesEx.InvokeResponse)]);

        Assert.Equal(2, responses.Length);
        Assert.Empty(_adapter.ActiveQueue);
        Assert.Equal(2, turn.BufferedReplyActivities.Count);
        Assert.NotNull(turn.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey));
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Responded_AfterATraceOnly_IsFalse()
    {
        using var turn = Turn();

        await turn.TraceActivityAsync("note", new { A = 1 });
        Assert.False(turn.Responded);

        await turn.SendActivityAsync("hello");
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Handlers_OfEachKind_RunInOrderAndMayStop()
    {
        using var turn = Turn();
        var order = new List<string>();
        turn.OnSendActivities(async (_, activities, next) =>
        {
            order.Add("first");
            activities.Add(MessageFactory.Text("added"));
            var responses = await next();
            order.Add("last");
            return responses;
        });
        turn.OnSendActivities((_, activities, next) =>
        {
            order.Add("second");
            return activities.Exists(a => a.Text == "stop") ? Task.FromResult(Array.Empty<ResourceResponse>()) : next();
        });
        turn.OnUpdateActivity((_, _, next) => { order.Add("update"); return next(); });
        turn.OnDeleteActivity((_, reference, _) => { order.Add("delete " + reference.ActivityId); return Task.CompletedTask; });

        var sent = await turn.SendActivityAsync("a");
        await turn.SendActivityAsync("stop");
        await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = sent.Id, Text = "changed" });
        await turn.DeleteActivityAsync("1");

        Assert.Equal(["first", "second", "last", "first", "second", "last", "update", "delete 1"], order);
        Assert.Equal(["changed", "added"], _adapter.ActiveQueue.Select(a => a.Text));
    }

    [Fact]
    public async Task DelegatingTurnContext_OfAKind_ShowsTheActivityAsThat()
    {
        using var turn = Turn();
        ITurnContext<IMessageActivity> typed = new DelegatingTurnContext<IMessageActivity>(turn);

        await typed.SendActivityAsync("hello");

        Assert.Equal("in", typed.Activity.Id);
        Assert.Same(turn.TurnState, typed.TurnState);
        Assert.True(typed.Responded);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task SendActivity_BlankText_IsRefused(string text)
    {
        using var turn = Turn();

        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivityAsync(text));
        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([]));
    }

    [Fact]
    public async Task SendActivities_AdapterWithTooFewResponses_IsSaidSo()
    {
        using var turn = new TurnContext(new CarelessAdapter(), new Activity(ActivityTypes.Message));

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => turn.SendActivitiesAsync([MessageFactory.Text("a"), MessageFactory.Text("b")]));

        Assert.Contains("CarelessAdapter", e.Message);
    }

    [Fact]
    public void Dispose_OfATurn_DisposesItsStateOnceAndThatOfTheOuterTurnNot()
    {
        var held = new Disposable();
        using (var outer = Turn())
        {
            outer.TurnState.Add(held);
            using (var inner = new TurnContext(outer, new Activity(ActivityTypes.Event)))
                Assert.Same(held, inner.TurnState.Get<Disposable>());
            Assert.Equal(0, held.Times);
        }

        Assert.Equal(1, held.Times);
    }

    private TurnContext Turn(string? deliveryMode = null)
    {
        var activity = _adapter.MakeActivity("hi");
        (activity.Id, activity.DeliveryMode) = ("in", deliveryMode);
        return new TurnContext(_adapter, activity);
    }

    private sealed class Disposable : IDisposable
    {
        public int Times { get; private set; }

        public void Dispose() => Times++;
    }

    private sealed class CarelessAdapter : BotAdapter
    {
        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
            Task.FromResult(new[] { new ResourceResponse("1") });

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceResponse());

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
