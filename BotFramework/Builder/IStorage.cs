namespace Microsoft.Bot.Builder;

/// <summary>
/// Keeps objects by key as JSON. An object that is an <see cref="IStoreItem"/> is written only where its ETag is that
/// of what is stored: null where nothing may be stored yet, "*" to write in any case. Other objects are written in any
/// case. State is given and expected as <see cref="CampaignBot.BotFramework.StoredJson"/>, whose ETag a storage sets when it has written it.
/// </summary>
public interface IStorage
{
    /// <summary>The objects under those of <paramref name="keys"/> that are there.</summary>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>Writes all of <paramref name="changes"/> or, on a conflict, none.</summary>
    /// <exception cref="CampaignBot.BotFramework.StorageConflictException">Another ETag is stored.</exception>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes what is there under <paramref name="keys"/>.</summary>
    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>An object that knows which version of it is stored.</summary>
public interface IStoreItem
{
    string? ETag { get; set; }
}

/// <summary>Reading with a known type.</summary>
public static class StorageExtensions
{
    /// <summary>The objects under those of <paramref name="keys"/> that are there and can be read as <typeparamref name="TStoreItem"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">What is stored is no <typeparamref name="TStoreItem"/>.</exception>
    public static async Task<IDictionary<string, TStoreItem>> ReadAsync<TStoreItem>(this IStorage storage, string[] keys, CancellationToken cancellationToken = default)
        where TStoreItem : class
    {
        ArgumentNullException.ThrowIfNull(storage);
        var items = await storage.ReadAsync(keys, cancellationToken);
        var typed = new Dictionary<string, TStoreItem>(items.Count, StringComparer.Ordinal);
        foreach (var (key, value) in items)
        {
            var item = value as TStoreItem ?? CampaignBot.BotFramework.StoredJson.Of(value).Read<TStoreItem>();
            if (item is not null)
                typed[key] = item;
        }

        return typed;
    }
}
