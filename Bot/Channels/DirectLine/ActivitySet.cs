using System.Buffers;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Writes activities as clients get them: <c>{"activities":[...],"watermark":"n"}</c>.</summary>
internal static class ActivitySet
{
    /// <summary>Part of a transcript.</summary>
    /// <param name="position">The place before the first entry, which is the watermark where there is none.</param>
    public static ReadOnlyMemory<byte> ToJson(IReadOnlyList<TranscriptEntry> entries, long position) =>
        Write(entries.Count == 0 ? position : entries[^1].Number, entries.Sum(e => e.Json.Length), writer =>
        {
            foreach (var entry in entries)
                writer.WriteRawValue(entry.Json.Span, skipInputValidation: true);
        });

    /// <summary>An activity that is in no transcript, for a client that is at <paramref name="position"/>.</summary>
    public static ReadOnlyMemory<byte> ToJson(Activity activity, long position) =>
        Write(position, 512, writer => JsonSerializer.Serialize(writer, activity, BotJson.Options));

    private static ReadOnlyMemory<byte> Write(long watermark, int size, Action<Utf8JsonWriter> writeActivities)
    {
        var buffer = new ArrayBufferWriter<byte>(size + 256);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("activities"u8);
        writeActivities(writer);
        writer.WriteEndArray();
        writer.WriteString("watermark"u8, Watermark.ToText(watermark));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
