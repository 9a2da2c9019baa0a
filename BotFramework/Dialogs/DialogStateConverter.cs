using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Writes a stack so that what dialogs keep comes back with its types, whatever the serialiser's options.</summary>
internal sealed class DialogStateConverter : JsonConverter<DialogState>
{
    public static void Write(Utf8JsonWriter writer, DialogState state, DataTypes types)
    {
        types = state.Types ?? types;
        writer.WriteStartObject();
        writer.WriteStartArray("dialogStack");
        foreach (var instance in state.DialogStack)
            DialogInstanceConverter.Write(writer, instance, types);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static DialogState Read(JsonElement json)
    {
        var state = new DialogState();
        if (Property(json, "dialogStack") is not { ValueKind: JsonValueKind.Array } stack)
            return state;
        state.DialogStack.EnsureCapacity(stack.GetArrayLength() + 2);
        foreach (var instance in stack.EnumerateArray())
            state.DialogStack.Add(DialogInstanceConverter.Read(instance));
        return state;
    }

    /// <summary>A property of an object; null where it is missing or null.</summary>
    public static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object ? throw new JsonException("The stored dialog state isn't well formed.")
        : json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : null;

    public override DialogState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, DialogState value, JsonSerializerOptions options) =>
        Write(writer, value, DataTypes.Basic);
}

/// <inheritdoc cref="DialogStateConverter"/>
internal sealed class DialogInstanceConverter : JsonConverter<DialogInstance>
{
    public static void Write(Utf8JsonWriter writer, DialogInstance instance, DataTypes types)
    {
        writer.WriteStartObject();
        writer.WriteString("id", instance.Id);
        writer.WriteStartObject("state");
        try
        {
            if (instance.State is StateValues stored)
                stored.Write(writer, types);
            else
                WriteAll(writer, instance.State, types);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The state of the dialog '{instance.Id}' can't be stored: {e.Message}", e);
        }

        writer.WriteEndObject();
        if (instance.StackIndex is { } index)
            writer.WriteNumber("stackIndex", index);
        if (instance.Version is { } version)
            writer.WriteString("version", version);
        writer.WriteEndObject();
    }

    public static DialogInstance Read(JsonElement json)
    {
        var id = DialogStateConverter.Property(json, "id")?.GetString() ?? throw new JsonException("A dialog in the stored state has no id.");
        return new DialogInstance
        {
            Id = id,
            State = DialogStateConverter.Property(json, "state") is { ValueKind: JsonValueKind.Object } state ? new StateValues(state, id) : new Dictionary<string, object>(StringComparer.Ordinal),
            StackIndex = DialogStateConverter.Property(json, "stackIndex")?.GetInt32(),
            Version = DialogStateConverter.Property(json, "version")?.GetString(),
        };
    }

    public override DialogInstance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, DialogInstance value, JsonSerializerOptions options) =>
        Write(writer, value, DataTypes.Basic);

    private static void WriteAll(Utf8JsonWriter writer, IDictionary<string, object> state, DataTypes types)
    {
        foreach (var (key, value) in state)
        {
            writer.WritePropertyName(key);
            TaggedValues.Write(writer, value, types);
        }
    }
}
