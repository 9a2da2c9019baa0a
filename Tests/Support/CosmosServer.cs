using System.Globalization;
using System.Text.Json.Nodes;
using CampaignBot.Storage.Cosmos;
using Microsoft.Azure.Cosmos;
using Xunit.Abstractions;

namespace CampaignBot.Tests.Support;

/// <summary>A stand-in for an account of Cosmos DB (Tests/Clients/cosmos), one for all tests; each takes a database of its own.</summary>
public sealed class CosmosServer : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Requires.Clients, "cosmos");
    private NodeClient? _node;
    private string _address = "";

    /// <summary>Why it can't run; null where it can.</summary>
    public static string? WhyNot { get; } =
        !Requires.HasNode ? "Node.js is missing."
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "@vercel", "cosmosdb-server")) ? "The stand-in is not installed: npm ci --prefix Tests/Clients/cosmos"
        : null;

    public async Task InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _node = new NodeClient(Folder, "emulator.mjs");
        var port = await _node.WaitAsync(() => _node.Told.Select(t => t["port"]).OfType<JsonNode>().FirstOrDefault());
        _address = $"http://127.0.0.1:{port.GetValue<int>().ToString(CultureInfo.InvariantCulture)}/";
    }

    /// <summary>Settings of a store in a database of its own, to be made.</summary>
    public CosmosOptions NewDatabase() => new()
    {
        Endpoint = _address,
        Key = Convert.ToBase64String("any key will do"u8),
        Database = Guid.NewGuid().ToString("N"),
        CreateContainers = true,
        Mode = ConnectionMode.Gateway,
    };

    /// <summary>The same as settings of the program.</summary>
    public static (string Name, string Value)[] Settings(CosmosOptions options) =>
    [
        ("Storage:Provider", "Cosmos"), ("Storage:Cosmos:Endpoint", options.Endpoint!), ("Storage:Cosmos:Key", options.Key!),
        ("Storage:Cosmos:Database", options.Database), ("Storage:Cosmos:CreateContainers", "true"), ("Storage:Cosmos:Mode", "Gateway"),
    ];

    /// <summary>Has the next requests for documents answered with these statuses.</summary>
    public Task TroubleAsync(params int[] statuses) => TroubleAsync(TimeSpan.FromMilliseconds(20), statuses);

    /// <summary>The same, asking for this pause before they are tried again.</summary>
    public Task TroubleAsync(TimeSpan after, params int[] statuses) => _node!.DoAsync(
        new JsonObject { ["trouble"] = new JsonArray([.. statuses.Select(s => JsonValue.Create(s))]), ["after"] = (int)after.TotalMilliseconds }, "counts");

    /// <summary>What the last request for a document was authorized by.</summary>
    public async Task<string> AuthorizationAsync() => (await _node!.DoAsync([], "authorization")).GetValue<string>();

    public Task DisposeAsync()
    {
        _node?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The tests that share the stand-in; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CosmosCollection : ICollectionFixture<CosmosServer>
{
    public const string Name = "Cosmos";
}

/// <summary>A test on the stand-in for Cosmos DB; skipped, with the reason, where it can't run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CosmosFactAttribute : FactAttribute
{
    public CosmosFactAttribute() => Skip = CosmosServer.WhyNot;
}

/// <summary>A class whose inherited tests run on the stand-in for Cosmos DB.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsOnCosmosAttribute : Attribute
{
    /// <summary>Why a test can't run; null where it can.</summary>
    public static string? WhyNot(ITestMethod test) => test.TestClass.Class.GetCustomAttributes(typeof(RunsOnCosmosAttribute)).Any() ? CosmosServer.WhyNot : null;
}
