using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Storage.Cosmos;

/// <summary>
/// The text a declared field is kept as beside the body, which sorts like (value, id, partition): by Unicode value, and by
/// type. So every comparison of <see cref="DocumentQuery"/> is a range of one indexed property, every order is that property
/// alone, and a page begins after the last text seen.
/// </summary>
/// <remarks>
/// Only ASCII is in it, whose order no service and no client disputes. A space separates the parts and sorts before all
/// else: space, control characters and '!' are written '!' and two hex digits, '~' and the bytes of UTF-8 above it '~' and two.
/// Numbers are compared as doubles, as JSON's are in Cosmos DB.
/// </remarks>
internal static class SortText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range('"', '~' - '"').Select(c => (char)c)]);

    /// <summary>The texts of a document, by field; "id" has one always.</summary>
    /// <exception cref="ArgumentException">The body is not a JSON object.</exception>
    public static IEnumerable<(string Field, string Text)> All(DocumentKind kind, DocumentKey key, ReadOnlyMemory<byte> body)
    {
        var partition = Escape(key.Partition);
        var ending = $" {Escape(key.Id)} {partition}";
        return [("id", $"{Value(key.Id)} {partition}"), .. Values(kind, body.Span).Select(v => (v.Field, v.Value + ending))];
    }

    /// <summary>How a value begins, with its type before it: b, n or s.</summary>
    public static string Value(object value) => value switch
    {
        string text => "s" + Escape(text),
        bool flag => flag ? "b1" : "b0",
        IConvertible number => "n" + Sortable(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("Not a value that can be compared.", nameof(value)),
    };

    private static List<(string Field, string Value)> Values(DocumentKind kind, ReadOnlySpan<byte> body)
    {
        var values = new List<(string, string)>();
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DocumentLimits.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new ArgumentException($"The body of a {kind.Name} document must be a JSON object.", nameof(body));
            while (values.Count < kind.Fields.Count && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = 0;
                while (field < kind.Fields.Count && !reader.ValueTextEquals(kind.Fields[field]))
                    field++;
                reader.Read();
                object? value = reader.TokenType switch
                {
                    _ when field == kind.Fields.Count => null,
                    JsonTokenType.String => reader.GetString(),
                    JsonTokenType.Number => reader.GetDouble(),
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    _ => null,
                };
                if (value is not null)
                    values.Add((kind.Fields[field], Value(value)));
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The body of a {kind.Name} document is not valid JSON.", nameof(body), e);
        }

        return values;
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is > (byte)'!' and < (byte)'~')
                escaped.Append((char)unit);
            else
                escaped.Append(unit < (byte)'~' ? '!' : '~').Append(unit.ToString("x2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    /// <summary>16 hex digits that sort like the number: the sign's bit turned, and all others of a negative.</summary>
    private static string Sortable(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return (bits < 0 ? ~bits : bits ^ long.MinValue).ToString("x16", CultureInfo.InvariantCulture);
    }
}
