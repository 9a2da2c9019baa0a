using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Documents;

/// <summary>Leases over a real file, with a clock of the test's own.</summary>
public sealed class LeaseTests : IAsyncDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("campaignbot-test-");
    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDocumentStore _store;

    public LeaseTests() => _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "lease.db") }, new DocumentKinds(Lease.Kind), _clock);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Lease_IsHeld_NobodyElseGetsItUntilItIsGivenBack()
    {
        var first = await TryTakeAsync();
        Assert.Null(await TryTakeAsync());
        await first!.DisposeAsync();
        await using var second = await TryTakeAsync();
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Lease_HolderLives_IsRenewedForAsLongAsItWorks()
    {
        var store = new FailingStore(_store);
        await using var lease = await Lease.TryTakeAsync(store, "work", Length, _clock, CancellationToken.None);
        await RenewedAsync(store, 5);
        Assert.Null(await TryTakeAsync());
        Assert.True(lease!.IsHeldFor(Length / 2));
        Assert.False(lease.IsHeldFor(Length));
    }

    [Fact]
    public async Task Lease_HolderCannotReachTheStore_IsLostBeforeAnotherHasIt()
    {
        var failing = new FailingStore(_store);
        await using var lease = await Lease.TryTakeAsync(failing, "work", Length, _clock, CancellationToken.None);
        failing.Fails = true;
        _clock.Advance(Length - TimeSpan.FromSeconds(1));
        Assert.False(lease!.Lost.IsCancellationRequested);
        Assert.Null(await TryTakeAsync());
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.False(lease.IsHeldFor(TimeSpan.Zero));
        await using var next = await TryTakeAsync();
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Renewal_WasWrittenThoughItSeemedToFail_StaysOurs()
    {
        var failing = new FailingStore(_store);
        await using var lease = await Lease.TryTakeAsync(failing, "work", Length, _clock, CancellationToken.None);
        failing.LosesAnAnswer = true;
        await RenewedAsync(failing, 5);
        Assert.False(failing.LosesAnAnswer);
        Assert.Null(await TryTakeAsync());
        Assert.False(lease!.Lost.IsCancellationRequested);
    }

    private Task<Lease?> TryTakeAsync() => Lease.TryTakeAsync(_store, "work", Length, _clock, CancellationToken.None);

    /// <summary>Lets time pass until it was renewed so often.</summary>
    private async Task RenewedAsync(FailingStore store, int times)
    {
        for (var n = 0; n < times; n++)
        {
            var (before, passed) = (store.Written, TimeSpan.Zero);
            await Poll.UntilAsync(() =>
            {
                // Never so far that it would be lost, however slow the machine is.
                if (store.Written == before && passed < Length * 0.8)
                {
                    _clock.Advance(Step);
                    passed += Step;
                }
                return store.Written > before;
            });
        }
    }

    /// <summary>A store that can't be reached when told so, or loses the answer.</summary>
    private sealed class FailingStore(IDocumentStore inner) : IDocumentStore
    {
        public bool Fails { get; set; }

        public bool LosesAnAnswer { get; set; }

        public int Written { get; private set; }

        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => inner.ReadAsync(key, cancellationToken);

        public async Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
        {
            if (Fails)
                throw new IOException("The store can't be reached.");
            var etag = await inner.WriteAsync(write, cancellationToken);
            Written++;
            if (!LosesAnAnswer)
                return etag;
            LosesAnAnswer = false;
            throw new IOException("The answer was lost.");
        }

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => inner.QueryAsync(query, cancellationToken);
    }
}
