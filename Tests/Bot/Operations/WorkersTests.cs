using CampaignBot.Core.Documents;
using CampaignBot.Operations;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampaignBot.Tests.Bot.Operations;

/// <summary>What is done unasked, with several instances over one store.</summary>
public sealed class WorkersTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("campaignbot-test-");
    private readonly SqliteDocumentStore _store;

    public WorkersTests() =>
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(Lease.Kind), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Rounds_OfThreeInstances_NeverOverlapAndAllComeToTheirs()
    {
        var (under, most) = (0, 0);
        Digging[] digging = [.. Enumerable.Range(0, 3).Select(_ => new Digging(async token =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref under));
            await Task.Delay(5, token);
            Interlocked.Decrement(ref under);
        }))];
        Workers[] instances = [.. digging.Select(d => new Workers([d], new SharedStore(_store), TimeProvider.System, NullLogger<Workers>.Instance))];
        foreach (var instance in instances)
            await instance.StartAsync(CancellationToken.None);
        await Poll.UntilAsync(() => Array.TrueForAll(digging, d => d.Rounds >= 3));
        foreach (var instance in instances)
        {
            await instance.StopAsync(CancellationToken.None);
            instance.Dispose();
        }
        Assert.Equal(1, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class Digging(Func<CancellationToken, Task> dig) : Worker
    {
        public int Rounds { get; private set; }

        protected override TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(1);

        public override async Task RoundAsync(CancellationToken cancellationToken)
        {
            await dig(cancellationToken);
            Rounds++;
        }
    }

    private sealed class SharedStore(IDocumentStore inner) : IDocumentStore
    {
        public bool IsShared => true;

        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => inner.ReadAsync(key, cancellationToken);

        public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default) => inner.WriteAsync(write, cancellationToken);

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => inner.QueryAsync(query, cancellationToken);
    }
}
