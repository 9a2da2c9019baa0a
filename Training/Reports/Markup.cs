using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>Pieces of a page. All text goes through here, and System.Xml.Linq encodes it.</summary>
internal static class Markup
{
    /// <summary>An element with text, which is never written as an empty tag: HTML would take that for an open one.</summary>
    public static XElement Element(string name, string text, params IEnumerable<XAttribute> attributes) => new(name, attributes, Readable(text));

    /// <summary>A text without characters that no page may hold, such as a NUL that a voter sent.</summary>
    public static string Readable(string text)
    {
        var readable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            readable.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar);
        return readable.ToString();
    }

    /// <summary>An SVG element; a number stands with at most two decimals.</summary>
    public static XElement Shape(string name, params IEnumerable<(string Name, object Value)> attributes) => new(
        name,
        attributes.Select(a => new XAttribute(a.Name, a.Value is double number ? Number(number) : a.Value)));

    /// <summary>A text in a plot.</summary>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Label(double x, double y, string text, string anchor = "start", string kind = "tick")
    {
        var label = Shape("text", ("x", x), ("y", y), ("text-anchor", anchor), ("class", kind));
        label.Add(Readable(text));
        return label;
    }

    /// <summary>A plot of a size in pixels.</summary>
    /// <param name="described">What it shows, for who can't see it.</param>
    public static XElement Plot(double width, double height, string described, params IEnumerable<XElement> shapes)
    {
        var plot = Shape("svg", ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", width), ("height", height), ("role", "img"), ("aria-label", Readable(described)));
        plot.Add(shapes);
        return plot;
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text cut to a number of characters, where a plot has no more room; the table beneath has it whole.</summary>
    public static string Shortened(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}
