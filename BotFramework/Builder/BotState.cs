using System.Text.Json.Nodes;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>
/// State with a scope (a conversation, a user): named properties, kept in one object of an <see cref="IStorage"/>.
/// Loaded at the first use in a turn, written once at its end and only if something changed, under the ETag that was read.
/// </summary>
public abstract partial class BotState : IPropertyManager
{
    private readonly IStorage storage;
    private readonly string contextServiceKey;

    protected BotState(IStorage storage, string contextServiceKey)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        (this.storage, this.contextServiceKey) = (storage, contextServiceKey);
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Accessor<T>(this, name);
    }

    /// <summary>The turn's copy of the state; null before it is loaded.</summary>
    public CachedBotState? GetCachedState(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        return turnContext.TurnState.Get<CachedBotState>(contextServiceKey);
    }

    /// <summary>The turn's copy of the state as JSON; null before it is loaded.</summary>
    public JsonNode? Get(ITurnContext turnContext) => GetCachedState(turnContext)?.ToJson();

    /// <summary>Reads the state, unless it was read in this turn; <paramref name="force"/> reads it again and drops what changed.</summary>
    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        await LoadedAsync(turnContext, force, cancellationToken);

    /// <summary>Writes the state if it changed since it was read; <paramref name="force"/> writes it in any case.</summary>
    /// <exception cref="StorageConflictException">Another turn wrote it in between.</exception>
    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        if (GetCachedState(turnContext) is not { } cached || cached.Changes(force) is not { } item)
            return;
        await storage.WriteAsync(new Dictionary<string, object>(1, StringComparer.Ordinal) { [GetStorageKey(turnContext)] = item }, cancellationToken);
        cached.Saved(item);
    }

    /// <summary>Empties the turn's copy; what is stored goes with the next save.</summary>
    public virtual async Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        (await LoadedAsync(turnContext, false, cancellationToken)).Clear();

    /// <summary>Deletes the state, from storage and from the turn.</summary>
    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        turnContext.TurnState.Remove(contextServiceKey);
        return storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    /// <summary>The property's value; default where there is none.</summary>
    protected async Task<T> GetPropertyValueAsync<T>(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default) =>
        (await LoadedAsync(turnContext, false, cancellationToken)).TryGet<T>(propertyName, out var value) ? value : default!;

    protected async Task SetPropertyValueAsync(ITurnContext turnContext, string propertyName, object? value, CancellationToken cancellationToken = default) =>
        (await LoadedAsync(turnContext, false, cancellationToken)).Set(propertyName, value);

    protected async Task DeletePropertyValueAsync(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default) =>
        (await LoadedAsync(turnContext, false, cancellationToken)).Remove(propertyName);

    /// <summary>The key under which the state of this turn is stored.</summary>
    protected abstract string GetStorageKey(ITurnContext turnContext);

    private protected static string Part(string? value, string what) =>
        string.IsNullOrEmpty(value)
            ? throw new InvalidOperationException($"The activity has no {what}, so its state has no key.")
            // A slash divides the parts of a key; one inside an id could make two keys the same.
            : value.Contains('/') || value.Contains('%') ? value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal) : value;

    private async ValueTask<CachedBotState> LoadedAsync(ITurnContext turnContext, bool force, CancellationToken cancellationToken)
    {
        if (!force && GetCachedState(turnContext) is { } cached)
            return cached;
        var key = GetStorageKey(turnContext);
        var items = await storage.ReadAsync([key], cancellationToken);
        var loaded = new CachedBotState(items.TryGetValue(key, out var value) && value is not null ? StoredJson.Of(value) : null);
        turnContext.TurnState.Set(contextServiceKey, loaded);
        return loaded;
    }

    private sealed class Accessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default)
        {
            var cached = await state.LoadedAsync(turnContext, false, cancellationToken);
            if (cached.TryGet<T>(name, out var value))
                return value;
            if (defaultValueFactory is null)
                return default!;
            value = defaultValueFactory();
            cached.Set(name, value);
            return value;
        }

        public Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default) =>
            state.SetPropertyValueAsync(turnContext, name, value, cancellationToken);

        public Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            state.DeletePropertyValueAsync(turnContext, name, cancellationToken);
    }
}
