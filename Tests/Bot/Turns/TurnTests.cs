using System.Collections.Concurrent;
using System.Text.Json;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Turns;

public sealed class TurnTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"campaignbot-{Guid.NewGuid():N}");

    private string File => Path.Combine(_folder, "turns.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<TurnRuntime> StartAsync(
        BotFactory? bots = null,
        TestChannel? channel = null,
        TimeProvider? clock = null,
        Dictionary<string, string?>? settings = null,
        params IMiddleware[] middlewares) =>
        TurnRuntime.StartAsync(File, bots ?? ((c, _) => new CountingBot(c)), channel, clock, settings: settings, middlewares: middlewares);

    private static BotFactory Bot(Func<ITurnContext, Task> turn) => (_, _) => new FunctionBot(turn);

    [Fact]
    public async Task Accept_OneMessage_IsEchoedAnsweredSentAndForgotten()
    {
        await using var runtime = await StartAsync();
        Assert.Equal(new Acceptance.Accepted("id-hello"), await runtime.SayAsync("hello"));
        Assert.Equal(["hello", ">1 hello", ">1 done"], await runtime.WaitForLinesAsync(3));
        await runtime.SettleAsync();
        Assert.Equal(["1 hello", "1 done"], runtime.Channel.Sent.Select(a => a.Text));
        var inbox = await runtime.Store.ReadAsync(new DocumentKey("inbox", "test/c1", "id-hello"));
        Assert.Equal("""{"activityId":"id-hello"}""", System.Text.Encoding.UTF8.GetString(inbox!.Body.Span));
    }

    [Fact]
    public async Task Accept_SameMessageTenTimesAtOnce_RunsOneTurn()
    {
        await using var runtime = await StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() =>
            runtime.Inbox.AcceptAsync(TurnRuntime.Message("hello", id: $"a{n}"), "same", CancellationToken.None))));
        var first = Assert.Single(outcomes.OfType<Acceptance.Accepted>());
        Assert.Equal(9, outcomes.OfType<Acceptance.Duplicate>().Count(d => d.ActivityId == first.ActivityId));
        Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync("next"));
        Assert.Equal(["hello", ">1 hello", ">1 done", "next", ">2 next", ">2 done"], (await runtime.WaitForLinesAsync(6)).Order(ByTurn));
        await runtime.SettleAsync();
        Assert.Equal(4, runtime.Channel.Sent.Count);
        Assert.Equal(new Acceptance.Duplicate(first.ActivityId), await runtime.Inbox.AcceptAsync(TurnRuntime.Message("hello", id: "late"), "same", CancellationToken.None));
    }

    // The echo of "next" may come before the replies to "hello"; everything else is in order.
    private static readonly IComparer<string> ByTurn = Comparer<string>.Create((a, b) => Rank(a) - Rank(b));

    private static int Rank(string line) => Array.IndexOf(["hello", ">1 hello", ">1 done", "next", ">2 next", ">2 done"], line);

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task Accept_ManyMessagesAtOnceInManyConversations_EachIsAnsweredInItsOrder(string? bytesInMemory)
    {
        await using var runtime = await StartAsync(settings: new() { ["Turns:MaxWaitingBytes"] = bytesInMemory ?? "1000000", ["Turns:ConversationsInMemory"] = "3" });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async c =>
        {
            for (var n = 1; n <= 12; n++)
                Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync($"m{n:00}", $"c{c}"));
        }));
        for (var c = 0; c < 8; c++)
        {
            var lines = await runtime.WaitForLinesAsync(36, $"c{c}");
            Assert.Equal(Enumerable.Range(1, 12).Select(n => $"m{n:00}"), lines.Where(l => l[0] == 'm'));
            Assert.Equal(Enumerable.Range(1, 12).SelectMany(n => new[] { $">{n} m{n:00}", $">{n} done" }), lines.Where(l => l[0] == '>'));
        }
    }

    [Fact]
    public async Task Turn_OneConversationIsSlow_OthersAreAnswered()
    {
        var release = new TaskCompletionSource();
        await using var runtime = await StartAsync((c, _) => new CountingBot(c, first: (text, _) => text == "slow" ? release.Task : Task.CompletedTask));
        await runtime.SayAsync("slow");
        await runtime.SayAsync("after");
        await runtime.SayAsync("quick", "c2");
        Assert.Equal(["quick", ">1 quick", ">1 done"], await runtime.WaitForLinesAsync(3, "c2"));
        Assert.Equal(["slow", "after"], await runtime.WaitForLinesAsync(2));
        release.SetResult();
        Assert.Equal(["slow", "after", ">1 slow", ">1 done", ">2 after", ">2 done"], await runtime.WaitForLinesAsync(6));
    }

    [Fact]
    public async Task Accept_TooManyWait_IsToldToComeLaterAndNothingIsStored()
    {
        var release = new TaskCompletionSource();
        await using var runtime = await StartAsync(
            (c, _) => new CountingBot(c, first: (_, _) => release.Task),
            settings: new() { ["Turns:MaxWaitingPerConversation"] = "2", ["Turns:MaxWaiting"] = "3" });
        Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync("1"));
        Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync("2"));
        Assert.IsType<Acceptance.TryLater>(await runtime.SayAsync("3"));
        Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync("1", "c2"));
        Assert.IsType<Acceptance.TryLater>(await runtime.SayAsync("1", "c3"));
        Assert.Null(await runtime.Store.ReadAsync(new DocumentKey("inbox", "test/c1", "id-3")));
        release.SetResult();
        await runtime.SettleAsync();
        Assert.IsType<Acceptance.Accepted>(await runtime.SayAsync("3"));
        Assert.Equal(">3 done", (await runtime.WaitForLinesAsync(9))[^1]);
    }

    [Fact]
    public async Task Accept_IdsNoDocumentCanHave_WorkAllTheSame()
    {
        await using var runtime = await StartAsync();
        var message = TurnRuntime.Message("hello", new string('c', 400) + "\n");
        Assert.IsType<Acceptance.Accepted>(await runtime.Inbox.AcceptAsync(message, "line\nbreak" + new string('x', 300), CancellationToken.None));
        var key = ConversationKey.Of(message);
        await Poll.UntilAsync(async () => (await runtime.Transcript.ReadAsync(key)).Count == 3);
        Assert.IsType<Acceptance.Duplicate>(await runtime.Inbox.AcceptAsync(message, "line\nbreak" + new string('x', 300), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => runtime.Inbox.AcceptAsync(new Activity(ActivityTypes.Message), "x", CancellationToken.None));
        Assert.IsType<Acceptance.TooLarge>(await runtime.SayAsync(new string('x', DocumentLimits.MaxBodyBytes)));
    }

    [Theory]
    [InlineData("en-US", "Sorry")]
    [InlineData("es-MX", "Lo siento")]
    public async Task Turn_BotThrows_ApologizesKeepsTheStateAndLogsNoText(string locale, string apology)
    {
        await using var runtime = await StartAsync();
        await runtime.SayAsync("one");
        await runtime.SayAsync("fail on my secret", locale: locale);
        await runtime.SayAsync("two");
        var lines = await runtime.WaitForLinesAsync(8);
        Assert.Single(lines, l => l.StartsWith($">{apology}", StringComparison.Ordinal));
        Assert.Contains(">2 two", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith(">2 fail", StringComparison.Ordinal));
        Assert.Contains(runtime.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains("FormatException", StringComparison.Ordinal));
        Assert.DoesNotContain(runtime.Log.Lines, l => l.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turn_LongerThanTheDeadline_ApologizesAndGoesOn(bool heedsItsToken)
    {
        var clock = new ManualTimeProvider();
        var begun = new SemaphoreSlim(0);
        await using var runtime = await StartAsync(
            (c, _) => new CountingBot(c, first: (text, token) =>
            {
                if (text != "slow")
                    return Task.CompletedTask;
                begun.Release();
                return Task.Delay(Timeout.InfiniteTimeSpan, heedsItsToken ? token : CancellationToken.None);
            }),
            clock: clock);
        await runtime.SayAsync("slow");
        await runtime.SayAsync("next");
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)));
        await Poll.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(61));
            return (await runtime.LinesAsync()).Count == 5;
        });
        // The next message may be written down before or after the apology.
        var lines = (await runtime.LinesAsync()).Select(l => l.Split(',')[0]).ToList();
        Assert.Equal(["slow", ">Sorry", ">1 next", ">1 done"], lines.Where(l => l != "next"));
        Assert.InRange(lines.IndexOf("next"), 1, 2);
    }

    [Fact]
    public async Task Edit_OfAnAnsweredMessage_GetsRepliesOfItsOwn()
    {
        await using var runtime = await StartAsync(Bot(turn => turn.SendActivityAsync($"to {turn.Activity.Text}")));
        var edit = TurnRuntime.Message("b", id: "m1");
        edit.Type = ActivityTypes.MessageUpdate;

        await runtime.Inbox.AcceptAsync(TurnRuntime.Message("a", id: "m1"), "m1", CancellationToken.None);
        await runtime.Inbox.AcceptAsync(edit, "m1 edit 1", CancellationToken.None);
        await runtime.Inbox.AcceptAsync(edit, "m1 edit 1", CancellationToken.None);

        await Poll.UntilAsync(() => runtime.Channel.Sent.Count == 2);
        Assert.Equal(["to a", "to b"], runtime.Channel.Sent.Select(a => a.Text));
        Assert.Equal(2, runtime.Channel.Sent.Select(a => a.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Turn_StateTooLargeToStore_ApologizesAndKeepsTheStateBefore()
    {
        await using var runtime = await StartAsync((c, _) => new FunctionBot(async turn =>
        {
            var property = c.CreateProperty<string>("text");
            var before = await property.GetAsync(turn, () => "");
            await turn.SendActivityAsync($"had {before.Length}");
            await property.SetAsync(turn, new string('x', turn.Activity.Text == "big" ? DocumentLimits.MaxBodyBytes : 10));
        }));
        foreach (var text in new[] { "small", "big", "small again" })
            await runtime.SayAsync(text);
        var lines = await runtime.WaitForLinesAsync(6);
        Assert.Equal([">had 0", ">Sorry", ">had 10"], lines.Where(l => l[0] == '>').Select(l => l.Split(',')[0]));
    }

    [Fact]
    public async Task Replies_AreCompleteAndTheirIdsMatchTheResponses()
    {
        var responses = new ConcurrentQueue<string?>();
        await using var runtime = await StartAsync(Bot(async turn =>
        {
            var sent = await turn.SendActivitiesAsync([MessageFactory.Text("a"), new Activity(ActivityTypes.Typing), (IActivity)Activity.CreateTraceActivity("t"), MessageFactory.Text("b")]);
            foreach (var response in sent)
                responses.Enqueue(response.Id);
            var replaced = MessageFactory.Text("b2");
            replaced.Id = sent[3].Id;
            await turn.UpdateActivityAsync(replaced);
            await turn.DeleteActivityAsync(sent[0].Id!);
        }));
        runtime.Channel.Answer = a => new SendOutcome.Delivered(a.Type == ActivityTypes.Message ? $"platform-{a.Text}" : null);
        await runtime.SayAsync("hello");
        await runtime.WaitForLinesAsync(5);
        await runtime.SettleAsync();
        var sent = runtime.Channel.Sent.ToList();
        Assert.Equal(ActivityTypes.Typing, sent[0].Type);
        Assert.Equal(4, responses.Count);
        Assert.Equal(new[] { sent[1].Id, sent[0].Id, null, sent[2].Id }, responses);
        Assert.Equal(("id-hello|0000", "id-hello|0001"), (sent[1].Id, sent[2].Id));
        Assert.Equal((ActivityTypes.MessageUpdate, "platform-b", "b2"), (sent[3].Type, sent[3].Id, sent[3].Text));
        Assert.Equal((ActivityTypes.MessageDelete, "platform-a"), (sent[4].Type, sent[4].Id));
        Assert.All(sent, a => Assert.Equal(("test", "c1", "bot", "ana", "id-hello"), (a.ChannelId, a.Conversation!.Id, a.From!.Id, a.Recipient!.Id, a.ReplyToId)));
        Assert.All(sent, a => Assert.NotNull(a.Timestamp));
        Assert.DoesNotContain("typing", await runtime.LinesAsync());
    }

    [Fact]
    public async Task Middleware_RunsInTheOrderRegisteredWithTheStateAtHand()
    {
        var seen = new ConcurrentQueue<string>();
        IMiddleware Named(string name) => new FunctionMiddleware(async (turn, next) =>
        {
            seen.Enqueue($"{name} {turn.TurnState.Get<ConversationState>() is not null} {turn.TurnState.Get<UserState>() is not null}");
            await next();
        });
        await using var runtime = await StartAsync(middlewares: [Named("a"), Named("b")]);
        await runtime.SayAsync("hello");
        await runtime.WaitForLinesAsync(3);
        Assert.Equal(["a True True", "b True True"], seen);
    }

    [Fact]
    public async Task Request_ExpectedReplies_ComeInTheAnswerAndAgainWhenRepeated()
    {
        var message = TurnRuntime.Message("hello", id: "m1");
        message.DeliveryMode = DeliveryModes.ExpectReplies;
        async Task<IEnumerable<string?>> AskAsync(TurnRuntime asked) =>
            (await asked.Inbox.RunInRequestAsync(message, "m1", CancellationToken.None))!.Replies.Select(r => $"{r.Id} {r.Text}");
        var expected = new[] { "m1|0000 1 hello", "m1|0001 1 done" };
        await using (var runtime = await StartAsync())
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => AskAsync(runtime))));
            Assert.All(answers, a => Assert.Equal(expected, a));
            Assert.Equal(["hello", ">1 hello", ">1 done"], await runtime.WaitForLinesAsync(3));
            await runtime.SettleAsync();
            Assert.Equal(expected, await AskAsync(runtime));
            Assert.Empty(runtime.Channel.Sent);
        }

        await using var restarted = await StartAsync();
        Assert.Equal(expected, await AskAsync(restarted));
        Assert.Equal(3, (await restarted.LinesAsync()).Count);
    }

    [Fact]
    public async Task Request_Invoke_GivesItsAnswerAndAgainWhenRepeated()
    {
        var runs = 0;
        await using var runtime = await StartAsync(Bot(async turn =>
        {
            Interlocked.Increment(ref runs);
            if (turn.Activity.Name == "broken")
                throw new InvalidOperationException();
            await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 201, Body = new { ok = true } } });
        }));
        var invoke = TurnRuntime.Message("", id: "i1");
        (invoke.Type, invoke.Name) = (ActivityTypes.Invoke, "task");
        for (var n = 0; n < 2; n++)
        {
            var answer = await runtime.Inbox.RunInRequestAsync(invoke, "i1", CancellationToken.None);
            Assert.Empty(answer!.Replies);
            Assert.Equal(201, answer.Invoke!.Status);
            Assert.Contains("true", answer.Invoke.Body!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(1, runs);
        (invoke.Id, invoke.Name) = ("i2", "broken");
        Assert.Equal(500, (await runtime.Inbox.RunInRequestAsync(invoke, "i2", CancellationToken.None))!.Invoke!.Status);
    }

    [Fact]
    public async Task InRequest_CallerFasterThanTheTranscript_LeavesTheRecordSmall()
    {
        await using var runtime = await StartAsync();
        for (var n = 0; n < 200; n++)
            Assert.NotNull(await runtime.Inbox.RunInRequestAsync(TurnRuntime.Message("hello", id: $"m{n}"), $"m{n}", CancellationToken.None));

        var record = await runtime.Store.ReadAsync(new DocumentKey("conversation", "test/c1", "record"));

        using var json = JsonDocument.Parse(record!.Body);
        Assert.InRange(json.RootElement.GetProperty("outbox").GetArrayLength(), 0, 40);
    }

    [Fact]
    public async Task Continue_KnownConversation_RunsOnceAndSends()
    {
        await using var runtime = await StartAsync();
        Task<bool> ContinueAsync(string conversation) => runtime.Inbox.ContinueAsync(
            conversation, "news-1", async (turn, token) => await turn.SendActivityAsync("news", cancellationToken: token), CancellationToken.None);
        Assert.False(await ContinueAsync("test/c1"));
        await runtime.SayAsync("hello");
        await runtime.WaitForLinesAsync(3);
        Assert.True(await ContinueAsync("test/c1"));
        Assert.True(await ContinueAsync("test/c1"));
        Assert.Equal(["hello", ">1 hello", ">1 done", ">news"], await runtime.WaitForLinesAsync(4));
        await runtime.SettleAsync();
        var news = runtime.Channel.Sent.Last();
        Assert.Equal(("news", "ana", "bot", "c1"), (news.Text, news.Recipient!.Id, news.From!.Id, news.Conversation!.Id));
        await runtime.SayAsync("again");
        Assert.Contains(">2 again", await runtime.WaitForLinesAsync(6));
    }

    [Fact]
    public async Task Outbox_ChannelTroubled_TriesAgainInOrderWhileOthersGoOn()
    {
        var clock = new ManualTimeProvider();
        var tries = 0;
        var channel = new TestChannel
        {
            Answer = a => a.Conversation!.Id == "c1" && a.Text == "1 hello" && Interlocked.Increment(ref tries) is var n and < 4
                ? n == 1 ? throw new HttpRequestException("down") : new SendOutcome.RetryLater(TimeSpan.FromSeconds(n))
                : new SendOutcome.Delivered(),
        };
        await using var runtime = await StartAsync(channel: channel, clock: clock);
        await runtime.SayAsync("hello");
        await runtime.SayAsync("more");
        await runtime.SayAsync("hello", "c2");
        Assert.Equal(3, (await runtime.WaitForLinesAsync(3, "c2")).Count);
        Assert.Equal(["hello", "more"], await runtime.LinesAsync());
        await Poll.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return (await runtime.LinesAsync()).Count == 6;
        });
        Assert.Equal(4, tries);
        Assert.Equal(["1 hello", "1 done", "2 more", "2 done"], channel.Sent.Where(a => a.Conversation!.Id == "c1").Select(a => a.Text));
    }

    [Fact]
    public async Task Outbox_RefusedOrTooOldOrNoChannel_IsGivenUpAndTheNextGoesOn()
    {
        var clock = new ManualTimeProvider();
        var channel = new TestChannel
        {
            Answer = a => a.Text switch
            {
                "1 hello" => new SendOutcome.Refused("blocked"),
                "1 done" => new SendOutcome.RetryLater(),
                _ => new SendOutcome.Delivered(),
            },
        };
        await using var runtime = await StartAsync(channel: channel, clock: clock, settings: new() { ["Turns:MaxReplyAge"] = "00:01:00" });
        await runtime.SayAsync("hello");
        await runtime.SayAsync("more");
        await Poll.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return (await runtime.LinesAsync()).Count == 4;
        });
        Assert.Equal(["2 more", "2 done"], channel.Sent.Select(a => a.Text));
        Assert.Contains(runtime.Log.Lines, l => l.Contains("blocked", StringComparison.Ordinal));
        var elsewhere = TurnRuntime.Message("hello");
        elsewhere.ChannelId = "nowhere";
        await runtime.Inbox.AcceptAsync(elsewhere, "x", CancellationToken.None);
        await runtime.SettleAsync();
        Assert.Contains(runtime.Log.Lines, l => l.Contains("No sender", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_MessagesTakenBefore_AreAnsweredAndNewOnesRefused()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using (var runtime = await StartAsync((c, _) => new CountingBot(c, first: (_, _) =>
        {
            begun.TrySetResult();
            return release.Task;
        })))
        {
            await runtime.SayAsync("one");
            await runtime.SayAsync("two");
            await begun.Task;
            var stopping = runtime.StopAsync();
            Assert.IsType<Acceptance.TryLater>(await runtime.SayAsync("three"));
            release.SetResult();
            await stopping;
            Assert.Equal(["one", "two", ">1 one", ">1 done", ">2 two", ">2 done"], await runtime.LinesAsync());
        }
    }

    [Fact]
    public async Task Stop_TurnThatDoesNotEndInTime_IsLeftToTheNextStartWithWhatCameAfterIt()
    {
        var begun = new TaskCompletionSource();
        await using (var runtime = await StartAsync(
            (c, _) => new CountingBot(c, first: (_, token) =>
            {
                begun.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            }),
            settings: new() { ["Turns:StopWithin"] = "00:00:00.2" }))
        {
            await runtime.SayAsync("one");
            await runtime.SayAsync("two");
            await begun.Task;
            await runtime.StopAsync();
            Assert.Equal(["one", "two"], await runtime.LinesAsync());
        }

        await using var restarted = await StartAsync();
        Assert.Equal(["one", "two", ">1 one", ">1 done", ">2 two", ">2 done"], await restarted.WaitForLinesAsync(6));
    }

    [Fact]
    public async Task Start_WrongSetting_FailsNamingIt()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings: new() { ["Turns:Deadline"] = "00:00:00" }));
        Assert.Contains("Turns:Deadline", error.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder);
    }

    private sealed class FunctionBot(Func<ITurnContext, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext);
    }

    private sealed class FunctionMiddleware(Func<ITurnContext, Func<Task>, Task> turn) : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) =>
            turn(turnContext, () => next(cancellationToken));
    }
}
