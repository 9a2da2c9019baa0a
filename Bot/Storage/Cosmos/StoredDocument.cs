using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Storage.Cosmos;

/// <summary>
/// A document as the container holds it: <c>{ id, partition, name, body, expires, ttl, k }</c>. "partition" is kind/partition
/// and the partition key; "name" the document's own id, which Cosmos DB's can't always be; "k" the texts that queries compare
/// (<see cref="SortText"/>), the only thing that is indexed.
/// </summary>
/// <remarks>
/// The body is kept as text, so that it comes back byte for byte: Cosmos DB would write its numbers and nesting anew.
/// An ETag of ours ends with the expiry, so that one of a document that has just expired is known without asking.
/// </remarks>
internal static class StoredDocument
{
    /// <summary>Cosmos DB allows 1,023 bytes.</summary>
    private const int LongestId = 1_000;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value of the partition key.</summary>
    public static string Partition(string kind, string partition) => $"{kind}/{partition}";

    /// <summary>The property, within "k", that a field of a kind is compared by.</summary>
    public static string SortName(string kind, string field) => $"{kind}.{field}";

    /// <summary>
    /// The id in the container: letters, digits, '-', '_' and ':' as they are, other bytes as '*' and two hex digits; of
    /// longer ones the SHA-256.
    /// </summary>
    public static string Id(string id)
    {
        var escaped = new StringBuilder(id.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(id))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'-' or (byte)'_' or (byte)':')
                escaped.Append((char)unit);
            else
                escaped.Append('*').Append(unit.ToString("x2", CultureInfo.InvariantCulture));
        }

        return escaped.Length <= LongestId ? escaped.ToString() : "**" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    /// <exception cref="ArgumentException">The body is not a JSON object.</exception>
    public static MemoryStream Write(DocumentKind kind, DocumentWrite write, DateTimeOffset now)
    {
        var stream = new MemoryStream(write.Body.Length + (write.Body.Length / 4) + 512);
        using var json = new Utf8JsonWriter(stream, Relaxed);
        json.WriteStartObject();
        json.WriteString("id", Id(write.Key.Id));
        json.WriteString("partition", Partition(write.Key.Kind, write.Key.Partition));
        json.WriteString("name", write.Key.Id);
        if (write.Expires is { } expires)
        {
            json.WriteString("expires", Instant(expires));
            json.WriteNumber("ttl", (int)Math.Clamp(Math.Ceiling((expires - now).TotalSeconds), 1, int.MaxValue));
        }

        json.WriteStartObject("k");
        foreach (var (field, text) in SortText.All(kind, write.Key, write.Body))
            json.WriteString(SortName(kind.Name, field), text);
        json.WriteEndObject();
        json.WriteString("body", write.Body.Span);
        json.WriteEndObject();
        json.Flush();
        stream.Position = 0;
        return stream;
    }

    public static Document Read(string kind, JsonElement stored)
    {
        var expires = stored.TryGetProperty("expires", out var instant) ? instant.GetString() : null;
        var key = new DocumentKey(kind, stored.GetProperty("partition").GetString()![(kind.Length + 1)..], stored.GetProperty("name").GetString()!);
        return new Document(
            key,
            Encoding.UTF8.GetBytes(stored.GetProperty("body").GetString()!),
            ETag(stored.GetProperty("_etag").GetString()!, expires),
            expires is null ? null : new DateTimeOffset(long.Parse(expires, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero));
    }

    /// <summary>An instant as text that sorts: Cosmos DB's numbers have too few digits for ticks.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string ETag(string stored, DateTimeOffset? expires) => ETag(stored, expires is { } at ? Instant(at) : null);

    /// <summary>Cosmos DB's part of an ETag; null where it is none of ours or its document has expired.</summary>
    public static string? LiveETag(string etag, DateTimeOffset now)
    {
        var bar = etag.LastIndexOf('|');
        return bar > 0 && DocumentKey.IsValidPart(etag) && (bar == etag.Length - 1 || string.CompareOrdinal(etag[(bar + 1)..], Instant(now)) > 0)
            ? etag[..bar]
            : null;
    }

    private static string ETag(string stored, string? expires) => $"{stored}|{expires}";
}
