using System.Globalization;
using CampaignBot.Core.Understanding;
using CsvHelper;

namespace CampaignBot.Training;

/// <summary>
/// A CSV file whose first row names the columns, as spreadsheets and databases write them: comma, semicolon or tab between fields. Columns are
/// found by any of several names, whatever their case, accents, spaces and punctuation.
/// </summary>
public sealed class CsvTable
{
    /// <summary>A larger file is refused.</summary>
    public const long MaxBytes = 128L * 1024 * 1024;

    private const int MaxRowBytes = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly string _text;

    private CsvTable(string path, string text)
    {
        (_path, _text) = (path, text);
        using var reader = Reader(CsvMalformedDataHandling.Recover);
        Columns = [.. reader.Headers.Select(Plain)];
    }

    /// <summary>The columns' names in lower case without accents, spaces and punctuation.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <exception cref="InvalidDataException">The file is too large or no text.</exception>
    public static async Task<CsvTable> ReadAsync(string path, CancellationToken cancellation) =>
        new(path, await TextFile.ReadAsync(path, MaxBytes, cancellation));

    /// <summary>A table from its text, for telling by its head what it is.</summary>
    public static CsvTable Of(string text) => new("", text);

    /// <summary>Where the column of one of these names is; -1 where none is.</summary>
    /// <param name="names">As in <see cref="Columns"/>; an earlier one is preferred.</param>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i] == name)
                    return i;
            }
        }
        return -1;
    }

    /// <summary>The rows below the header, each with the line it begins on.</summary>
    /// <exception cref="InvalidDataException">A quoted field is not closed or goes on after its end; the message names file and line.</exception>
    public IEnumerable<CsvTableRow> Rows()
    {
        using var reader = Reader(CsvMalformedDataHandling.Throw);
        while (Next(reader))
        {
            var row = new CsvTableRow((int)reader.LineNumber, reader.Current.ToArray());
            if (row.Fields.Any(field => !string.IsNullOrWhiteSpace(field)))
                yield return row;
        }
    }

    private static string Plain(string name) => FoldedText.Fold(name).Replace(" ", "", StringComparison.Ordinal);

    private bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{_path}: Line {e.LineNumber}: a quoted field is not closed, or a quote stands where none may (inside a quoted field it is doubled)."), e);
        }
    }

    private CsvReader Reader(CsvMalformedDataHandling malformed) => CsvReader.FromText(_text, new CsvReaderOptions
    {
        MalformedData = malformed,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        DetectSeparatorHint = true,
        MaxRecordSize = MaxRowBytes,
        IncludeValuesInExceptions = false,
    });
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line it begins on, 1-based.</param>
public sealed record CsvTableRow(int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The field of a column; empty where there is no such column or the row is too short.</summary>
    public string this[int column] => column >= 0 && column < Fields.Count ? Fields[column] : "";
}
