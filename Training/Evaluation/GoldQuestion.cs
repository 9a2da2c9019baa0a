namespace CampaignBot.Training;

/// <summary>A question as a voter writes it, and what may come of it.</summary>
/// <param name="Expected">
/// Any of these is right: an entry's id, <c>intent:</c> with an intent's name, <c>elsewhere</c>, <c>expired</c>, <c>asked</c> (which was meant)
/// or <c>none</c>.
/// </param>
public sealed record GoldQuestion(string Text, IReadOnlyList<string> Expected)
{
    /// <summary>
    /// Reads <c>evaluation/questions.{language}.csv</c> of a content folder: a header, then a question and, divided by |, what may come of it.
    /// </summary>
    /// <exception cref="InvalidDataException">A row is not of that shape; the message names file and line.</exception>
    /// <exception cref="IOException">There is no such file, or it can't be read.</exception>
    public static async Task<IReadOnlyList<GoldQuestion>> ReadAsync(string contentFolder, string language, CancellationToken cancellation)
    {
        var path = Path.Combine(contentFolder, "evaluation", $"questions.{language}.csv");
        var text = await File.ReadAllTextAsync(path, cancellation);
        try
        {
            return [.. CsvRows.Read(text).Skip(1).Select(row => Of(row.Line, row.Fields))];
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static GoldQuestion Of(int line, string[] fields) =>
        fields is [{ Length: > 0 } text, { Length: > 0 } expected]
            ? new GoldQuestion(text, expected.Split('|'))
            : throw new InvalidDataException($"Line {line}: a question and what is expected, divided by a comma, should stand here.");
}
