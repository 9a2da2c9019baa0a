using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Documents;

/// <summary>What every provider of <see cref="IDocumentStore"/> keeps. A provider's tests derive from it.</summary>
public abstract class DocumentStoreContract : IAsyncLifetime
{
    private IDocumentStore? _store;

    public static DocumentKinds Kinds { get; } = new(
        new DocumentKind("note"),
        new DocumentKind("case", "status", "rank", "open"));

    protected ManualTimeProvider Clock { get; } = new();

    protected IDocumentStore Store => _store!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public virtual Task DisposeAsync() => CloseAsync(Store);

    /// <summary>Opens the store on the documents that are there, with <see cref="Kinds"/> and <see cref="Clock"/>.</summary>
    protected abstract Task<IDocumentStore> OpenAsync();

    protected abstract Task CloseAsync(IDocumentStore store);

    protected async Task ReopenAsync()
    {
        await CloseAsync(Store);
        _store = await OpenAsync();
    }

    private static DocumentKey Note(string id, string partition = "p") => new("note", partition, id);

    private static DocumentKey Case(string id, string partition = "p") => new("case", partition, id);

    private static byte[] Json(string json) => Encoding.UTF8.GetBytes(json);

    private static string Text(Document? document) => Encoding.UTF8.GetString(document!.Body.Span);

    private async Task<List<string>> IdsAsync(DocumentQuery query)
    {
        var ids = new List<string>();
        do
        {
            var page = await Store.QueryAsync(query);
            Assert.True(page.Documents.Count <= query.PageSize);
            ids.AddRange(page.Documents.Select(d => d.Key.Id));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return ids;
    }

    [ContractFact]
    public async Task Read_NothingWritten_IsNull() => Assert.Null(await Store.ReadAsync(Note("a")));

    [ContractFact]
    public async Task Write_ThenRead_GivesBodyETagAndExpiry()
    {
        var expires = Clock.GetUtcNow().AddDays(1);
        var etag = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}"""), Expires: expires));
        var document = await Store.ReadAsync(Note("a"));
        Assert.Equal("""{"n":1}""", Text(document));
        Assert.Equal(etag, document!.ETag);
        Assert.Equal(expires, document.Expires);
        Assert.Equal(Note("a"), document.Key);
        Assert.NotEqual(etag, await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}"""))));
        Assert.Null((await Store.ReadAsync(Note("a")))!.Expires);
    }

    [ContractFact]
    public async Task Write_SameIdInOtherPartitionOrKind_IsAnotherDocument()
    {
        await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}""")));
        await Store.WriteAsync(new DocumentWrite(Note("a", "q"), Json("""{"n":2}"""), WriteCondition.Create));
        await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"n":3}"""), WriteCondition.Create));
        await Store.WriteAsync(new DocumentWrite(Note("A"), Json("""{"n":4}"""), WriteCondition.Create));
        Assert.Equal("""{"n":1}""", Text(await Store.ReadAsync(Note("a"))));
        Assert.Equal("""{"n":2}""", Text(await Store.ReadAsync(Note("a", "q"))));
        Assert.Equal("""{"n":3}""", Text(await Store.ReadAsync(Case("a"))));
        Assert.Equal("""{"n":4}""", Text(await Store.ReadAsync(Note("A"))));
    }

    [ContractFact]
    public async Task Create_DocumentExists_ConflictsAndKeepsTheFirst()
    {
        await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}"""), WriteCondition.Create));
        var conflict = await Assert.ThrowsAsync<DocumentConflictException>(
            () => Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":2}"""), WriteCondition.Create)));
        Assert.Equal(Note("a"), conflict.Key);
        Assert.Equal("""{"n":1}""", Text(await Store.ReadAsync(Note("a"))));
    }

    [ContractFact]
    public async Task Match_OldUnknownOrMissing_Conflicts()
    {
        var old = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}""")));
        var current = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":2}"""), WriteCondition.Match(old)));
        foreach (var etag in new[] { old, "", "nonsense", "' OR 1=1 --" })
        {
            await Assert.ThrowsAsync<DocumentConflictException>(
                () => Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":3}"""), WriteCondition.Match(etag))));
            await Assert.ThrowsAsync<DocumentConflictException>(() => Store.DeleteAsync(Note("a"), etag));
        }

        await Assert.ThrowsAsync<DocumentConflictException>(
            () => Store.WriteAsync(new DocumentWrite(Note("b"), Json("""{"n":3}"""), WriteCondition.Match(current))));
        Assert.Equal("""{"n":2}""", Text(await Store.ReadAsync(Note("a"))));
    }

    [ContractFact]
    public async Task Match_DocumentDeletedAndMadeAgain_Conflicts()
    {
        var etag = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}""")));
        await Store.DeleteAsync(Note("a"));
        await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":1}""")));
        await Assert.ThrowsAsync<DocumentConflictException>(
            () => Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":2}"""), WriteCondition.Match(etag))));
    }

    [ContractFact]
    public async Task Delete_SaysWhetherThereWasOne()
    {
        Assert.False(await Store.DeleteAsync(Note("a")));
        Assert.False(await Store.DeleteAsync(Note("a"), "0000000000000001"));
        var etag = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("{}")));
        Assert.True(await Store.DeleteAsync(Note("a"), etag));
        Assert.Null(await Store.ReadAsync(Note("a")));
        Assert.False(await Store.DeleteAsync(Note("a")));
    }

    [ContractFact]
    public async Task Match_ManyWritersWithOneETag_ExactlyOneWins()
    {
        var etag = await Store.WriteAsync(new DocumentWrite(Note("a"), Json("{}")));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            try
            {
                await Store.WriteAsync(new DocumentWrite(Note("a"), Json($$"""{"n":{{n}}}"""), WriteCondition.Match(etag)));
                return n;
            }
            catch (DocumentConflictException)
            {
                return -1;
            }
        })));
        var winner = Assert.Single(outcomes, n => n >= 0);
        Assert.Equal($$"""{"n":{{winner}}}""", Text(await Store.ReadAsync(Note("a"))));
    }

    [ContractFact]
    public async Task Create_ManyWritersOfOneId_ExactlyOneWinsAndOthersWritesGoThrough()
    {
        var won = new ConcurrentBag<int>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            var other = Store.WriteAsync(new DocumentWrite(Note($"other-{n}"), Json("{}")));
            try
            {
                await Store.WriteAsync(new DocumentWrite(Note("a"), Json("{}"), WriteCondition.Create));
                won.Add(n);
            }
            catch (DocumentConflictException)
            {
                // All but one.
            }

            await other;
        })));
        Assert.Single(won);
        Assert.Equal(21, (await IdsAsync(new DocumentQuery("note", "p"))).Count);
    }

    [ContractFact]
    public async Task Increment_ConcurrentReadersAndWriters_LosesNone()
    {
        await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""{"n":0}""")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var document = await Store.ReadAsync(Note("a"));
                var next = Json($$"""{"n":{{JsonDocument.Parse(document!.Body).RootElement.GetProperty("n").GetInt32() + 1}}}""");
                try
                {
                    await Store.WriteAsync(new DocumentWrite(Note("a"), next, WriteCondition.Match(document.ETag)));
                    done++;
                }
                catch (DocumentConflictException)
                {
                    // Read again.
                }
            }
        })));
        Assert.Equal("""{"n":80}""", Text(await Store.ReadAsync(Note("a"))));
    }

    [ContractFact]
    public async Task Expiry_Reached_TheDocumentIsGoneEverywhere()
    {
        var expires = Clock.GetUtcNow().AddMinutes(1);
        var etag = await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"status":"new"}"""), Expires: expires));
        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.NotNull(await Store.ReadAsync(Case("a")));
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("case") { OrderBy = "status" }));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.ReadAsync(Case("a")));
        Assert.Empty(await IdsAsync(new DocumentQuery("case")));
        Assert.Empty(await IdsAsync(new DocumentQuery("case", "p") { Where = [new("status", Comparison.Equal, "new")] }));
        await Assert.ThrowsAsync<DocumentConflictException>(
            () => Store.WriteAsync(new DocumentWrite(Case("a"), Json("{}"), WriteCondition.Match(etag))));
        Assert.False(await Store.DeleteAsync(Case("a"), etag));
        await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"status":"again"}"""), WriteCondition.Create));
        Assert.Equal("""{"status":"again"}""", Text(await Store.ReadAsync(Case("a"))));
    }

    public static TheoryData<string> OddIds => new(
        "'; DROP TABLE note; --", "\" OR \"1\"=\"1", "a/b\\c?d#e", "$id", "%_*", "../../etc", "María 🗳️ 選挙", "é", "e\u0301", " lead and trail ", new string('x', 255), string.Concat(Enumerable.Repeat("🗳", 127)));

    [ContractTheory]
    [MemberData(nameof(OddIds))]
    public async Task Ids_OfAnyScriptAndPunctuation_AreKeptApartAndGivenBack(string odd)
    {
        await Store.WriteAsync(new DocumentWrite(Note("plain"), Json("{}")));
        await Store.WriteAsync(new DocumentWrite(Note(odd, odd), Json("""{"n":1}"""), WriteCondition.Create));
        Assert.Equal("""{"n":1}""", Text(await Store.ReadAsync(Note(odd, odd))));
        Assert.Null(await Store.ReadAsync(Note(odd)));
        var page = await Store.QueryAsync(new DocumentQuery("note", odd));
        Assert.Equal(Note(odd, odd), Assert.Single(page.Documents).Key);
        page = await Store.QueryAsync(new DocumentQuery("note", odd) { Where = [new("id", Comparison.Equal, odd)] });
        Assert.Single(page.Documents);
        Assert.True(await Store.DeleteAsync(Note(odd, odd)));
        Assert.Equal(["plain"], await IdsAsync(new DocumentQuery("note")));
    }

    [ContractFact]
    public async Task Ids_NoKeyCanHold_AreRefused()
    {
        foreach (var id in new[] { "", "a\0b", "line\nbreak", "\ud83d", "\udce6\ud83d", new string('x', 256) })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(Note(id)));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(new DocumentWrite(Note("a", id), Json("{}"))));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(Note(id)));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(new DocumentQuery("note", id)));
        }
    }

    [ContractFact]
    public async Task Write_BodyAtAndOverTheLimit_IsKeptAndRefused()
    {
        var largest = Json($$"""{"t":"{{new string('x', DocumentLimits.MaxBodyBytes - 8)}}"}""");
        Assert.Equal(DocumentLimits.MaxBodyBytes, largest.Length);
        await Store.WriteAsync(new DocumentWrite(Note("a"), largest));
        Assert.Equal(largest, (await Store.ReadAsync(Note("a")))!.Body.ToArray());
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => Store.WriteAsync(new DocumentWrite(Note("b"), new byte[largest.Length + 1])));
        Assert.Null(await Store.ReadAsync(Note("b")));
    }

    [ContractFact]
    public async Task Write_BodyIsAPartOfABiggerBuffer_KeepsOnlyThatPart()
    {
        await Store.WriteAsync(new DocumentWrite(Note("a"), Json("""xx{"n":1}yy""").AsMemory(2, 7)));
        Assert.Equal("""{"n":1}""", Text(await Store.ReadAsync(Note("a"))));
    }

    [ContractFact]
    public async Task Reopen_KeepsWhatWasWritten()
    {
        var etag = await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"status":"new"}""")));
        await ReopenAsync();
        Assert.Equal(etag, (await Store.ReadAsync(Case("a")))!.ETag);
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("case") { Where = [new("status", Comparison.Equal, "new")] }));
    }

    [ContractTheory]
    [InlineData(Comparison.Equal, 2L, "i2 r2")]
    [InlineData(Comparison.Equal, 2.0, "i2 r2")]
    [InlineData(Comparison.NotEqual, 2L, "i1 r15")]
    [InlineData(Comparison.Less, 2, "i1 r15")]
    [InlineData(Comparison.LessOrEqual, 2.0, "i1 i2 r15 r2")]
    [InlineData(Comparison.Greater, 1L, "i2 r15 r2")]
    [InlineData(Comparison.GreaterOrEqual, 1.5, "i2 r15 r2")]
    [InlineData(Comparison.Equal, "2", "s2")]
    [InlineData(Comparison.NotEqual, "2", "s10 sEmpty")]
    [InlineData(Comparison.Less, "2", "s10 sEmpty")]
    [InlineData(Comparison.GreaterOrEqual, "", "s10 s2 sEmpty")]
    [InlineData(Comparison.Greater, "1", "s10 s2")]
    [InlineData(Comparison.Equal, true, "true")]
    [InlineData(Comparison.NotEqual, true, "false")]
    [InlineData(Comparison.Less, true, "false")]
    [InlineData(Comparison.GreaterOrEqual, false, "false true")]
    [InlineData(Comparison.Equal, "1' OR '1'='1", "")]
    public async Task Query_FindsOnlyValuesOfTheSameType(Comparison comparison, object value, string expected)
    {
        (string Id, string Json)[] values =
        [
            ("i1", "1"), ("i2", "2"), ("r2", "2.0"), ("r15", "1.5"), ("s2", "\"2\""), ("s10", "\"10\""), ("sEmpty", "\"\""),
            ("true", "true"), ("false", "false"), ("null", "null"), ("object", "{\"rank\":2}"), ("array", "[2]"),
        ];
        foreach (var (id, json) in values)
            await Store.WriteAsync(new DocumentWrite(Case(id), Json($$"""{"inner":{"rank":2},"rank":{{json}}}""")));
        await Store.WriteAsync(new DocumentWrite(Case("none"), Json("{}")));
        foreach (var partition in new[] { "p", null })
        {
            var found = await IdsAsync(new DocumentQuery("case", partition) { Where = [new("rank", comparison, value)] });
            Assert.Equal(expected, string.Join(' ', found));
        }
    }

    [ContractFact]
    public async Task Query_SeveralConditions_AllHold()
    {
        for (var n = 0; n < 12; n++)
            await Store.WriteAsync(new DocumentWrite(Case($"{n:00}"), Json($$"""{"rank":{{n}},"open":{{(n % 2 == 0 ? "true" : "false")}},"status":"s{{n % 3}}"}""")));
        Assert.Equal(["08", "02"], await IdsAsync(new DocumentQuery("case", "p")
        {
            Where = [new("open", Comparison.Equal, true), new("status", Comparison.Equal, "s2"), new("id", Comparison.Less, "10")],
            OrderBy = "rank",
            Descending = true,
        }));
    }

    [ContractFact]
    public async Task Query_AfterARewrite_KnowsOnlyTheNewValues()
    {
        await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"status":"new","rank":1}""")));
        await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"rank":2}""")));
        Assert.Empty(await IdsAsync(new DocumentQuery("case") { Where = [new("status", Comparison.Equal, "new")] }));
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("case") { Where = [new("rank", Comparison.Equal, 2)] }));
    }

    [ContractTheory]
    [InlineData("id", false, null)]
    [InlineData("id", true, null)]
    [InlineData("rank", false, null)]
    [InlineData("rank", true, null)]
    [InlineData("status", false, "p0")]
    [InlineData("open", true, "p0")]
    public async Task Paging_AnyOrder_FindsEachOnceWithTiesById(string orderBy, bool descending, string? partition)
    {
        for (var n = 0; n < 40; n++)
        {
            var body = $$"""{"rank":{{n % 4}},"status":"s{{n % 5}}","open":{{(n % 3 == 0 ? "true" : "false")}}}""";
            await Store.WriteAsync(new DocumentWrite(Case($"{n * 7 % 40:00}", $"p{n % 2}"), Json(body)));
        }

        var query = new DocumentQuery("case", partition) { OrderBy = orderBy, Descending = descending };
        var whole = await Store.QueryAsync(query);
        Assert.Null(whole.Continuation);
        Assert.Equal(partition is null ? 40 : 20, whole.Documents.Count);
        var order = whole.Documents.Select(d => (Value: orderBy == "id" ? "" : JsonDocument.Parse(d.Body).RootElement.GetProperty(orderBy).GetRawText(), d.Key.Id)).ToList();
        var sorted = order.OrderBy(o => o.Value, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal).ToList();
        if (descending)
            sorted.Reverse();
        Assert.Equal(sorted, order);
        foreach (var size in new[] { 1, 7, 20, 39, 40 })
            Assert.Equal(order.Select(o => o.Id), await IdsAsync(query with { PageSize = size }));
    }

    [ContractFact]
    public async Task Paging_WhileDocumentsComeAndGo_FindsEachThatStaysExactlyOnce()
    {
        var staying = Enumerable.Range(0, 60).Select(n => $"stay-{n:00}").ToList();
        foreach (var (n, id) in staying.Index())
            await Store.WriteAsync(new DocumentWrite(Case(id), Json($$"""{"rank":{{n / 10}}}""")));
        var query = new DocumentQuery("case") { OrderBy = "rank", PageSize = 7 };
        var found = new List<string>();
        for (var round = 0; ; round++)
        {
            var page = await Store.QueryAsync(query);
            found.AddRange(page.Documents.Select(d => d.Key.Id));
            if (page.Continuation is null)
                break;
            query = query with { Continuation = page.Continuation };
            for (var rank = 0; rank < 6; rank++)
                await Store.WriteAsync(new DocumentWrite(Case($"come-{round}-{rank}"), Json($$"""{"rank":{{rank}}}""")));
            await Store.DeleteAsync(Case($"come-{round - 1}-3"));
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(staying, found.Where(id => id.StartsWith("stay", StringComparison.Ordinal)));
    }

    [ContractFact]
    public async Task Query_UndeclaredOrOutOfRange_IsRefused()
    {
        DocumentQuery[] wrong =
        [
            new("unknown"),
            new("case") { OrderBy = "body" },
            new("case") { OrderBy = "rank; DROP TABLE case" },
            new("case") { Where = [new("secret", Comparison.Equal, 1)] },
            new("case") { Where = [new("rank", Comparison.Equal, null!)] },
            new("case") { Where = [new("rank", Comparison.Equal, double.NaN)] },
            new("case") { Where = [new("id", Comparison.Equal, 1)] },
            new("case") { PageSize = 0 },
            new("case") { PageSize = DocumentLimits.MaxPageSize + 1 },
            new("case") { Continuation = "nonsense" },
            new("case") { Continuation = "bnVsbA==" },
        ];
        foreach (var query in wrong)
            await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(query));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(new("unknown", "p", "a")));
    }

    [ContractFact]
    public async Task Continuation_OfAnotherOrder_IsRefused()
    {
        await Store.WriteAsync(new DocumentWrite(Case("a"), Json("""{"rank":1,"status":"s"}""")));
        await Store.WriteAsync(new DocumentWrite(Case("b"), Json("""{"rank":1,"status":"s"}""")));
        var page = await Store.QueryAsync(new DocumentQuery("case") { OrderBy = "rank", PageSize = 1 });
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.QueryAsync(new DocumentQuery("case") { OrderBy = "status", PageSize = 1, Continuation = page.Continuation }));
    }

    [ContractFact]
    public async Task Write_AlreadyCancelled_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(new DocumentWrite(Note("a"), Json("{}")), new CancellationToken(canceled: true)));
        Assert.Null(await Store.ReadAsync(Note("a")));
    }
}
