using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>A table: its caption, what its columns are, and rows of as many cells, of which the first names the row. Columns of numbers align by their ends.</summary>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    internal XElement Draw()
    {
        var numbers = Enumerable.Range(0, Columns.Count).Select(c => c > 0 && Rows.All(r => IsNumber(r[c]))).ToArray();
        return new XElement(
            "table",
            Markup.Element("caption", Caption),
            new XElement("thead", new XElement("tr", Columns.Select((c, i) => Cell("th", c, numbers[i], new XAttribute("scope", "col"))))),
            new XElement("tbody", Rows.Select(row => new XElement("tr", row.Select((cell, i) =>
                i == 0 ? Cell("th", cell, false, new XAttribute("scope", "row"), new XAttribute("dir", "auto")) : Cell("td", cell, numbers[i], new XAttribute("dir", "auto")))))));
    }

    private static XElement Cell(string name, string text, bool number, params IEnumerable<XAttribute> attributes)
    {
        var cell = Markup.Element(name, text, attributes);
        if (number)
            cell.Add(new XAttribute("class", "number"));
        return cell;
    }

    private static bool IsNumber(string cell) => cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '%' or '+' or '-' or '−' or '–' or '±' or ' ');
}
