using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>
/// One self-contained HTML page for people: what was measured, in figures, tables and plots. It loads nothing and runs nothing (its content
/// security policy says so), encodes every text it is given, follows the reader's light or dark scheme, fits 320 px and prints.
/// Parts are added in the order in which they are read.
/// </summary>
/// <param name="title">The page's title and first heading.</param>
/// <param name="language">The language of the report's own words, as an IETF tag.</param>
public sealed class Report(string title, string language = "en")
{
    private static readonly string Style = ReadStyle();
    private readonly List<XElement> _parts = [];
    private int _regions;

    /// <summary>Begins a section.</summary>
    public Report Section(string heading) => Add(Markup.Element("h2", heading));

    /// <summary>Begins a part of a section.</summary>
    public Report Subsection(string heading) => Add(Markup.Element("h3", heading));

    /// <summary>Adds a paragraph.</summary>
    public Report Paragraph(string text) => Add(Markup.Element("p", text));

    /// <summary>Adds the figures to be seen first, each with its name.</summary>
    public Report Figures(params IReadOnlyList<ReportFigure> figures) => Add(new XElement("dl", figures.Select(f => f.Draw())));

    /// <summary>Adds a table; a wide one scrolls by itself, by keyboard too.</summary>
    public Report Table(ReportTable table) => Add(Wide(table.Caption, table.Draw()));

    /// <summary>Adds a plot, with what it shows in words and its numbers as a table to open.</summary>
    public Report Chart(Chart chart) => Add(new XElement(
        "figure",
        Markup.Element("figcaption", chart.Title),
        Wide(chart.Title, chart.Draw()),
        new XElement("details", Markup.Element("summary", "The numbers"), Wide($"{chart.Title}: the numbers", chart.Numbers().Draw()))));

    /// <summary>The page as HTML.</summary>
    public override string ToString()
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        var page = new XElement(
            "html",
            new XAttribute("lang", language),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", $"default-src 'none'; style-src 'sha256-{hash}'")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                Markup.Element("title", title),
                new XElement("style", Style)),
            new XElement("body", new XElement("main", Markup.Element("h1", title), _parts)));
        return "<!doctype html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Writes the page to a file, whose folder is made where it is missing.</summary>
    /// <exception cref="IOException">It can't be written there.</exception>
    public async Task SaveAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, ToString(), cancellation);
    }

    private Report Add(XElement part)
    {
        _parts.Add(part);
        return this;
    }

    /// <summary>Something that may be wider than the window: it scrolls, and is a stop of the keyboard with a name, so that it can be scrolled without a mouse.</summary>
    private XElement Wide(string name, XElement content)
    {
        var id = $"region-{++_regions}";
        return new XElement(
            "div",
            new XAttribute("id", id),
            new XAttribute("class", "wide"),
            new XAttribute("role", "region"),
            new XAttribute("tabindex", "0"),
            new XAttribute("aria-label", Markup.Readable(name)),
            content);
    }

    /// <summary>The style holds none of the characters that XML would encode, as HTML reads a style as it stands.</summary>
    private static string ReadStyle()
    {
        using var stream = typeof(Report).Assembly.GetManifestResourceStream("CampaignBot.Training.Reports.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>A figure to be seen first.</summary>
/// <param name="Value">As it is to be read: "93.8%".</param>
/// <param name="Note">What to know with it: "93.1% in the last run".</param>
public sealed record ReportFigure(string Name, string Value, string? Note = null)
{
    internal XElement Draw() => new(
        "div",
        Markup.Element("dt", Name),
        new XElement("dd", Markup.Element("strong", Value), Note is null ? null : Markup.Element("small", Note)));
}
