using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Reads what a stranger sends as JSON: bounded in size and depth, no name twice, every text sound.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;

    /// <summary>The body as <typeparamref name="T"/>; null where it is empty.</summary>
    /// <exception cref="DirectLineProblem">415: not declared as JSON. 413: over <paramref name="maxBytes"/>. 400: not what is asked for.</exception>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, int maxBytes, JsonTypeInfo<T> type)
        where T : class
    {
        var body = await ReadBytesAsync(context.Request, maxBytes);
        if (body.Length == 0)
            return null;
        if (!context.Request.HasJsonContentType())
            throw DirectLineProblem.Unsupported("Send JSON, with the header 'Content-Type: application/json'.");
        return Parse(body, type);
    }

    /// <summary>The text as <typeparamref name="T"/>.</summary>
    /// <exception cref="DirectLineProblem">400: it is not.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            RequireSoundText(json.Span);
            return document.RootElement.Deserialize(type) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw DirectLineProblem.BadArgument(
                "The body must be a JSON object as the protocol has it, no more than 32 levels deep, no name given twice.");
        }
    }

    /// <summary>The whole body, read to the bound and no further.</summary>
    /// <exception cref="DirectLineProblem">413: it is larger.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
            throw DirectLineProblem.TooLarge("The body", maxBytes);
        return await ReadBytesAsync(request.Body, maxBytes, "The body", request.HttpContext.RequestAborted);
    }

    /// <summary>All of a stream, read to the bound and no further.</summary>
    /// <exception cref="DirectLineProblem">413: it is longer.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(
        Stream stream, int maxBytes, string what, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(maxBytes + 1, 4096)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            if (length > maxBytes)
                throw DirectLineProblem.TooLarge(what, maxBytes);
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min((long)maxBytes + 1, buffer.Length * 2L));
        }
    }

    // Half of a surrogate pair, written as an escape, is legal JSON that no string can hold: it would fail later.
    private static void RequireSoundText(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString();
        }
    }
}
