using System.Globalization;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Flaws;

/// <summary>The known flaws of Microsoft.Bot.Builder 4.23.1 that concern middlewares and the adapter, one by one, shown to be absent here. Those of authentication are tested with that.</summary>
public sealed class MiddlewareFlawsTests : FlawBot
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("not a locale")]
    public async Task Adapter_LocaleSentByTheUser_LeavesTheCultureAlone(string locale)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo, CultureInfo)? during = null;
        string? turnLocale = null;

        await new TestAdapter().ProcessActivityAsync(new Activity(ActivityTypes.Message) { Locale = locale }, (turn, _) =>
        {
            (during, turnLocale) = ((CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture), ((TurnContext)turn).Locale);
            return Task.CompletedTask;
        });

        Assert.Equal(before, during);
        Assert.Equal(locale, turnLocale);
    }

    [Fact]
    public async Task ShowTyping_ATurnThatThrows_TypesNoMore()
    {
        var time = new ManualTimeProvider();
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(500, 2000, time));
        var entered = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        var turn = adapter.SendTextToBotAsync("hi", async (_, _) => { entered.SetResult(); await fail.Task; }, default);
        await entered.Task;
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(ActivityTypes.Typing, (await adapter.GetNextReplyAsync()).Type);

        fail.SetException(new InvalidOperationException("broken"));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => turn)).Message);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(adapter.ActiveQueue);
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task ShowTyping_TwoTurnsInAConversation_EachEndsItsOwnTyping()
    {
        var time = new ManualTimeProvider();
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(500, 2000, time));
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var firstTurn = adapter.SendTextToBotAsync("1", (_, _) => first.Task, default);
        var secondTurn = adapter.SendTextToBotAsync("2", (_, _) => second.Task, default);

        second.SetResult();
        await secondTurn;
        time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(ActivityTypes.Typing, (await adapter.GetNextReplyAsync()).Type);
        Assert.Empty(adapter.ActiveQueue);
        first.SetResult();
        await firstTurn;
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task TranscriptLogger_ATurnThatThrows_IsLoggedAsFarAsItCame()
    {
        var store = new MemoryTranscriptStore();
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c")).Use(new TranscriptLoggerMiddleware(store));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            await turn.SendActivityAsync("one moment", cancellationToken: ct);
            throw new InvalidOperationException("broken");
        }, default));

        var logged = await store.GetTranscriptActivitiesAsync("test", "c");
        Assert.Equal(["hi", "one moment"], logged.Items.Select(a => ((Activity)a).Text));
    }

    [Fact]
    public async Task TranscriptLogger_WhatWasChangedOrStoppedLater_IsLoggedAsItCameAndNotAtAll()
    {
        var log = new KeptLog();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(log));

        await adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            turn.Activity.Text = "changed by the bot";
            await turn.SendActivityAsync("sent", cancellationToken: ct);
            turn.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));
            await turn.SendActivityAsync("stopped", cancellationToken: ct);
        }, default);

        Assert.Equal(["hi", "sent"], log.Kept.Select(a => a.Text));
    }

    [Fact]
    public async Task TranscriptLogger_WhatFailsInTheLog_TheCallerSees()
    {
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(new FullLog()));

        await Assert.ThrowsAsync<IOException>(() => adapter.SendTextToBotAsync("hi", (_, _) => Task.CompletedTask, default));
    }

    private sealed class KeptLog : ITranscriptLogger
    {
        public List<Activity> Kept { get; } = [];

        public Task LogActivityAsync(IActivity activity)
        {
            Kept.Add((Activity)activity);
            return Task.CompletedTask;
        }
    }

    private sealed class FullLog : ITranscriptLogger
    {
        public Task LogActivityAsync(IActivity activity) => throw new IOException("The disk is full.");
    }
}
