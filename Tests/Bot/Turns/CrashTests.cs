using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Xunit.Abstractions;

namespace CampaignBot.Tests.Bot.Turns;

/// <summary>The process dies at any write, or another instance interferes: nothing is lost, nothing happens twice.</summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"campaignbot-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <param name="written">Whether the write at which it dies still gets to the disk.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtEachWrite_EveryAcceptedMessageIsAnsweredOnceWithItsEffect(bool written)
    {
        for (var fatal = 1; ; fatal++)
        {
            var file = Path.Combine(_folder, $"{fatal}.db");
            var channel = new TestChannel();
            var accepted = new List<string>();
            var mortal = (MortalStore?)null;
            var runtime = await TurnRuntime.StartAsync(
                file,
                (c, _) => new CountingBot(c, mortal),
                channel,
                wrap: store => mortal = new MortalStore(store, fatal, written),
                settings: new() { ["Turns:StopWithin"] = "00:00:00" });
            foreach (var text in new[] { "a", "b", "c" })
            {
                if (await runtime.SayAsync(text) is Acceptance.Accepted)
                    accepted.Add(text);
            }

            await Poll.UntilAsync(async () => mortal!.IsDead || (await runtime.LinesAsync()).Count == 9 && await IsSettledAsync(runtime));
            var died = mortal!.IsDead;
            await runtime.DisposeAsync();

            var store = (IDocumentStore?)null;
            await using var next = await TurnRuntime.StartAsync(file, (c, _) => new CountingBot(c, store), channel, wrap: s => store = s);
            // Its sender was not told that it is safe, and so delivers it again.
            foreach (var text in new[] { "a", "b", "c" }.Except(accepted))
                Assert.IsNotType<Acceptance.TryLater>(await next.SayAsync(text));
            var lines = await next.WaitForLinesAsync(9);
            await next.SettleAsync();
            lines = await next.LinesAsync();
            Assert.Equal(["a", "b", "c"], lines.Where(l => l[0] != '>').Order());
            var replies = lines.Where(l => l[0] == '>').ToList();
            Assert.Equal([">1", ">1", ">2", ">2", ">3", ">3"], replies.Select(r => r.Split(' ')[0]));
            Assert.Equal(["a", "b", "c"], replies.Where(r => !r.EndsWith("done", StringComparison.Ordinal)).Select(r => r.Split(' ')[1]).Order());
            Assert.InRange(channel.Sent.Count, 6, 7);
            var effects = await next.Store.QueryAsync(new DocumentQuery("effect", "c1"));
            Assert.Equal(["id-a", "id-b", "id-c"], effects.Documents.Select(d => d.Key.Id));
            if (!died)
            {
                output.WriteLine($"{fatal - 1} crash points");
                Assert.InRange(fatal, 15, 40);
                return;
            }
        }
    }

    [Fact]
    public async Task Store_FailsOnceAtEachWrite_IsTriedAgainAndNothingIsLost()
    {
        for (var faulty = 1; ; faulty++)
        {
            var faultyStore = (FaultyStore?)null;
            await using var runtime = await TurnRuntime.StartAsync(
                Path.Combine(_folder, $"{faulty}.db"),
                (c, _) => new CountingBot(c),
                wrap: store => faultyStore = new FaultyStore(store, faulty));
            foreach (var text in new[] { "a", "b" })
            {
                while (await runtime.SayAsync(text) is Acceptance.TryLater)
                {
                    // As a channel does that was answered 503.
                }
            }

            Assert.Equal(6, (await runtime.WaitForLinesAsync(6)).Count);
            await runtime.SettleAsync();
            Assert.Equal(["1 a", "1 done", "2 b", "2 done"], runtime.Channel.Sent.Select(a => a.Text));
            if (!faultyStore!.HasFailed)
                return;
        }
    }

    [Fact]
    public async Task TwoInstances_OneConversation_EachMessageIsHandledOnceAndConflictsRunAgain()
    {
        var file = Path.Combine(_folder, "two.db");
        var channel = new TestChannel();
        var runs = 0;
        Dictionary<string, string?> settings = new() { ["Turns:TakeOverAfter"] = "00:05:00" };
        BotFactory bots = (c, _) => new CountingBot(c, first: async (_, token) =>
        {
            Interlocked.Increment(ref runs);
            await Task.Delay(1, token);
        });
        await using var one = await TurnRuntime.StartAsync(file, bots, channel, settings: settings);
        await using var two = await TurnRuntime.StartAsync(file, bots, channel, settings: settings);
        var said = Enumerable.Range(0, 30).Select(n => $"m{n:00}").ToList();
        await Task.WhenAll(said.SelectMany(text => new[] { one, two }.Select(instance => Task.Run(() => instance.SayAsync(text)))));
        var lines = await one.WaitForLinesAsync(90);
        await one.SettleAsync();
        Assert.Equal(90, (await two.LinesAsync()).Count);
        Assert.Equal(said, lines.Where(l => l[0] == 'm').Order());
        Assert.Equal(Enumerable.Range(1, 30), lines.Where(l => l.EndsWith("done", StringComparison.Ordinal)).Select(l => int.Parse(l[1..^5], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal(60, channel.Sent.Count);
        output.WriteLine($"{runs} runs for 30 turns");
    }

    [Fact]
    public async Task Instance_Dies_AnotherTakesItsMessagesOver()
    {
        var file = Path.Combine(_folder, "takeover.db");
        var clock = new ManualTimeProvider();
        Dictionary<string, string?> settings = new() { ["Turns:TakeOverAfter"] = "00:02:00", ["Turns:StopWithin"] = "00:00:00" };
        var mortal = (MortalStore?)null;
        var dying = await TurnRuntime.StartAsync(
            file, (c, _) => new CountingBot(c, first: (_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None)), clock: clock, wrap: s => mortal = new MortalStore(s, 1000, false), settings: settings);
        await using var living = await TurnRuntime.StartAsync(file, (c, _) => new CountingBot(c), clock: clock, settings: settings);
        await dying.SayAsync("hello");
        mortal!.Die();
        await dying.DisposeAsync();
        await Poll.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            return (await living.LinesAsync()).Count == 3;
        });
        Assert.Equal(["hello", ">1 hello", ">1 done"], await living.LinesAsync());
    }

    private static async Task<bool> IsSettledAsync(TurnRuntime runtime) =>
        (await runtime.Store.QueryAsync(new DocumentQuery("inbox") { OrderBy = "pending" })).Documents.Count == 0
        && (await runtime.Store.QueryAsync(new DocumentQuery("conversation") { OrderBy = "undelivered" })).Documents.Count == 0;

    /// <summary>A store that works until its process dies: at a write, which the disk may still get.</summary>
    internal sealed class MortalStore(IDocumentStore store, int fatal, bool written) : IDocumentStore
    {
        private int _writes;

        public bool IsDead { get; private set; }

        public void Die() => IsDead = true;

        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

        public async Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
        {
            if (IsDead)
                throw new IOException("dead");
            if (Interlocked.Increment(ref _writes) >= fatal)
            {
                IsDead = true;
                if (written)
                    await store.WriteAsync(write, cancellationToken);
                throw new IOException("dead");
            }

            return await store.WriteAsync(write, cancellationToken);
        }

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
            IsDead ? throw new IOException("dead") : store.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);
    }

    /// <summary>A store that fails at one write, having done it or not.</summary>
    private sealed class FaultyStore(IDocumentStore store, int faulty) : IDocumentStore
    {
        private int _writes;

        public bool HasFailed { get; private set; }

        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

        public async Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
        {
            var number = Interlocked.Increment(ref _writes);
            if (number == faulty)
            {
                HasFailed = true;
                if (number % 2 == 0)
                    await store.WriteAsync(write, cancellationToken);
                throw new IOException("try again");
            }

            return await store.WriteAsync(write, cancellationToken);
        }

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
            store.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);
    }
}
