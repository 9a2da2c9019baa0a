using System.Collections.Concurrent;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;

namespace CampaignBot.Tests.Bot.Turns;

/// <summary>Several instances over one store, and what a turn asks of it.</summary>
public sealed class InstancesTests : IDisposable
{
    private static readonly Dictionary<string, string?> Several = new() { ["Turns:TakeOverAfter"] = "00:02:00", ["Turns:TranscriptPoll"] = "00:00:00.1" };
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string?> Recovering = new() { ["Turns:TakeOverAfter"] = "00:01:00", ["Turns:LongestRetryPause"] = "00:00:02" };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("campaignbot-test-");
    private readonly ConcurrentQueue<string> _ran = [];

    private string File => Path.Combine(_folder.FullName, "bot.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Conversation_GoesFromInstanceToInstance_NoTurnRunsOnWhatIsOld()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        for (var n = 1; n <= 6; n++)
        {
            Assert.IsType<Acceptance.Accepted>(await (n % 2 == 0 ? second : first).SayAsync($"m{n}"));
            await first.WaitForLinesAsync(n * 3);
            await first.SettleAsync();
        }

        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "m6"], _ran);
        Assert.Equal(
            Enumerable.Range(1, 6).SelectMany(n => new[] { $"m{n}", $">{n} m{n}", $">{n} done" }),
            await second.LinesAsync());
    }

    [Fact]
    public async Task Person_WritesThroughTwoInstancesAtOnce_EachMessageIsAnsweredOnce()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? second : first).SayAsync($"m{n}")));
        var lines = await first.WaitForLinesAsync(60);
        await first.SettleAsync();
        Assert.Equal(60, lines.Count);
        Assert.Equal(20, lines.Count(l => l.StartsWith('m')));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $">{n} done").Order(StringComparer.Ordinal), lines.Where(l => l.EndsWith("done", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(40, first.Channel.Sent.Count + second.Channel.Sent.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Turn_RecordIsInMemory_ReadsNothingAndCommitsOnce(bool several)
    {
        NotingStore? store = null;
        await using var runtime = await TurnRuntime.StartAsync(
            File, (conversation, _) => new CountingBot(conversation), wrap: inner => store = new NotingStore(inner), settings: several ? Several : null);
        await runtime.SayAsync("m1");
        await runtime.WaitForLinesAsync(3);
        await runtime.SettleAsync();
        store!.Calls.Clear();
        await runtime.SayAsync("m2");
        await runtime.WaitForLinesAsync(6);
        await runtime.SettleAsync();
        var calls = store.Calls.Where(c => c is not ("query inbox" or "query conversation")).GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        // The turn: one commit. Around it: the message taken in and let go, three lines shown, the delivered replies struck off.
        Assert.DoesNotContain("read conversation", calls.Keys);
        Assert.InRange(calls["write conversation"], 2, 3);
        Assert.Equal(2, calls["write inbox"]);
        Assert.Equal(3, calls["write transcript"]);
        Assert.DoesNotContain("read transcript", calls.Keys);
    }

    [Fact]
    public async Task Instance_CannotSendForLongButLives_ItsReplyIsNotSentByAnotherToo()
    {
        var clock = new ManualTimeProvider();
        var recovers = clock.GetUtcNow() + 3 * TakeOver;
        var slow = new TestChannel { Answer = _ => clock.GetUtcNow() < recovers ? new SendOutcome.RetryLater() : new SendOutcome.Delivered() };
        await using var first = await TurnRuntime.StartAsync(File, (c, _) => new CountingBot(c), slow, clock, settings: Recovering);
        await using var second = await TurnRuntime.StartAsync(File, (c, _) => new CountingBot(c), clock: clock, settings: Recovering);
        await first.SayAsync("m1");
        await AdvanceUntilAsync(clock, async () => clock.GetUtcNow() > recovers && (await first.LinesAsync()).Count == 3);
        await first.SettleAsync();
        Assert.Equal(["1 done", "1 m1"], slow.Sent.Concat(second.Channel.Sent).Select(a => a.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Instance_Dies_OnlyOneOfTheOthersSendsWhatItLeft()
    {
        var clock = new ManualTimeProvider();
        var stuck = new TestChannel { Answer = _ => new SendOutcome.RetryLater() };
        CrashTests.MortalStore? mortal = null;
        var dying = await TurnRuntime.StartAsync(
            File, (c, _) => new CountingBot(c), stuck, clock, wrap: s => mortal = new CrashTests.MortalStore(s, int.MaxValue, false), settings: new(Recovering) { ["Turns:StopWithin"] = "00:00:00" });
        await using var second = await TurnRuntime.StartAsync(File, (c, _) => new CountingBot(c), clock: clock, settings: Recovering);
        await using var third = await TurnRuntime.StartAsync(File, (c, _) => new CountingBot(c), clock: clock, settings: Recovering);
        for (var n = 0; n < 10; n++)
            await dying.SayAsync("m", $"c{n}");
        await Poll.UntilAsync(async () => (await dying.Store.QueryAsync(new DocumentQuery("conversation") { OrderBy = "undelivered" })).Documents.Count == 10);
        mortal!.Die();
        await dying.DisposeAsync();
        await AdvanceUntilAsync(clock, () => Task.FromResult(second.Channel.Sent.Count + third.Channel.Sent.Count >= 20));
        await second.SettleAsync();
        Assert.Equal(20, second.Channel.Sent.Count + third.Channel.Sent.Count);
    }

    /// <summary>Lets time pass in small steps, so that whoever lives can show it.</summary>
    private static Task AdvanceUntilAsync(ManualTimeProvider clock, Func<Task<bool>> reached) => Poll.UntilAsync(async () =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(500));
        return await reached();
    });

    private Task<TurnRuntime> StartAsync() =>
        TurnRuntime.StartAsync(File, (conversation, _) => new CountingBot(conversation, first: Note), settings: Several);

    private Task Note(string text, CancellationToken cancellationToken)
    {
        _ran.Enqueue(text);
        return Task.CompletedTask;
    }
}
