using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// A dialog's state as it came from storage: JSON until a value is asked for. What a turn doesn't touch is neither read
/// nor written anew, and the types that may be kept need to be known only where something is read.
/// </summary>
internal sealed class StateValues : IDictionary<string, object>
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);
    private readonly string dialogId;

    public StateValues(JsonElement json, string dialogId)
    {
        this.dialogId = dialogId;
        foreach (var property in json.EnumerateObject())
            values[property.Name] = new Unread(property.Value);
    }

    public DataTypes? Types { get; set; }

    public ICollection<string> Keys => values.Keys;

    public ICollection<object> Values => [.. values.Keys.Select(k => this[k])];

    public int Count => values.Count;

    public bool IsReadOnly => false;

    public object this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The state of the dialog '{dialogId}' has no '{key}'.");
        set => values[key] = value;
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        if (!values.TryGetValue(key, out value))
            return false;
        if (value is Unread unread)
            values[key] = value = Read(key, unread.Json)!;
        return true;
    }

    public void Write(Utf8JsonWriter writer, DataTypes types)
    {
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            if (value is Unread unread)
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(unread.Json), skipInputValidation: true);
            else
                TaggedValues.Write(writer, value, types);
        }
    }

    public void Add(string key, object value) => values.Add(key, value);

    public void Add(KeyValuePair<string, object> item) => values.Add(item.Key, item.Value);

    public void Clear() => values.Clear();

    public bool Contains(KeyValuePair<string, object> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public bool ContainsKey(string key) => values.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
    {
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    public bool Remove(string key) => values.Remove(key);

    public bool Remove(KeyValuePair<string, object> item) => Contains(item) && values.Remove(item.Key);

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() =>
        values.Keys.ToList().Select(k => KeyValuePair.Create(k, this[k])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? Read(string key, JsonElement json)
    {
        try
        {
            return TaggedValues.Read(json, Types ?? DataTypes.Basic);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            throw new DialogLostException(dialogId, $"'{key}' in the stored state of the dialog '{dialogId}' can't be read: {e.Message}", e);
        }
    }

    private sealed record Unread(JsonElement Json);
}
