namespace CampaignBot.Training;

/// <summary>A message as a voter writes it, and what the bot must take it for.</summary>
/// <param name="Intents">Any of these is right: names of intents, and <see cref="None"/>.</param>
public sealed record GoldIntent(string Text, IReadOnlyList<string> Intents, Severity Severity)
{
    /// <summary>Neither small talk nor a conversation: a question, or something else.</summary>
    public const string None = "none";

    /// <summary>What is expected, as the file has it.</summary>
    public string Wanted => string.Join('|', Intents);

    /// <summary>
    /// Reads <c>evaluation/intents.{language}.csv</c> of a content folder: columns <c>text</c>; <c>intent</c>, names divided by | where any is
    /// right; and, if wanted, <c>severity</c>, minor where none is given. Nothing where there is no such file.
    /// </summary>
    /// <exception cref="InvalidDataException">A row is not of that shape; the message names file and line.</exception>
    public static async Task<IReadOnlyList<GoldIntent>> ReadAsync(string contentFolder, string language, CancellationToken cancellation)
    {
        var path = Path.Combine(contentFolder, "evaluation", $"intents.{language}.csv");
        if (!File.Exists(path))
            return [];
        var table = await CsvTable.ReadAsync(path, cancellation);
        var (text, intent, severity) = (table.Find("text"), table.Find("intent"), table.Find("severity"));
        if (text < 0 || intent < 0)
            throw new InvalidDataException($"{path}: Line 1: the first line names the columns; \"text\" and \"intent\" must be among them.");
        return [.. table.Rows().Select(row => Of(path, row, row[text], row[intent], row[severity]))];
    }

    private static GoldIntent Of(string path, CsvTableRow row, string text, string intent, string severity)
    {
        string[] intents = intent.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return text.Length > 0 && intents.Length > 0
            ? new GoldIntent(text, intents, GoldQuestion.SeverityOf(path, row.Line, severity, Severity.Minor))
            : throw new InvalidDataException($"{path}: Line {row.Line}: a message and its intent (or none), divided by a comma, should stand here.");
    }
}
