using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder;

public abstract partial class BotState
{
    /// <summary>
    /// The state during one turn. A property is JSON text until it is asked for, and from then on the object that was
    /// handed out; only such properties are serialised when the state is saved.
    /// </summary>
    public class CachedBotState
    {
        [ThreadStatic]
        private static ArrayBufferWriter<byte>? scratch;
        [ThreadStatic]
        private static Utf8JsonWriter? scratchWriter;

        private readonly List<Property> properties = [];
        private ReadOnlyMemory<byte> stored;
        private string? etag;
        private bool touched;

        internal CachedBotState(StoredJson? item)
        {
            if (item is null)
                return;
            (stored, etag) = (item.Utf8, item.ETag);
            Slice();
        }

        /// <summary>Whether a save would write.</summary>
        public bool IsChanged() => Changes(false) is not null;

        internal bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
        {
            value = default;
            if (Find(name) is not { } property)
                return false;
            touched = true;
            switch (property.Value)
            {
                case T typed:
                    value = typed;
                    return true;
                case null when property.Text.IsEmpty:
                    return false;
                case null:
                    value = JsonSerializer.Deserialize<T>(property.Text.Span, StateJson.Options);
                    break;
                default:
                    // Asked for as another type than before; it is that type from now on.
                    value = JsonSerializer.SerializeToElement(property.Value, property.Value.GetType(), StateJson.Options).Deserialize<T>(StateJson.Options);
                    break;
            }

            property.Value = value;
            return value is not null;
        }

        internal void Set(string name, object? value)
        {
            touched = true;
            var property = Find(name);
            if (property is null)
                properties.Add(property = new Property(name));
            (property.Value, property.Text) = (value, default);
        }

        internal void Remove(string name)
        {
            if (Find(name) is { } property)
                touched = properties.Remove(property);
        }

        internal void Clear()
        {
            touched = true;
            properties.Clear();
        }

        /// <summary>What is to be written; null if nothing changed.</summary>
        internal StoredJson? Changes(bool force)
        {
            if (!touched && !force)
                return null;
            var text = Write();
            if (!force && (stored.IsEmpty ? text.WrittenCount <= 2 : text.WrittenSpan.SequenceEqual(stored.Span)))
                return null;
            return new StoredJson(text.WrittenSpan.ToArray(), etag);
        }

        internal void Saved(StoredJson item) => (stored, etag) = (item.Utf8, item.ETag);

        internal JsonNode ToJson() => JsonNode.Parse(Write().WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = StateJson.MaxDepth })!;

        private void Slice()
        {
            var reader = new Utf8JsonReader(stored.Span, new JsonReaderOptions { MaxDepth = StateJson.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("The stored state is no JSON object.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                properties.Add(new Property(name) { Text = stored[start..(int)reader.BytesConsumed] });
            }
        }

        private ArrayBufferWriter<byte> Write()
        {
            scratch ??= new ArrayBufferWriter<byte>(4096);
            scratch.ResetWrittenCount();
            scratchWriter ??= new Utf8JsonWriter(scratch, new JsonWriterOptions { Encoder = BotJson.Options.Encoder, MaxDepth = StateJson.MaxDepth, SkipValidation = true });
            // A converter may save state of its own while it writes; it then gets a writer of its own.
            var (buffer, writer) = (scratch, scratchWriter);
            (scratch, scratchWriter) = (null, null);
            writer.Reset(buffer);
            writer.WriteStartObject();
            foreach (var property in properties)
            {
                if (property.Value is { } value)
                {
                    writer.WritePropertyName(property.Name);
                    JsonSerializer.Serialize(writer, value, value.GetType(), StateJson.Options);
                }
                else if (!property.Text.IsEmpty)
                {
                    writer.WritePropertyName(property.Name);
                    writer.WriteRawValue(property.Text.Span, skipInputValidation: true);
                }
            }

            writer.WriteEndObject();
            writer.Flush();
            if (buffer.Capacity <= 256 * 1024)
                (scratch, scratchWriter) = (buffer, writer);
            return buffer;
        }

        private Property? Find(string name)
        {
            foreach (var property in properties)
            {
                if (property.Name == name)
                    return property;
            }

            return null;
        }

        private sealed class Property(string name)
        {
            public string Name => name;

            public ReadOnlyMemory<byte> Text { get; set; }

            public object? Value { get; set; }
        }
    }
}
