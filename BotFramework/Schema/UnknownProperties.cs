using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.Bot.Schema;

/// <summary>
/// Shows a <see cref="JsonObject"/> of properties that a class doesn't name as the kind of dictionary that
/// System.Text.Json writes correctly: a JsonObject as extension data it reads, but writes as a value without a name
/// (<c>{"type":"message",{}}</c>, which is no JSON), whatever the options.
/// </summary>
internal sealed class UnknownProperties(JsonObject properties) : IDictionary<string, object?>
{
    /// <summary>The name of a member that isn't written itself. By its own name it would hide a property so called.</summary>
    public const string NoName = "\0";

    /// <summary>Made by the serialiser at the first such property of an object.</summary>
    public UnknownProperties()
        : this([])
    {
    }

    public JsonObject Json => properties;

    /// <summary>A view of <paramref name="properties"/>, which a bot may have set to null.</summary>
    public static UnknownProperties? Of(JsonObject? properties) => properties is null ? null : new(properties);

    public int Count => properties.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. properties.Select(p => p.Key)];

    public ICollection<object?> Values => [.. properties.Select(p => p.Value)];

    public object? this[string key]
    {
        get => properties[key];
        set => properties[key] = value switch
        {
            null => null,
            JsonNode node => node,
            JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element),
            JsonElement { ValueKind: JsonValueKind.Array } element => JsonArray.Create(element),
            JsonElement element => JsonValue.Create(element),
            _ => throw new ArgumentException($"A {value.GetType()} is no JSON.", nameof(value)),
        };
    }

    public void Add(string key, object? value) => this[key] = value;

    public void Add(KeyValuePair<string, object?> item) => this[item.Key] = item.Value;

    public void Clear() => properties.Clear();

    public bool Contains(KeyValuePair<string, object?> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var property in this)
            array[arrayIndex++] = property;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        properties.Select(p => KeyValuePair.Create(p.Key, (object?)p.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Remove(string key) => properties.Remove(key);

    public bool Remove(KeyValuePair<string, object?> item) => Contains(item) && Remove(item.Key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var found = properties.TryGetPropertyValue(key, out var node);
        value = node;
        return found;
    }
}
