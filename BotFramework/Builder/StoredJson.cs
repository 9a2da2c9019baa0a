using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Bot.Builder;

namespace CampaignBot.BotFramework;

/// <summary>
/// One object as a storage keeps it: its JSON text in UTF-8 and its ETag. State passes to and from an
/// <see cref="IStorage"/> in this form, so that nothing is serialised twice. Serialised itself, it is that JSON.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class StoredJson(ReadOnlyMemory<byte> utf8, string? etag = null) : IStoreItem
{
    /// <summary>One JSON value, without insignificant white space.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>The version that is stored; null where nothing is.</summary>
    [JsonIgnore]
    public string? ETag { get; set; } = etag;

    /// <summary><paramref name="value"/> by its own type as JSON text.</summary>
    public static StoredJson Of(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value as StoredJson
            ?? new StoredJson(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), BotJson.Options), (value as IStoreItem)?.ETag);
    }

    /// <summary>The object, with its ETag where it is an <see cref="IStoreItem"/>.</summary>
    /// <exception cref="JsonException">The text is no <typeparamref name="T"/>.</exception>
    public T? Read<T>()
    {
        var item = JsonSerializer.Deserialize<T>(Utf8.Span, BotJson.Options);
        if (item is IStoreItem versioned)
            versioned.ETag = ETag;
        return item;
    }

    internal sealed class Converter : JsonConverter<StoredJson>
    {
        public override StoredJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new StoredJson(JsonSerializer.SerializeToUtf8Bytes(document.RootElement, BotJson.Options));
        }

        public override void Write(Utf8JsonWriter writer, StoredJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}

/// <summary>Someone else wrote in between: what is stored has another ETag than what was read.</summary>
public sealed class StorageConflictException(string key)
    : InvalidOperationException($"'{key}' was changed in storage since it was read. Read it again and repeat the change.")
{
    public string Key { get; } = key;
}
