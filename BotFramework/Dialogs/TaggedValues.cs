using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// A value whose type its holder doesn't know, as JSON. Text, booleans, int, double with a point, lists and
/// dictionaries of objects are plain JSON; anything else is an object with one property that names it:
/// <c>{"$decimal":3.10}</c>, <c>{"$List&lt;string&gt;":["a"]}</c>. See <see cref="DataTypes"/> for the names.
/// </summary>
internal static class TaggedValues
{
    public static void Write(Utf8JsonWriter writer, object? value, DataTypes types)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                WriteDouble(writer, number);
                break;
            case Dictionary<string, object> map:
                WriteMap(writer, map, types);
                break;
            case List<object> list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, types);
                writer.WriteEndArray();
                break;
            case DialogState state:
                writer.WriteStartObject();
                writer.WritePropertyName("$DialogState");
                DialogStateConverter.Write(writer, state, types);
                writer.WriteEndObject();
                break;
            default:
                var type = DataTypes.Written(value.GetType());
                writer.WriteStartObject();
                writer.WritePropertyName("$" + types.NameOf(type));
                if (type.IsInstanceOfType(value))
                    JsonSerializer.Serialize(writer, value, type, types.Options);
                else
                    JsonSerializer.Serialize(writer, value, value.GetType(), types.Options);
                writer.WriteEndObject();
                break;
        }
    }

    /// <exception cref="JsonException">A name means nothing that may be kept, or the value doesn't fit it.</exception>
    public static object? Read(JsonElement json, DataTypes types)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return ReadNumber(json);
            case JsonValueKind.Array:
                var list = new List<object>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                    list.Add(Read(item, types)!);
                return list;
            case JsonValueKind.Object:
                return TryTag(json, out var tag) ? ReadTagged(tag, types) : ReadMap(json, types);
            default:
                return null;
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        Span<char> digits = stackalloc char[32];
        number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        // Without a point or exponent it would come back as an int.
        if (digits[..length].IndexOfAny('.', 'E') < 0)
        {
            ".0".CopyTo(digits[length..]);
            length += 2;
        }

        writer.WriteRawValue(digits[..length], skipInputValidation: true);
    }

    private static void WriteMap(Utf8JsonWriter writer, Dictionary<string, object> map, DataTypes types)
    {
        // A plain object with such a name would read as a tag.
        var looksTagged = map.Count == 1 && map.Keys.First().StartsWith('$');
        writer.WriteStartObject();
        if (looksTagged)
            writer.WriteStartObject("$");
        foreach (var (key, item) in map)
        {
            writer.WritePropertyName(key);
            Write(writer, item, types);
        }

        if (looksTagged)
            writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static bool TryTag(JsonElement json, out JsonProperty tag)
    {
        tag = default;
        var properties = json.EnumerateObject();
        if (!properties.MoveNext())
            return false;
        tag = properties.Current;
        return tag.Name.StartsWith('$') && !properties.MoveNext();
    }

    private static object? ReadTagged(JsonProperty tag, DataTypes types)
    {
        if (tag.Name == "$")
            return ReadMap(tag.Value, types);
        if (tag.Name == "$DialogState")
            return DialogStateConverter.Read(tag.Value);
        return types.TryFind(tag.Name[1..], out var type)
            ? tag.Value.Deserialize(type, types.Options)
            : throw new JsonException($"'{tag.Name[1..]}' names no type that dialogs of this set may keep.");
    }

    private static Dictionary<string, object> ReadMap(JsonElement json, DataTypes types)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
            map[property.Name] = Read(property.Value, types)!;
        return map;
    }

    private static object ReadNumber(JsonElement json)
    {
        if (JsonMarshal.GetRawUtf8Value(json).IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
            return json.GetDouble();
        if (json.TryGetInt32(out var number))
            return number;
        return json.TryGetInt64(out var large) ? large : json.GetDouble();
    }
}

/// <summary>Reads and writes members declared as <see cref="object"/> with their types.</summary>
internal sealed class TaggedValueConverter(DataTypes types) : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TaggedValues.Read(JsonElement.ParseValue(ref reader), types);

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        TaggedValues.Write(writer, value, types);
}

/// <summary>Reads and writes the schema's types as everywhere else: nulls left out, and their untyped parts are the protocol's, which knows no tags.</summary>
internal sealed class SchemaConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.Assembly == typeof(Activity).Assembly
        && typeToConvert.Namespace is { } ns
        && (ns.StartsWith(typeof(Activity).Namespace!, StringComparison.Ordinal) || ns == typeof(Choices.Choice).Namespace);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T>(ref reader, StateJson.Options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, StateJson.Options);
    }
}
