using CampaignBot.Core.Documents;
using CampaignBot.Storage;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Tests.Core.Documents;
using CampaignBot.Tests.Support;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Storage;

/// <summary>The Cosmos DB store with the real SDK, on a stand-in for the service.</summary>
[Collection(CosmosCollection.Name)]
[RunsOnCosmos]
public sealed class CosmosDocumentStoreTests(CosmosServer server) : DocumentStoreContract
{
    private static readonly DocumentKey Key = new("case", "+15035550142", "a");
    private CosmosOptions? _options;

    protected override async Task<IDocumentStore> OpenAsync()
    {
        _options ??= server.NewDatabase();
        var store = new CosmosDocumentStore(_options, Kinds, Clock);
        await store.OpenAsync();
        return store;
    }

    protected override Task CloseAsync(IDocumentStore store)
    {
        ((CosmosDocumentStore)store).Dispose();
        return Task.CompletedTask;
    }

    [CosmosFact]
    public async Task EachCall_CostsOneRequest()
    {
        var cost = DocumentCost.Begin();
        var etag = await Store.WriteAsync(new DocumentWrite(Key, "{}"u8.ToArray(), WriteCondition.Create, Clock.GetUtcNow().AddDays(1)));
        Assert.Equal(1, cost.Requests);
        await Store.ReadAsync(Key);
        await Store.ReadAsync(Key with { Id = "missing" });
        Assert.Equal(3, cost.Requests);
        etag = await Store.WriteAsync(new DocumentWrite(Key, """{"status":"new"}"""u8.ToArray(), WriteCondition.Match(etag)));
        await Store.WriteAsync(new DocumentWrite(Key with { Id = "b" }, """{"status":"new"}"""u8.ToArray()));
        Assert.Equal(5, cost.Requests);
        await Store.QueryAsync(new DocumentQuery("case", Key.Partition) { OrderBy = "status" });
        await Store.QueryAsync(new DocumentQuery("case") { Where = [new("status", Comparison.Equal, "new")] });
        Assert.Equal(7, cost.Requests);
        Assert.True(await Store.DeleteAsync(Key, etag));
        Assert.Equal(8, cost.Requests);
        Assert.Equal(8, cost.RequestUnits);
    }

    [CosmosFact]
    public async Task Request_RefusedForTheMoment_IsTriedAgain()
    {
        // Its pauses are real ones.
        using var store = new CosmosDocumentStore(_options!, Kinds, TimeProvider.System);
        var cost = DocumentCost.Begin();
        await server.TroubleAsync(429, 449);
        await store.WriteAsync(new DocumentWrite(Key, "{}"u8.ToArray(), WriteCondition.Create));
        await server.TroubleAsync(429);
        Assert.NotNull(await store.ReadAsync(Key));
        await server.TroubleAsync(429);
        Assert.Single((await store.QueryAsync(new DocumentQuery("case"))).Documents);
        // Each refusal is a request, but for those that the SDK keeps to itself.
        Assert.InRange(cost.Requests, 4, 7);
    }

    [CosmosFact]
    public async Task Request_RefusedForTheMoment_WaitsAsLongAsItIsAsked()
    {
        await server.TroubleAsync(TimeSpan.FromSeconds(7), 429);
        var cost = DocumentCost.Begin();
        var reading = Store.ReadAsync(Key).AsTask();
        // The try is over when it is counted; then only the pause is waited for.
        await Poll.UntilAsync(() => cost.Requests == 1 && Clock.WaitingTimers == 1);
        Clock.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.Equal(1, Clock.WaitingTimers);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await reading);
        Assert.Equal(2, cost.Requests);
    }

    [CosmosFact]
    public async Task Request_RefusedForGood_FailsNamingNobody()
    {
        await server.TroubleAsync(403);
        var failed = await Assert.ThrowsAsync<CosmosRequestException>(() => Store.WriteAsync(new DocumentWrite(Key, "{}"u8.ToArray())));
        Assert.Equal(403, (int)failed.Status);
        Assert.DoesNotContain("5550142", failed.ToString(), StringComparison.Ordinal);
        _options!.RetryFor = TimeSpan.Zero;
        await ReopenAsync();
        await server.TroubleAsync(429);
        failed = await Assert.ThrowsAsync<CosmosRequestException>(async () => await Store.ReadAsync(Key));
        Assert.Equal(429, (int)failed.Status);
    }

    [CosmosFact]
    public async Task Open_ContainerIsMissingOrUnfit_NamesTheSetting()
    {
        var options = server.NewDatabase();
        options.CreateContainers = false;
        using (var store = new CosmosDocumentStore(options, Kinds, Clock))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => store.OpenAsync());
            Assert.StartsWith("Storage:Cosmos:Container:", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Storage:Cosmos:CreateContainers=true", refused.Message, StringComparison.Ordinal);
        }

        using var client = new CosmosClient(options.Endpoint, options.Key, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });
        Database database = await client.CreateDatabaseAsync(options.Database);
        await database.CreateContainerAsync(new ContainerProperties("elsewhere", "/elsewhere") { DefaultTimeToLive = -1 });
        await database.CreateContainerAsync(new ContainerProperties("forever", "/partition"));
        foreach (var (container, says) in new[] { ("elsewhere", "/elsewhere"), ("forever", "time to live") })
        {
            options.Container = container;
            using var store = new CosmosDocumentStore(options, Kinds, Clock);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => store.OpenAsync());
            Assert.StartsWith("Storage:Cosmos:Container:", refused.Message, StringComparison.Ordinal);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Storage:Provider", "Postgres", "Storage:Provider must be Sqlite or Cosmos.")]
    [InlineData("Storage:Cosmos:Endpoint", "account", "Storage:Cosmos:Endpoint must be the account's address")]
    [InlineData("Storage:Cosmos:Endpoint", "http://account.documents.azure.com/", "Storage:Cosmos:Endpoint must begin with https://")]
    [InlineData("Storage:Cosmos:Key", "", "Set either Storage:Cosmos:Key or Storage:Cosmos:UseEntraId.")]
    [InlineData("Storage:Cosmos:Key", "not base64!", "Storage:Cosmos:Key is not a key")]
    [InlineData("Storage:Cosmos:UseEntraId", "true", "Set either Storage:Cosmos:Key or Storage:Cosmos:UseEntraId.")]
    [InlineData("Storage:Cosmos:Container", "a/b", "Storage:Cosmos:Container must be a name")]
    [InlineData("Storage:Cosmos:Throughput", "1500", "Storage:Cosmos:Throughput must be 0")]
    [InlineData("Storage:Cosmos:Timeout", "00:05:00", "Storage:Cosmos:Timeout must be between")]
    [InlineData("Storage:Cosmos:RetryFor", "01:00:00", "Storage:Cosmos:RetryFor must be between")]
    [InlineData("Storage:Cosmos:Retries", "3", "Retries")]
    public void Settings_Wrong_AreRefusedByName(string name, string value, string says)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Provider"] = "cosmos",
            ["Storage:Cosmos:Endpoint"] = "https://account.documents.azure.com:443/",
            ["Storage:Cosmos:Key"] = "a2V5",
            [name] = value,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var refused = Assert.ThrowsAny<Exception>(() =>
        {
            using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddDocuments(configuration).BuildServiceProvider();
            return services.GetRequiredService<IOptions<CosmosOptions>>().Value;
        });
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }
}
