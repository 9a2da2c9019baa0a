using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

/// <summary>
/// Reads a value whose shape the protocol leaves open as string, bool, long, double, <see cref="JsonObject"/> or
/// <see cref="JsonArray"/>, so that a caller may cast it; writes any value by its own type.
/// </summary>
internal sealed class UntypedValueConverter : JsonConverter<object?>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
            // One too large comes out as infinity, which JSON can't write again.
            JsonTokenType.Number => double.IsFinite(reader.GetDouble()) ? reader.GetDouble() : throw new JsonException("The number is out of range."),
            _ => JsonNode.Parse(ref reader),
        };

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (value is null)
            writer.WriteNullValue();
        else if (value is JsonNode node)
            node.WriteTo(writer, options);
        else
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
