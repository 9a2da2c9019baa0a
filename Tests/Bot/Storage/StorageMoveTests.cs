using System.Text;
using CampaignBot.Core.Documents;
using CampaignBot.Storage;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Storage;

/// <summary>Moving everything from one store to another, and finding out whether all of it arrived.</summary>
public sealed class StorageMoveTests : IAsyncLifetime
{
    private static readonly DocumentKinds Kinds = new(new DocumentKind("case", "status"), new DocumentKind("note"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("campaignbot-test-");
    private readonly ManualTimeProvider _clock = new();
    private SqliteDocumentStore _from = null!;
    private SqliteDocumentStore _to = null!;

    public async Task InitializeAsync()
    {
        (_from, _to) = (Open("from.db"), Open("to.db"));
        for (var n = 0; n < 450; n++)
            await WriteAsync(_from, "case", $"p{n % 7}", $"{n}", $$"""{"status":"open","n":{{n}}}""");
        await WriteAsync(_from, "note", "ñandú 🗳", "a/b", """{"text":"ünï"}""", _clock.GetUtcNow().AddDays(3).AddTicks(1));
    }

    public async Task DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Move_IntoAnEmptyStore_CopiesEverythingAsItIs()
    {
        Assert.Equal([new MovedKind("case", 450, 450), new MovedKind("note", 1, 1)], await MoveAsync());

        var moved = (await _to.ReadAsync(new DocumentKey("note", "ñandú 🗳", "a/b")))!;
        Assert.Equal("""{"text":"ünï"}""", Encoding.UTF8.GetString(moved.Body.Span));
        Assert.Equal(_clock.GetUtcNow().AddDays(3).AddTicks(1), moved.Expires);
    }

    [Fact]
    public async Task Move_BrokenOff_GoesOnWithWhatIsMissing()
    {
        await MoveAsync();
        await _to.DeleteAsync(new DocumentKey("case", "p0", "7"));
        await WriteAsync(_to, "case", "p1", "8", """{"status":"old"}""");

        await Assert.ThrowsAsync<InvalidDataException>(() => MoveAsync());
        Assert.Equal([new MovedKind("case", 450, 2), new MovedKind("note", 1, 0)], await MoveAsync(resume: true));
        Assert.Contains("\"n\":8", Encoding.UTF8.GetString((await _to.ReadAsync(new DocumentKey("case", "p1", "8")))!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_IntoAStoreWithSomethingElse_SaysWhatDiffers()
    {
        await WriteAsync(_to, "note", "other", "bot", "{}");

        Assert.Contains("isn't empty", (await Assert.ThrowsAsync<InvalidDataException>(() => MoveAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("note (1 there, 2 in the target)", (await Assert.ThrowsAsync<InvalidDataException>(() => MoveAsync(resume: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_OfAnotherBodyUnderTheSameCount_IsNoticed()
    {
        var move = new StorageMove(_from, new Forgetful(_to), Kinds, _clock);

        Assert.Contains("case", (await Assert.ThrowsAsync<InvalidDataException>(() => move.RunAsync(false, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_OfTheProgram_AreAllThatThereAre()
    {
        await using var program = await Program.MakeAsync(["--Logging:LogLevel:Default=None"]);
        var declared = program.Services.GetServices<DocumentKind>().Select(k => k.Name).ToHashSet(StringComparer.Ordinal);

        var known = new[] { typeof(IDocumentStore).Assembly, typeof(Program).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMembers(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly))
            .Select(m => m is System.Reflection.PropertyInfo p ? (p.PropertyType, () => p.GetValue(null)) : m is System.Reflection.FieldInfo f ? (f.FieldType, () => f.GetValue(null)) : (typeof(object), (Func<object?>)(() => null)))
            .Where(m => m.Item1 == typeof(DocumentKind))
            .Select(m => ((DocumentKind)m.Item2()!).Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(known.Count > 20);
        Assert.DoesNotContain(known, k => !declared.Contains(k));
    }

    private SqliteDocumentStore Open(string name) => new(new SqliteOptions { Path = Path.Combine(_folder.FullName, name) }, Kinds, _clock);

    private Task<IReadOnlyList<MovedKind>> MoveAsync(bool resume = false) => new StorageMove(_from, _to, Kinds, _clock).RunAsync(resume, CancellationToken.None);

    private static Task<string> WriteAsync(SqliteDocumentStore store, string kind, string partition, string id, string body, DateTimeOffset? expires = null) =>
        store.WriteAsync(new DocumentWrite(new DocumentKey(kind, partition, id), Encoding.UTF8.GetBytes(body), Expires: expires));

    /// <summary>A store that keeps something else than it is given, once.</summary>
    private sealed class Forgetful(IDocumentStore store) : IDocumentStore
    {
        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

        public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default) =>
            store.WriteAsync(write.Key.Id == "12" ? write with { Body = "{}"u8.ToArray() } : write, cancellationToken);

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) => store.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);
    }
}
