using System.Text;
using CampaignBot.Core.Documents;
using CampaignBot.Storage;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Core.Documents;
using CampaignBot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Storage;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"campaignbot-{Guid.NewGuid():N}");

    private string File => Path.Combine(_folder, "data", "test.db");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(Open(Kinds));

    protected override async Task CloseAsync(IDocumentStore store) => await ((SqliteDocumentStore)store).DisposeAsync();

    private SqliteDocumentStore Open(DocumentKinds kinds) => new(new SqliteOptions { Path = File }, kinds, Clock);

    private static DocumentWrite Write(string id, string json, WriteCondition condition = default) =>
        new(new DocumentKey("case", "p", id), Encoding.UTF8.GetBytes(json), condition);

    [Fact]
    public async Task Purge_ExpiredDocuments_AreRemovedAndOthersStay()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(n =>
            Store.WriteAsync(Write($"{n}", "{}") with { Expires = Clock.GetUtcNow().AddMinutes(n < 1_100 ? 1 : 3) })));
        await Store.WriteAsync(Write("stays", "{}"));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1_100, await ((SqliteDocumentStore)Store).PurgeAsync());
        Assert.Equal(101, (await Store.QueryAsync(new DocumentQuery("case") { PageSize = 1_000 })).Documents.Count);
    }

    [Fact]
    public async Task Reopen_FieldsChanged_IndexesTheNewAndForgetsTheOld()
    {
        await Store.WriteAsync(Write("a", """{"status":"new","town":"Elm"}"""));
        await CloseAsync(Store);
        var query = new DocumentQuery("case") { Where = [new("town", Comparison.Equal, "Elm")] };
        await using (var changed = Open(new DocumentKinds(new DocumentKind("note"), new DocumentKind("case", "town"))))
        {
            Assert.Single((await changed.QueryAsync(query)).Documents);
            await Assert.ThrowsAsync<ArgumentException>(() => changed.QueryAsync(new DocumentQuery("case") { OrderBy = "status" }));
            await changed.WriteAsync(Write("a", """{"status":"old","town":"Elm"}"""));
        }

        await ReopenAsync();
        Assert.Empty((await Store.QueryAsync(new DocumentQuery("case") { Where = [new("status", Comparison.Equal, "new")] })).Documents);
        Assert.Single((await Store.QueryAsync(new DocumentQuery("case") { Where = [new("status", Comparison.Equal, "old")] })).Documents);
    }

    [Fact]
    public async Task TwoStoresOnOneFile_ConditionsHoldAcrossThem()
    {
        await using var second = Open(Kinds);
        var etag = await Store.WriteAsync(Write("a", "{}"));
        var tries = Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
        {
            var store = n % 2 == 0 ? Store : second;
            await store.WriteAsync(Write($"own-{n}", "{}", WriteCondition.Create));
            try
            {
                await store.WriteAsync(Write("a", $$"""{"rank":{{n}}}""", WriteCondition.Match(etag)));
                return 1;
            }
            catch (DocumentConflictException)
            {
                return 0;
            }
        }));
        Assert.Equal(1, (await Task.WhenAll(tries)).Sum());
        Assert.Equal(41, (await second.QueryAsync(new DocumentQuery("case"))).Documents.Count);
        Assert.Equal(await Store.ReadAsync(new("case", "p", "a")) is { } document ? document.ETag : null, (await second.ReadAsync(new("case", "p", "a")))!.ETag);
    }

    [Fact]
    public async Task File_IsSoundAndDurablyWritten()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Store.WriteAsync(Write($"{n}", $$"""{"rank":{{n}}}"""))));
        using var session = new SqliteSession(File);
        Assert.Equal("ok", session.Statement("PRAGMA integrity_check").ExecuteScalar());
        Assert.Equal("wal", session.Statement("PRAGMA journal_mode").ExecuteScalar());
        Assert.Equal(2L, session.Statement("PRAGMA synchronous").ExecuteScalar());
    }

    [Theory]
    [InlineData(null, "rank", "case/field/rank")]
    [InlineData("p", "rank", "case/partition/field/rank")]
    [InlineData(null, "id", "case/id")]
    [InlineData("p", "id", "sqlite_autoindex_case_1")]
    public async Task Query_OrderedByADeclaredField_WalksItsIndexWithoutSorting(string? partition, string orderBy, string index)
    {
        for (var n = 0; n < 3; n++)
            await Store.WriteAsync(Write($"{n}", $$"""{"rank":{{n}}}"""));
        var table = new SqliteTable(Kinds["case"]);
        var query = new DocumentQuery("case", partition) { OrderBy = orderBy, PageSize = 1 };
        var plan = new List<string>();
        foreach (var continuation in new[] { null, (await Store.QueryAsync(query)).Continuation })
        {
            using var session = new SqliteSession(File);
            plan.AddRange(new SqliteQuery(table, query with { Continuation = continuation }).Explain(session));
        }

        Assert.Equal(2, plan.Count);
        Assert.All(plan, step => Assert.Contains($"INDEX {index}", step, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bad name")]
    [InlineData("x\"; DROP TABLE note; --")]
    public void Open_KindThatCanNameNoTable_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => Open(new DocumentKinds(new DocumentKind(name))));

    [Fact]
    public async Task Store_Closed_SaysSo()
    {
        var store = Open(Kinds);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.WriteAsync(Write("a", "{}")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync(new("case", "p", "a")));
    }

    [Fact]
    public async Task Close_WritesWaiting_AreFinishedFirst()
    {
        var store = Open(Kinds);
        var writes = Enumerable.Range(0, 200).Select(n => store.WriteAsync(Write($"w{n}", "{}"))).ToList();
        await store.DisposeAsync();
        await Task.WhenAll(writes);
        Assert.Equal(200, (await Store.QueryAsync(new DocumentQuery("case") { PageSize = 1_000 })).Documents.Count);
    }

    [Theory]
    [InlineData("Path", "", "Storage:Sqlite:Path")]
    [InlineData("QueueLength", "0", "Storage:Sqlite:QueueLength")]
    [InlineData("PurgeInterval", "00:00:00", "Storage:Sqlite:PurgeInterval")]
    public async Task Start_WrongSetting_FailsNamingIt(string setting, string value, string named)
    {
        using var host = Host(new() { [$"Storage:Sqlite:{setting}"] = value });
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileIsNoDatabase_FailsNamingSettingAndFile()
    {
        var path = Path.Combine(_folder, "not-a-database.db");
        await System.IO.File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 100)));
        using var host = Host(new() { ["Storage:Sqlite:Path"] = path });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("Storage:Sqlite:Path", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DeclaredKindsOfTheContainer_AreStoredAndPurgedInTheBackground()
    {
        var path = Path.Combine(_folder, "hosted", "bot.db");
        using var host = Host(new() { ["Storage:Sqlite:Path"] = path });
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IDocumentStore>();
        await store.WriteAsync(Write("a", "{}") with { Expires = Clock.GetUtcNow().AddSeconds(1) });
        using var session = new SqliteSession(path);
        var count = session.Statement("""SELECT count(*) FROM "case" """);
        Assert.Equal(1L, count.ExecuteScalar());
        await Poll.UntilAsync(() =>
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            return count.ExecuteScalar() is 0L;
        });
        await host.StopAsync();
    }

    private IHost Host(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Kinds["case"]);
        builder.Services.AddSqliteDocuments();
        return builder.Build();
    }
}
