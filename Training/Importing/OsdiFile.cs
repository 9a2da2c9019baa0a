using System.Text.Json;

namespace CampaignBot.Training;

/// <summary>What a resource of the Open Supporter Data Interface is.</summary>
public enum OsdiKind { Person, Event, Other }

/// <summary>A resource in a file.</summary>
/// <param name="Line">The line it begins on, 1-based.</param>
/// <param name="Tags">Tags to add, of a person_signup_helper.</param>
internal sealed record OsdiResource(OsdiKind Kind, JsonElement Json, int Line, IReadOnlyList<string> Tags);

/// <summary>
/// Reads OSDI's JSON (github.com/opensupporter/osdi-docs): one resource, an array of them, a page of a HAL collection with its
/// <c>_embedded</c> resources, or what is posted to person_signup_helper. Comments and trailing commas are let pass.
/// </summary>
internal static class OsdiFile
{
    private const long MaxBytes = 512L << 20;
    private const int MaxDepth = 64;

    /// <summary>Every person and event of a file, and every object that is neither.</summary>
    /// <exception cref="InvalidDataException">It is too large or no JSON; the message names file and line.</exception>
    public static async Task<IReadOnlyList<OsdiResource>> ReadAsync(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new InvalidDataException($"{path}: larger than {MaxBytes >> 20} MB.");
        return Read(await File.ReadAllBytesAsync(path, cancellation), path);
    }

    private static List<OsdiResource> Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
        var found = new List<OsdiResource>();
        var lines = new LineCount();
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
                ReadArray(ref reader, bytes, lines, found);
            else if (reader.TokenType == JsonTokenType.StartObject)
                ReadRoot(ref reader, bytes, lines, found);
            else
                throw new InvalidDataException($"{path}: Line 1: expected an object or an array.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: Line {e.LineNumber + 1}: this is not valid JSON.", e);
        }
        return found;
    }

    /// <summary>A collection has its resources in <c>_embedded</c>; any other object is a resource itself.</summary>
    private static void ReadRoot(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, LineCount lines, List<OsdiResource> found)
    {
        var look = reader;
        while (look.Read() && look.TokenType == JsonTokenType.PropertyName)
        {
            var isEmbedded = look.ValueTextEquals("_embedded"u8);
            look.Read();
            if (isEmbedded && look.TokenType == JsonTokenType.StartObject)
            {
                var before = found.Count;
                var embedded = look;
                ReadEmbedded(ref embedded, bytes, lines, found);
                if (found.Count > before)
                    return;
            }
            look.Skip();
        }
        Add(ref reader, bytes, lines, found);
    }

    private static void ReadEmbedded(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, LineCount lines, List<OsdiResource> found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isOurs = reader.ValueTextEquals("osdi:people"u8) || reader.ValueTextEquals("osdi:events"u8);
            reader.Read();
            if (isOurs && reader.TokenType == JsonTokenType.StartArray)
                ReadArray(ref reader, bytes, lines, found);
            else
                reader.Skip();
        }
    }

    private static void ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, LineCount lines, List<OsdiResource> found)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            Add(ref reader, bytes, lines, found);
    }

    private static void Add(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, LineCount lines, List<OsdiResource> found)
    {
        var line = lines.At(bytes, (int)reader.TokenStartIndex);
        var json = JsonElement.ParseValue(ref reader);
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("person", out var person) && person.ValueKind == JsonValueKind.Object)
            found.Add(new OsdiResource(OsdiKind.Person, person, line, OsdiJson.Texts(json, "add_tags")));
        else
            found.Add(new OsdiResource(KindOf(json), json, line, []));
    }

    private static OsdiKind KindOf(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return OsdiKind.Other;
        if (Has("start_date", "all_day_date", "title"))
            return OsdiKind.Event;
        return Has("given_name", "family_name", "email_addresses", "phone_numbers", "postal_addresses") ? OsdiKind.Person : OsdiKind.Other;

        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (json.TryGetProperty(name, out _))
                    return true;
            }
            return false;
        }
    }

    /// <summary>Counts lines up to places that come in order.</summary>
    private sealed class LineCount
    {
        private int _line = 1;
        private int _at;

        public int At(ReadOnlySpan<byte> bytes, int index)
        {
            _line += bytes[_at..index].Count((byte)'\n');
            _at = index;
            return _line;
        }
    }
}

/// <summary>Reads fields of OSDI's JSON; what is of another type counts as missing.</summary>
internal static class OsdiJson
{
    public static string? Text(JsonElement json, string name) => Find(json, name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        // Numbers of phones and ids come as numbers too.
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    public static bool? Flag(JsonElement json, string name) => Find(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static int? Integer(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static double? Real(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    public static JsonElement? Object(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The objects of an array, the one marked primary first.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).OrderByDescending(e => Flag(e, "primary") == true)
        : [];

    public static IReadOnlyList<string> Texts(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!.Trim()).Where(t => t.Length > 0)]
        : [];

    private static JsonElement? Find(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
