using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Keeps objects in the process, through JSON text as any other storage does: what is read is never the object that was
/// written. Each object has its ETag beside its own properties, as <c>@etag</c>.
/// </summary>
public class MemoryStorage : IStorage
{
    private const string ETagProperty = "@etag";
    private static long lastETag;
    private readonly Dictionary<string, JsonObject> memory;
    private readonly JsonSerializerOptions options;
    private readonly Lock gate = new();

    /// <param name="dictionary">The memory; shared, it outlives the storage.</param>
    public MemoryStorage(Dictionary<string, JsonObject>? dictionary = null)
        : this(BotJson.Options, dictionary)
    {
    }

    public MemoryStorage(JsonSerializerOptions jsonSerializer, Dictionary<string, JsonObject>? dictionary = null)
    {
        ArgumentNullException.ThrowIfNull(jsonSerializer);
        options = jsonSerializer;
        memory = dictionary ?? new Dictionary<string, JsonObject>(StringComparer.Ordinal);
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var items = new Dictionary<string, object>(keys.Length, StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var key in keys)
            {
                if (memory.TryGetValue(key, out var stored))
                    items[key] = new StoredJson(WithoutETag(stored), ETagOf(stored));
            }
        }

        return Task.FromResult<IDictionary<string, object>>(items);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (gate)
        {
            foreach (var (key, value) in changes)
            {
                if (value is IStoreItem { ETag: var etag } && etag != "*" && etag != (memory.TryGetValue(key, out var stored) ? ETagOf(stored) : null))
                    throw new StorageConflictException(key);
            }

            foreach (var (key, value) in changes)
            {
                var text = value is StoredJson given ? given.Utf8.Span : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options);
                if (JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = StateJson.MaxDepth }) is not JsonObject written)
                    throw new ArgumentException($"'{key}' is no JSON object.", nameof(changes));
                // Never used again, not even after a deletion, so a late writer can't mistake a new object for the old one.
                var next = Interlocked.Increment(ref lastETag).ToString(CultureInfo.InvariantCulture);
                written[ETagProperty] = next;
                memory[key] = written;
                if (value is StoredJson state)
                    state.ETag = next;
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (gate)
        {
            foreach (var key in keys)
                memory.Remove(key);
        }

        return Task.CompletedTask;
    }

    // An object put into the dictionary by hand has no ETag yet; "0" stands for that.
    private static string ETagOf(JsonObject stored) => (string?)stored[ETagProperty] ?? "0";

    private static byte[] WithoutETag(JsonObject stored)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = BotJson.Options.Encoder, MaxDepth = StateJson.MaxDepth }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in stored)
            {
                if (name == ETagProperty)
                    continue;
                writer.WritePropertyName(name);
                if (value is null)
                    writer.WriteNullValue();
                else
                    value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
