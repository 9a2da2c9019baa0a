using System.Net;
using System.Text.Json;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace CampaignBot.Storage.Cosmos;

/// <summary>The account's client, and the one container.</summary>
internal sealed class CosmosConnection : IDisposable
{
    private const string PartitionPath = "/partition";
    private readonly CosmosOptions _options;
    private readonly CosmosClient _client;

    public CosmosConnection(CosmosOptions options)
    {
        _options = options;
        var settings = new CosmosClientOptions
        {
            ApplicationName = "CampaignBot",
            ConnectionMode = options.Mode,
            // One place tries again, and counts it.
            MaxRetryAttemptsOnRateLimitedRequests = 0,
            UseSystemTextJsonSerializerWithOptions = JsonSerializerOptions.Default,
            CosmosClientTelemetryOptions = new() { DisableDistributedTracing = true },
        };
        _client = options.UseEntraId
            ? new CosmosClient(options.Endpoint, new DefaultAzureCredential(), settings)
            : new CosmosClient(options.Endpoint, options.Key, settings);
        Container = _client.GetContainer(options.Database, options.Container);
    }

    public Container Container { get; }

    /// <exception cref="InvalidOperationException">It can't be reached or doesn't fit; the message names the setting.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var account = await _client.ReadAccountAsync();
            if (account.Consistency.DefaultConsistencyLevel is ConsistencyLevel.Eventual or ConsistencyLevel.ConsistentPrefix)
                throw Wrong(nameof(CosmosOptions.Endpoint), "the account's consistency must be Session or stronger");
            if (_options.CreateContainers)
                await CreateAsync(cancellationToken);
            Check((await Container.ReadContainerAsync(cancellationToken: cancellationToken)).Resource);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw Wrong(nameof(CosmosOptions.Container), $"there is no container {_options.Container} in a database {_options.Database}; {CosmosOptions.Section}:{nameof(CosmosOptions.CreateContainers)}=true makes both");
        }
        catch (CosmosException e) when (e.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw Wrong(_options.UseEntraId ? nameof(CosmosOptions.UseEntraId) : nameof(CosmosOptions.Key), $"the account refuses it ({(int)e.StatusCode})");
        }
        catch (Exception e) when (e is CosmosException or HttpRequestException or AuthenticationFailedException)
        {
            throw new InvalidOperationException($"{CosmosOptions.Section}:{nameof(CosmosOptions.Endpoint)}: the account can't be reached: {e.GetType().Name}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private static InvalidOperationException Wrong(string setting, string why) => new($"{CosmosOptions.Section}:{setting}: {why}.");

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var properties = new ContainerProperties(_options.Container, PartitionPath)
        {
            DefaultTimeToLive = -1, // Only documents that name one expire.
            IndexingPolicy = new IndexingPolicy { IncludedPaths = { new IncludedPath { Path = "/k/*" } }, ExcludedPaths = { new ExcludedPath { Path = "/*" } } },
        };
        var database = await _client.CreateDatabaseIfNotExistsAsync(_options.Database, cancellationToken: cancellationToken);
        await database.Database.CreateContainerIfNotExistsAsync(
            properties,
            _options.Throughput == 0 ? null : ThroughputProperties.CreateAutoscaleThroughput(_options.Throughput),
            cancellationToken: cancellationToken);
    }

    private void Check(ContainerProperties container)
    {
        if (container.PartitionKeyPath != PartitionPath)
            throw Wrong(nameof(CosmosOptions.Container), $"{_options.Container} is partitioned by {container.PartitionKeyPath}, not {PartitionPath}");
        if (container.DefaultTimeToLive != -1)
            throw Wrong(nameof(CosmosOptions.Container), $"{_options.Container} must have time to live on without a default (-1), or nothing or everything expires");
    }
}
