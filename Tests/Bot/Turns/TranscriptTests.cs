using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Tests.Bot.Turns;

public sealed class TranscriptTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"campaignbot-{Guid.NewGuid():N}");
    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDocumentStore _store;

    public TranscriptTests() =>
        _store = new(new SqliteOptions { Path = Path.Combine(_folder, "t.db") }, new DocumentKinds(Transcript.Kind), _clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Transcript Open(TimeSpan poll = default) =>
        new(_store, Options.Create(new TurnOptions { TranscriptPoll = poll }), poll == default ? _clock : TimeProvider.System);

    private static Task<long> AppendAsync(Transcript transcript, string id, bool fresh = false, string conversation = "c") =>
        AppendAsync(transcript, id, fresh ? null : long.MinValue, conversation);

    private static async Task<long> AppendAsync(Transcript transcript, string id, long? elsewhereSince, string conversation = "c") =>
        (await transcript.AppendAsync(conversation, id, Reply.ToJson(new Activity(ActivityTypes.Message) { Id = id }), elsewhereSince, null, CancellationToken.None)).Number;

    [Fact]
    public async Task Append_SameIdByManyAtOnceFromTwoInstances_IsThereOnce()
    {
        Transcript[] instances = [Open(), Open()];
        var numbers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(async () => (Id: n % 6, Number: await AppendAsync(instances[n % 2], $"a{n % 6}")))));
        Assert.Equal(6, numbers.Distinct().Count());
        var entries = await instances[0].ReadAsync("c");
        Assert.Equal([1L, 2, 3, 4, 5, 6], entries.Select(e => e.Number));
        Assert.Equal(6, entries.Select(e => e.Once).Distinct().Count());
        Assert.Equal(entries.Select(e => e.Once), entries.Select(e => e.ReadActivity().Id));
    }

    [Fact]
    public async Task Append_MessageThatAnotherInstanceGotTooAndShowedLongBefore_IsRecognised()
    {
        var (here, elsewhere) = (Open(), Open());
        await AppendAsync(here, "first", fresh: true);
        var taken = _clock.GetTimestamp();
        await AppendAsync(elsewhere, "message");
        for (var n = 0; n < 50; n++)
            await AppendAsync(elsewhere, $"a{n}", fresh: true);
        // Something else is shown here before: the end is known again, and what is further back is not.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await AppendAsync(here, "another", fresh: true);

        Assert.Equal(2, await AppendAsync(here, "message", taken));
    }

    [Fact]
    public async Task Append_IdFromLongAgo_IsRecognised()
    {
        for (var n = 0; n < 50; n++)
            await AppendAsync(Open(), $"a{n}", fresh: true);
        Assert.Equal(3, await AppendAsync(Open(), "a2"));
        Assert.Equal(50, (await Open().ReadAsync("c", 0, 1000)).Count);
    }

    [Fact]
    public async Task Read_FromAWatermark_PagesToTheEnd()
    {
        for (var n = 1; n <= 25; n++)
            await AppendAsync(Open(), $"a{n}");
        Assert.Equal(Enumerable.Range(6, 10), (await Open().ReadAsync("c", 5, 10)).Select(e => (int)e.Number));
        Assert.Equal(Enumerable.Range(16, 10), (await Open().ReadAsync("c", 15, 10)).Select(e => (int)e.Number));
        Assert.Empty(await Open().ReadAsync("c", 25));
        Assert.Empty(await Open().ReadAsync("c", long.MaxValue));
        Assert.Equal(25, (await Open().ReadAsync("c", -1)).Count);
        Assert.Empty(await Open().ReadAsync("other"));
    }

    [Fact]
    public async Task Entries_AfterTheirDays_AreGone()
    {
        await AppendAsync(Open(), "a1");
        _clock.Advance(TimeSpan.FromDays(89));
        Assert.Single(await Open().ReadAsync("c"));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Open().ReadAsync("c"));
    }

    [Fact]
    public async Task Follow_SeveralFollowersOfOneConversation_EachGetsEverythingInOrder()
    {
        var transcript = Open();
        await AppendAsync(transcript, "a1");
        await AppendAsync(transcript, "a2");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var slow = new SemaphoreSlim(0);
        var all = FollowAsync(transcript, 0, 200, null, timeout.Token);
        var late = FollowAsync(transcript, 1, 199, null, timeout.Token);
        var slowest = FollowAsync(transcript, 0, 200, slow, timeout.Token);
        await Task.WhenAll(Enumerable.Range(3, 198).Select(n => AppendAsync(transcript, $"a{n}", fresh: true)));
        await AppendAsync(transcript, "x", conversation: "other");
        slow.Release(1000);
        Assert.Equal(Enumerable.Range(1, 200), await all);
        Assert.Equal(Enumerable.Range(2, 199), await late);
        Assert.Equal(Enumerable.Range(1, 200), await slowest);
    }

    [Fact]
    public async Task Follow_EntriesOfAnotherInstance_ComeWithThePoll()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var following = FollowAsync(Open(TimeSpan.FromMilliseconds(20)), 0, 3, null, timeout.Token);
        var other = Open();
        for (var n = 1; n <= 3; n++)
            await AppendAsync(other, $"a{n}");
        Assert.Equal([1, 2, 3], await following);
    }

    private static async Task<List<int>> FollowAsync(Transcript transcript, long after, int count, SemaphoreSlim? gate, CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        await foreach (var entries in transcript.FollowAsync("c", after, cancellationToken))
        {
            if (gate is not null)
                await gate.WaitAsync(cancellationToken);
            numbers.AddRange(entries.Select(e => (int)e.Number));
            if (numbers.Count >= count)
                break;
        }

        return numbers;
    }
}
