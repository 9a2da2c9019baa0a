using System.Text.Json;

namespace CampaignBot.Training;

/// <summary>How bad it is where a question gets something wrong.</summary>
public enum Severity
{
    /// <summary>Awkward: small talk missed, the office's hours not found.</summary>
    Minor,

    /// <summary>Misleads about what the campaign stands for, or answers what should be refused.</summary>
    Major,

    /// <summary>May cost somebody their vote.</summary>
    Critical,
}

/// <summary>A question as a voter writes it, and what must come of it.</summary>
/// <param name="Expected">
/// A list for each thing that is asked; each must come, and any name in its list is right: an entry's id, a document's (<c>documents/{source}/{name}</c>), <c>intent:</c> with an
/// intent's name, <c>guard:</c> with a verdict's, <c>elsewhere</c>, <c>expired</c>, <c>asked</c> (which was meant) or <c>none</c>.
/// </param>
/// <param name="IsUnseen">Whether it was written after all thresholds were chosen, and never used to choose one.</param>
public sealed record GoldQuestion(string Text, IReadOnlyList<IReadOnlyList<string>> Expected, Severity Severity, bool IsUnseen)
{
    /// <summary>The language it is in, where its row names one.</summary>
    public string? Language { get; init; }

    /// <summary>What is expected, as the file has it.</summary>
    public string Wanted => string.Join(" & ", Expected.Select(part => string.Join("|", part)));

    /// <summary>Whether nothing but a refusal is right.</summary>
    public bool IsToBeRefused => Expected.All(part => part.All(IsRefusal));

    /// <summary>Whether only something out of the campaign's content is right.</summary>
    public bool IsToBeAnswered => Expected.All(part => part.All(name => name.Contains('/', StringComparison.Ordinal)));

    /// <summary>Whether a name stands for there being no answer.</summary>
    internal static bool IsRefusal(string name) => name is "none" or "elsewhere" or "expired" || name.StartsWith("guard:", StringComparison.Ordinal);

    /// <summary>
    /// Reads <c>evaluation/questions.{language}.csv</c> of a content folder: columns <c>question</c>; <c>expected</c>, names divided by | where
    /// any is right and by &amp; where several things are asked; and, if wanted, <c>severity</c> and <c>split</c> (<c>unseen</c>).
    /// Where no severity is given, what is about voting is critical and anything else major.
    /// </summary>
    /// <exception cref="InvalidDataException">A row is not of that shape; the message names file and line.</exception>
    /// <exception cref="IOException">There is no such file, or it can't be read.</exception>
    public static Task<IReadOnlyList<GoldQuestion>> ReadAsync(string contentFolder, string language, CancellationToken cancellation) =>
        ReadAsync(Path.Combine(contentFolder, "evaluation", $"questions.{language}.csv"), cancellation);

    /// <summary>Reads any such file, or <c>.jsonl</c> with the same fields; a row may also name its <c>language</c>.</summary>
    /// <inheritdoc cref="ReadAsync(string, string, CancellationToken)" path="/exception"/>
    public static async Task<IReadOnlyList<GoldQuestion>> ReadAsync(string path, CancellationToken cancellation)
    {
        if (Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase))
            return [.. FromJsonLines(path, await TextFile.ReadAsync(path, CsvTable.MaxBytes, cancellation))];
        var table = await CsvTable.ReadAsync(path, cancellation);
        var (text, expected, severity, split, language) = (table.Find("question", "text"), table.Find("expected"), table.Find("severity"), table.Find("split"), table.Find("language"));
        if (text < 0 || expected < 0)
            throw new InvalidDataException($"{path}: Line 1: the first line names the columns; \"question\" and \"expected\" must be among them.");
        return [.. table.Rows().Select(row => Of(path, row.Line, row[text], row[expected], row[severity], row[split], row[language]))];
    }

    private static IEnumerable<GoldQuestion> FromJsonLines(string path, string text)
    {
        foreach (var (index, json) in text.Split('\n').Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)))
        {
            JsonElement row;
            try
            {
                using var document = JsonDocument.Parse(json);
                row = document.RootElement.Clone();
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path}: Line {index + 1}: not JSON: {e.Message}", e);
            }
            if (row.ValueKind is not JsonValueKind.Object)
                throw new InvalidDataException($"{path}: Line {index + 1}: an object with \"question\" and \"expected\" should stand here.");
            yield return Of(path, index + 1, Field("question"), Field("expected"), Field("severity"), Field("split"), Field("language"));

            string Field(string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "";
        }
    }

    /// <summary>A severity as a row names it, or the one it has where none is given.</summary>
    /// <exception cref="InvalidDataException">There is no such severity; the message names file and line.</exception>
    internal static Severity SeverityOf(string path, int line, string severity, Severity otherwise) => severity switch
    {
        "" => otherwise,
        _ when Enum.TryParse<Severity>(severity, ignoreCase: true, out var named) && Enum.IsDefined(named) => named,
        _ => throw new InvalidDataException($"{path}: Line {line}: the severity \"{severity}\" is none of minor, major and critical."),
    };

    private static GoldQuestion Of(string path, int line, string text, string expected, string severity, string split, string language)
    {
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        string[][] parts = [.. expected.Split('&', Tidy).Select(part => part.Split('|', Tidy))];
        if (text.Length == 0 || parts.Length == 0 || parts.Any(p => p.Length == 0))
            throw new InvalidDataException($"{path}: Line {line}: a question and what is expected should stand here.");
        var isAboutVoting = parts.Any(p => p.Any(name => name is "elsewhere" || name.StartsWith("voting/", StringComparison.Ordinal)));
        var how = SeverityOf(path, line, severity, isAboutVoting ? Severity.Critical : Severity.Major);
        return split is "" or "seen" or "unseen"
            ? new GoldQuestion(text, parts, how, split == "unseen") { Language = language.Length > 0 ? language : null }
            : throw new InvalidDataException($"{path}: Line {line}: the split \"{split}\" is neither seen nor unseen.");
    }
}
