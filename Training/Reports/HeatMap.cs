using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>
/// Counts in rows and columns, the darker the more: what was expected against what came, say. Each row is coloured by its own total,
/// so that rare ones can be read too.
/// </summary>
/// <param name="RowsName">What the rows are.</param>
/// <param name="ColumnsName">What the columns are.</param>
/// <param name="Counts">A list for each row, with as many numbers as there are columns.</param>
public sealed record HeatMap(
    string Title, string Summary, string RowsName, string ColumnsName, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<int>> Counts)
    : Chart(Title, Summary)
{
    private const int LongestLabel = 26;
    private const double Names = 210, Heads = 170, Cell = 34;

    internal override XElement Draw()
    {
        // A column's name leans to the right, out over the last column.
        var (width, height) = (Names + (Columns.Count * Cell) + 130, Heads + (Rows.Count * Cell) + 8);
        var shapes = new List<XElement>
        {
            Markup.Label(Names - 10, Heads - 10, $"{RowsName} ↓  {ColumnsName} →", "end", "tick"),
        };
        for (var c = 0; c < Columns.Count; c++)
        {
            var name = Markup.Label(0, 0, Markup.Shortened(Columns[c], LongestLabel), "start", "name");
            name.SetAttributeValue("transform", $"translate({Markup.Number(Names + (c * Cell) + 20)} {Markup.Number(Heads - 8)}) rotate(-50)");
            shapes.Add(name);
        }
        for (var r = 0; r < Rows.Count; r++)
        {
            var y = Heads + (r * Cell);
            var total = Math.Max(1, Counts[r].Sum());
            shapes.Add(Markup.Label(Names - 10, y + (Cell / 2) + 4.5, Markup.Shortened(Rows[r], LongestLabel), "end", "name"));
            for (var c = 0; c < Columns.Count; c++)
            {
                var x = Names + (c * Cell);
                var share = (double)Counts[r][c] / total;
                shapes.Add(Markup.Shape("rect", ("x", x + 1), ("y", y + 1), ("width", Cell - 2), ("height", Cell - 2), ("rx", 3), ("class", "cell")));
                if (Counts[r][c] == 0)
                    continue;
                shapes.Add(Markup.Shape(
                    "rect", ("x", x + 1), ("y", y + 1), ("width", Cell - 2), ("height", Cell - 2), ("rx", 3), ("class", "fill-1"), ("fill-opacity", Shade(share))));
                shapes.Add(Markup.Label(x + (Cell / 2), y + (Cell / 2) + 4.5, Written(Counts[r][c], ChartNumbers.Plain), "middle", share > 0.4 ? "count on" : "count"));
            }
        }
        return Markup.Plot(width, height, Described, shapes);
    }

    /// <summary>The cells that are not nought; the table of all would be mostly noughts.</summary>
    internal override ReportTable Numbers() => new(
        Title,
        [RowsName, ColumnsName, "Count"],
        [.. from r in Enumerable.Range(0, Rows.Count)
            from c in Enumerable.Range(0, Columns.Count)
            where Counts[r][c] > 0
            select (string[])[Rows[r], Columns[c], Written(Counts[r][c], ChartNumbers.Plain)]]);

    /// <summary>Light enough for dark figures up to two fifths of a row, dark enough for light ones from there on.</summary>
    private static double Shade(double share) => share > 0.4 ? 0.85 + (0.15 * share) : 0.12 + (0.6 * share);
}
