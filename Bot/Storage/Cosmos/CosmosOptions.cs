using Microsoft.Azure.Cosmos;

namespace CampaignBot.Storage.Cosmos;

/// <summary>Settings of the Cosmos DB store, section <c>Storage:Cosmos</c>.</summary>
public sealed class CosmosOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage:Cosmos";

    /// <summary>The account's address: https://NAME.documents.azure.com:443/.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account's key; empty with <see cref="UseEntraId"/>.</summary>
    public string? Key { get; set; }

    /// <summary>Whether the program shows its Microsoft Entra identity (a managed identity, say) instead of a key.</summary>
    public bool UseEntraId { get; set; }

    /// <summary>The database.</summary>
    public string Database { get; set; } = "campaignbot";

    /// <summary>The container that holds all documents.</summary>
    public string Container { get; set; } = "documents";

    /// <summary>
    /// Whether database and container are made where they are missing; else they are expected. Making them needs the key:
    /// the roles Cosmos DB has for data don't allow it.
    /// </summary>
    public bool CreateContainers { get; set; }

    /// <summary>
    /// Up to how many request units a second a container made here scales, 1,000 or more in steps of 1,000; 0 where the
    /// account is serverless or the database shares its own.
    /// </summary>
    public int Throughput { get; set; }

    /// <summary>Direct (TCP to the replicas, faster) or Gateway (HTTPS to one address, through firewalls).</summary>
    public ConnectionMode Mode { get; set; } = ConnectionMode.Direct;

    /// <summary>How long one try of a request may take, 1 second to 1 minute. A platform waits some 15 seconds for its message to be taken.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request that is refused for the moment (429, 449) is tried again, 0 to 5 minutes.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return $"{Section}:{nameof(Endpoint)} must be the account's address, such as https://NAME.documents.azure.com:443/.";
        else if (address.Scheme == "http" && !address.IsLoopback)
            yield return $"{Section}:{nameof(Endpoint)} must begin with https://: the key would travel in the open.";
        if (UseEntraId == !string.IsNullOrEmpty(Key))
            yield return $"Set either {Section}:{nameof(Key)} or {Section}:{nameof(UseEntraId)}.";
        else if (!UseEntraId && !Convert.TryFromBase64String(Key!, new byte[Key!.Length], out _))
            yield return $"{Section}:{nameof(Key)} is not a key of an account: those are base64.";
        if (UseEntraId && CreateContainers)
            yield return $"{Section}:{nameof(CreateContainers)} can't be used with {nameof(UseEntraId)}: its roles allow no making of containers; the deployment makes them.";
        foreach (var (name, value) in new[] { (nameof(Database), Database), (nameof(Container), Container) })
        {
            if (value is not { Length: > 0 and <= 255 } || value.AsSpan().ContainsAny("/\\?#") || value.EndsWith(' '))
                yield return $"{Section}:{name} must be a name of 1 to 255 characters without / \\ ? #.";
        }

        if (Throughput != 0 && (Throughput < 1_000 || Throughput % 1_000 != 0))
            yield return $"{Section}:{nameof(Throughput)} must be 0, or 1000 and more in steps of 1000.";
        if (!Enum.IsDefined(Mode))
            yield return $"{Section}:{nameof(Mode)} must be Direct or Gateway.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(1))
            yield return $"{Section}:{nameof(Timeout)} must be between 00:00:01 and 00:01:00.";
        if (RetryFor < TimeSpan.Zero || RetryFor > TimeSpan.FromMinutes(5))
            yield return $"{Section}:{nameof(RetryFor)} must be between 00:00:00 and 00:05:00.";
    }
}
