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
    public static async Task<IReadOnlyList<GoldQuestion>> ReadAsync(string contentFolder, string language, CancellationToken cancellation)
    {
        var path = Path.Combine(contentFolder, "evaluation", $"questions.{language}.csv");
        var table = await CsvTable.ReadAsync(path, cancellation);
        var (text, expected, severity, split) = (table.Find("question", "text"), table.Find("expected"), table.Find("severity"), table.Find("split"));
        if (text < 0 || expected < 0)
            throw new InvalidDataException($"{path}: Line 1: the first line names the columns; \"question\" and \"expected\" must be among them.");
        return [.. table.Rows().Select(row => Of(path, row, row[text], row[expected], row[severity], row[split]))];
    }

    /// <summary>A severity as a row names it, or the one it has where none is given.</summary>
    /// <exception cref="InvalidDataException">There is no such severity; the message names file and line.</exception>
    internal static Severity SeverityOf(string path, CsvTableRow row, string severity, Severity otherwise) => severity switch
    {
        "" => otherwise,
        _ when Enum.TryParse<Severity>(severity, ignoreCase: true, out var named) && Enum.IsDefined(named) => named,
        _ => throw new InvalidDataException($"{path}: Line {row.Line}: the severity \"{severity}\" is none of minor, major and critical."),
    };

    private static GoldQuestion Of(string path, CsvTableRow row, string text, string expected, string severity, string split)
    {
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        string[][] parts = [.. expected.Split('&', Tidy).Select(part => part.Split('|', Tidy))];
        if (text.Length == 0 || parts.Length == 0 || parts.Any(p => p.Length == 0))
            throw new InvalidDataException($"{path}: Line {row.Line}: a question and what is expected, divided by a comma, should stand here.");
        var isAboutVoting = parts.Any(p => p.Any(name => name is "elsewhere" || name.StartsWith("voting/", StringComparison.Ordinal)));
        var how = SeverityOf(path, row, severity, isAboutVoting ? Severity.Critical : Severity.Major);
        return split is "" or "seen" or "unseen"
            ? new GoldQuestion(text, parts, how, split == "unseen")
            : throw new InvalidDataException($"{path}: Line {row.Line}: the split \"{split}\" is neither seen nor unseen.");
    }
}
