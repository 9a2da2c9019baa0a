using System.Text.Json;

namespace CampaignBot.Training;

/// <summary>
/// Reads messages to ask a guard about. <c>.csv</c>: a header with <c>text</c> or <c>prompt</c>, and <c>label</c>; <c>.jsonl</c>: a line each
/// of <c>{"text", "label"}</c>. A label is 1, true or the name of a verdict for an attack, and 0, false or <c>clear</c> for any other message.
/// A file without labels is all of one kind, which the reader is told.
/// </summary>
public static class GuardDataFile
{
    private static readonly string[] Clear = ["0", "false", "clear", "benign"];
    private static readonly string[] Attack = ["1", "true", "attack", "injection", "disinformation", "abuse", "crisis"];

    /// <summary>Reads a file.</summary>
    /// <param name="unlabelled">Whether messages without a label are attacks; null where each must have one.</param>
    /// <exception cref="InvalidDataException">Something in it can't be read; the message names the file and, where there is one, the line.</exception>
    public static async Task<IReadOnlyList<GuardMessage>> ReadAsync(string path, bool? unlabelled, CancellationToken cancellation)
    {
        try
        {
            var rows = Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSV" => FromCsv(await CsvTable.ReadAsync(path, cancellation)),
                ".JSONL" => FromJsonLines(await File.ReadAllTextAsync(path, cancellation)),
                _ => throw new InvalidDataException("Messages for the guard come as .csv or .jsonl."),
            };
            return [.. rows.Select(row => Labelled(row, unlabelled))];
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static GuardMessage Labelled((int Line, string? Text, string? Label) row, bool? unlabelled)
    {
        if (string.IsNullOrWhiteSpace(row.Text))
            throw new InvalidDataException($"Line {row.Line}: there is no text.");
        var isAttack = row.Label switch
        {
            null or "" => unlabelled,
            _ when Attack.Contains(row.Label, StringComparer.OrdinalIgnoreCase) => true,
            _ when Clear.Contains(row.Label, StringComparer.OrdinalIgnoreCase) => false,
            _ => throw new InvalidDataException($"Line {row.Line}: the label \"{row.Label}\" is none of {string.Join(", ", Clear)}, {string.Join(", ", Attack)}."),
        };
        return new GuardMessage(row.Text, isAttack ?? throw new InvalidDataException($"Line {row.Line}: there is no label."));
    }

    private static IEnumerable<(int Line, string? Text, string? Label)> FromCsv(CsvTable table)
    {
        var (texts, labels) = (table.Find("text", "prompt"), table.Find("label", "verdict"));
        if (texts < 0)
            throw new InvalidDataException("The first line names the columns; \"text\" or \"prompt\" must be among them.");
        foreach (var row in table.Rows())
        {
            if (row.Fields.Count != table.Columns.Count)
                throw new InvalidDataException($"Line {row.Line}: {row.Fields.Count} fields where the header names {table.Columns.Count}.");
            yield return (row.Line, row[texts], row[labels]);
        }
    }

    private static IEnumerable<(int Line, string? Text, string? Label)> FromJsonLines(string text)
    {
        var line = 0;
        foreach (var json in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json))
                yield return FromJson(json, line);
        }
    }

    private static (int Line, string? Text, string? Label) FromJson(string json, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var label = root.TryGetProperty("label", out var found) || root.TryGetProperty("verdict", out found) ? found.ToString() : null;
            return (line, root.GetProperty("text").GetString(), label);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Line {line}: not an object with a \"text\".", e);
        }
    }
}
