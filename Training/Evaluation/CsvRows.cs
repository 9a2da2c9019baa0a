using System.Text;

namespace CampaignBot.Training;

/// <summary>Reads comma-separated rows as RFC 4180 describes them: fields may be quoted, a quote inside is doubled, quoted fields may span lines.</summary>
internal static class CsvRows
{
    /// <summary>Each row that is not empty, with the line it starts on, counted from 1.</summary>
    /// <exception cref="InvalidDataException">A quoted field is not closed; the message gives its line.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, rowLine, quoteLine) = (1, 1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (quoteLine > 0)
            {
                if (c != '"')
                    field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[++i]);
                else
                    quoteLine = 0;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoteLine = line;
            }
            else if (c == ',')
            {
                EndField();
            }
            else if (c == '\n')
            {
                if (EndRow() is { } row)
                    yield return (rowLine, row);
                rowLine = line;
            }
            else if (c != '\r' || i + 1 < text.Length && text[i + 1] != '\n')
            {
                field.Append(c);
            }
        }
        if (quoteLine > 0)
            throw new InvalidDataException($"Line {quoteLine}: a quoted field is not closed.");
        if (EndRow() is { } last)
            yield return (rowLine, last);

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }

        string[]? EndRow()
        {
            if (fields.Count == 0 && field.Length == 0)
                return null;
            EndField();
            string[] row = [.. fields];
            fields.Clear();
            return row;
        }
    }
}
