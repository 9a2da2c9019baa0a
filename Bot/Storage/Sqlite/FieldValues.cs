using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Storage.Sqlite;

/// <summary>
/// How values of declared fields are kept in columns. SQLite orders numbers before texts before blobs, and a column
/// without affinity keeps each as it is; so numbers and strings stay themselves, and true and false are blobs of one byte.
/// </summary>
internal static class FieldValues
{
    private static readonly byte[] False = [0];
    private static readonly byte[] True = [1];

    /// <summary>The values of a kind's fields in a body, in their order; null where there is none that can be compared.</summary>
    /// <exception cref="ArgumentException">The body is not a JSON object.</exception>
    public static object?[] Read(DocumentKind kind, ReadOnlySpan<byte> body)
    {
        if (kind.Fields.Count == 0)
            return [];
        var values = new object?[kind.Fields.Count];
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DocumentLimits.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new ArgumentException($"The body of a {kind.Name} document must be a JSON object.", nameof(body));
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = 0;
                while (field < values.Length && !reader.ValueTextEquals(kind.Fields[field]))
                    field++;
                reader.Read();
                if (field < values.Length)
                    values[field] = Value(ref reader);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The body of a {kind.Name} document is not valid JSON.", nameof(body), e);
        }

        return values;
    }

    /// <summary>A value to compare with, as its column keeps it.</summary>
    public static object ToColumn(object value) => value is bool flag ? flag ? True : False : value;

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? whole : reader.GetDouble(),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        _ => null,
    };
}
