using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Microsoft.Bot.Schema;

/// <summary>
/// Shows a <see cref="JsonObject"/> of properties that a class doesn't name as the kind of dictionary that
/// System.Text.Json writes correctly: a JsonObject as extension data it reads, but writes as a value without a name
/// (<c>{"type":"message",{}}</c>, which is no JSON).
/// </summary>
internal sealed class UnknownProperties(JsonObject properties) : IDictionary<string, object?>
{
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

    /// <summary>Makes a class's extension data, where it is a JsonObject, go through this.</summary>
    public static void Modify(JsonTypeInfo type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            if (type.Properties[i] is not { IsExtensionData: true, Get: { } get, Set: { } set } property || property.PropertyType != typeof(JsonObject))
                continue;
            var replacement = type.CreateJsonPropertyInfo(typeof(IDictionary<string, object?>), property.Name);
            replacement.IsExtensionData = true;
            replacement.Get = owner => get(owner) is JsonObject properties ? new UnknownProperties(properties) : null;
            // Called where there is none yet, with an empty dictionary to be filled.
            replacement.Set = (owner, _) => set(owner, new JsonObject());
            type.Properties[i] = replacement;
        }
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
