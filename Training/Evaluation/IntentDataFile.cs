using System.Text.Json;

namespace CampaignBot.Training;

/// <summary>Labelled messages by what they are for.</summary>
public sealed record IntentData(IReadOnlyList<IntentExample> Train, IReadOnlyList<IntentExample> Validation, IReadOnlyList<IntentExample> Test);

/// <summary>
/// Reads labelled messages, by the file's ending:
/// <list type="bullet">
/// <item><c>.csv</c>: a header with <c>text</c>, <c>intent</c> (or <c>category</c> or <c>label</c>) and, if wanted, <c>language</c> and <c>split</c>;</item>
/// <item><c>.jsonl</c>: a line each of <c>{"text", "intent", "language"?, "split"?}</c>;</item>
/// <item><c>.json</c>: <c>{"train": [[text, intent], ...], "val": ..., "test": ...}</c>, the out-of-scope ones in <c>oos_train</c>, <c>oos_val</c>
/// and <c>oos_test</c>, as CLINC150 comes; or <c>{"sentences": [{"text", "intent", "training"}]}</c>, as the corpora of Braun et al. (2017) come.</item>
/// </list>
/// A split is <c>train</c> (also where none is given), <c>val</c>, <c>validation</c> or <c>test</c>. An intent that is empty, <c>none</c>,
/// <c>oos</c> or <c>out_of_scope</c> means none of these.
/// </summary>
public static class IntentDataFile
{
    private static readonly string[] Splits = ["train", "val", "validation", "test"];
    private static readonly string[] None = ["", "none", "oos", "out_of_scope"];

    private sealed record Row(string Text, string? Intent, string? Language, string? Split);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">Something in it cannot be read; the message names the file and, where there is one, the line.</exception>
    public static async Task<IntentData> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var rows = Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSV" => FromCsv(await CsvTable.ReadAsync(path, cancellation)),
                ".JSONL" => FromJsonLines(await File.ReadAllTextAsync(path, cancellation)),
                ".JSON" => FromJson(await File.ReadAllTextAsync(path, cancellation)),
                _ => throw new InvalidDataException("Labelled messages come as .csv, .jsonl or .json."),
            };
            var bySplit = rows.Select(Checked).ToLookup(r => r.Split, r => r.Example, StringComparer.Ordinal);
            return new IntentData([.. bySplit["train"]], [.. bySplit["val"], .. bySplit["validation"]], [.. bySplit["test"]]);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static (string Split, IntentExample Example) Checked((int Line, Row Row) entry)
    {
        var (line, row) = entry;
        if (string.IsNullOrWhiteSpace(row.Text))
            throw new InvalidDataException($"Line {line}: there is no text.");
        var split = string.IsNullOrEmpty(row.Split) ? Splits[0] : row.Split;
        if (!Splits.Contains(split, StringComparer.Ordinal))
            throw new InvalidDataException($"Line {line}: the split \"{split}\" is not one of {string.Join(", ", Splits)}.");
        var intent = None.Contains(row.Intent ?? "", StringComparer.OrdinalIgnoreCase) ? null : row.Intent;
        return (split, new IntentExample(row.Text, intent, string.IsNullOrEmpty(row.Language) ? null : row.Language));
    }

    private static IEnumerable<(int Line, Row Row)> FromCsv(CsvTable table)
    {
        var (text, intent) = (table.Find("text"), table.Find("intent", "category", "label"));
        var (language, split) = (table.Find("language"), table.Find("split"));
        if (text < 0 || intent < 0)
            throw new InvalidDataException("The first line names the columns; \"text\" and \"intent\" must be among them.");
        foreach (var row in table.Rows())
        {
            if (row.Fields.Count != table.Columns.Count)
                throw new InvalidDataException($"Line {row.Line}: {row.Fields.Count} fields where the header names {table.Columns.Count}.");
            yield return (row.Line, new Row(row[text], row[intent], row[language], row[split]));
        }
    }

    private static IEnumerable<(int Line, Row Row)> FromJsonLines(string text)
    {
        var line = 0;
        foreach (var json in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json))
                yield return (line, ParseLine(json, line));
        }
    }

    private static Row ParseLine(string json, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new Row(Field("text") ?? "", Field("intent"), Field("language"), Field("split"));

            string? Field(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"Line {line}: not an object with text fields.", e);
        }
    }

    private static List<(int Line, Row Row)> FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("sentences", out var sentences) ? FromSentences(sentences) : FromLists(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException("Neither an object of lists of [text, intent] nor one with \"sentences\" of {text, intent, training}.", e);
        }
    }

    private static List<(int Line, Row Row)> FromLists(JsonElement lists)
    {
        var rows = new List<(int, Row)>();
        foreach (var list in lists.EnumerateObject())
        {
            var split = list.Name.StartsWith("oos_", StringComparison.Ordinal) ? list.Name[4..] : list.Name;
            foreach (var pair in list.Value.EnumerateArray())
                rows.Add((rows.Count + 1, new Row(pair[0].GetString() ?? "", pair[1].GetString(), null, split)));
        }
        return rows;
    }

    private static List<(int Line, Row Row)> FromSentences(JsonElement sentences) =>
        [.. sentences.EnumerateArray().Select((sentence, i) => (i + 1, new Row(
            sentence.GetProperty("text").GetString() ?? "",
            sentence.GetProperty("intent").GetString(),
            null,
            sentence.TryGetProperty("training", out var training) && !training.GetBoolean() ? "test" : "train")))];
}
