using System.Buffers;
using System.Text.Json;

namespace CampaignBot.Turns;

/// <summary>Writes the bodies of documents, in a buffer that each thread keeps: a turn writes half a dozen of them.</summary>
internal static class DocumentBody
{
    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int MaxKept = 256 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _kept;

    /// <summary>The JSON object whose properties <paramref name="write"/> writes of <paramref name="value"/>.</summary>
    public static byte[] Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var (buffer, writer) = _kept ?? Make();
        _kept = null;
        writer.WriteStartObject();
        write(writer, value);
        writer.WriteEndObject();
        writer.Flush();
        var body = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            _kept = (buffer, writer);
        }

        return body;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Make()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer));
    }
}
