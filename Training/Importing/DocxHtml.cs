using System.Globalization;
using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CampaignBot.Training;

/// <summary>The content of a Word document as HTML: headings by their styles, lists, tables, bold, italics and links. What was deleted in a revision is gone.</summary>
internal sealed class DocxHtml
{
    /// <summary>The class of the heading that the document's style says is its title.</summary>
    public const string TitleClass = "title";

    private readonly MainDocumentPart _part;
    private readonly StringBuilder _html = new();
    private readonly Dictionary<string, Style> _styles;
    private readonly Stack<bool> _lists = new();

    private DocxHtml(MainDocumentPart part)
    {
        _part = part;
        _styles = (part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            .Where(s => s.StyleId?.Value is not null)
            .DistinctBy(s => s.StyleId!.Value, StringComparer.Ordinal)
            .ToDictionary(s => s.StyleId!.Value!, StringComparer.Ordinal);
    }

    public static string Of(MainDocumentPart part, Body body)
    {
        var writer = new DocxHtml(part);
        writer.Blocks(body, 0);
        writer.CloseLists(0);
        return writer._html.ToString();
    }

    private void Blocks(OpenXmlElement parent, int depth)
    {
        if (depth > HtmlMarkdown.MaxDepth)
            throw new InvalidDataException("The document is nested too deeply to be read.");
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph: Paragraph(paragraph); break;
                case Table table: Table(table, depth); break;
                case SdtBlock { SdtContentBlock: { } content } block when !IsContents(block): Blocks(content, depth + 1); break;
                case CustomXmlBlock or InsertedRun: Blocks(element, depth + 1); break;
            }
        }
    }

    private void Paragraph(Paragraph paragraph)
    {
        var style = StyleOf(paragraph);
        var name = style?.StyleName?.Val?.Value ?? paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "";
        // The lines of a table of contents.
        if (name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase))
            return;
        var inline = new StringBuilder();
        Inline(paragraph, inline, 0);
        var text = inline.ToString();
        if (HeadingLevel(paragraph, style, name) is { } level)
        {
            CloseLists(0);
            _html.Append(CultureInfo.InvariantCulture, $"<h{level}{(IsTitle(style, name) ? $" class=\"{TitleClass}\"" : "")}>{text}</h{level}>\n");
        }
        else if (ListOf(paragraph, style) is var (depth, isOrdered))
        {
            CloseLists(depth + 1);
            while (_lists.Count <= depth)
            {
                _lists.Push(isOrdered);
                _html.Append(isOrdered ? "<ol>" : "<ul>");
            }
            _html.Append("<li>").Append(text).Append("</li>\n");
        }
        else
        {
            CloseLists(0);
            _html.Append("<p>").Append(text).Append("</p>\n");
        }
    }

    private void CloseLists(int count)
    {
        while (_lists.Count > count)
            _html.Append(_lists.Pop() ? "</ol>" : "</ul>");
    }

    private void Table(Table table, int depth)
    {
        CloseLists(0);
        _html.Append("<table>");
        var isFirst = true;
        foreach (var row in table.Elements<TableRow>())
        {
            var cell = isFirst ? "th" : "td";
            _html.Append("<tr>");
            foreach (var content in row.Elements<TableCell>())
            {
                var span = Math.Clamp(content.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, 20);
                _html.Append(CultureInfo.InvariantCulture, $"<{cell} colspan=\"{span}\">");
                Blocks(content, depth + 1);
                CloseLists(0);
                _html.Append(CultureInfo.InvariantCulture, $"</{cell}>");
            }
            _html.Append("</tr>\n");
            isFirst = false;
        }
        _html.Append("</table>\n");
    }

    private void Inline(OpenXmlElement parent, StringBuilder html, int depth)
    {
        if (depth > HtmlMarkdown.MaxDepth)
            throw new InvalidDataException("The document is nested too deeply to be read.");
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Run run: Run(run, html); break;
                case Hyperlink link: Link(link, html, depth); break;
                case InsertedRun or SimpleField or SdtRun or SdtContentRun or CustomXmlRun: Inline(element, html, depth + 1); break;
            }
        }
    }

    private void Link(Hyperlink link, StringBuilder html, int depth)
    {
        var target = _part.HyperlinkRelationships.FirstOrDefault(r => r.Id == link.Id?.Value)?.Uri;
        if (target is { IsAbsoluteUri: true })
            html.Append("<a href=\"").Append(WebUtility.HtmlEncode(target.AbsoluteUri)).Append("\">");
        Inline(link, html, depth + 1);
        if (target is { IsAbsoluteUri: true })
            html.Append("</a>");
    }

    private static void Run(Run run, StringBuilder html)
    {
        var properties = run.RunProperties;
        if (IsOn(properties?.Vanish) || IsOn(properties?.Strike))
            return;
        var (isBold, isItalic) = (IsOn(properties?.Bold), IsOn(properties?.Italic));
        html.Append(isBold ? "<b>" : "").Append(isItalic ? "<i>" : "");
        foreach (var element in run.ChildElements)
        {
            switch (element)
            {
                case Text text: html.Append(WebUtility.HtmlEncode(text.Text)); break;
                case TabChar: html.Append(' '); break;
                case Break or CarriageReturn: html.Append("<br>"); break;
                case NoBreakHyphen: html.Append('-'); break;
            }
        }
        html.Append(isItalic ? "</i>" : "").Append(isBold ? "</b>" : "");
    }

    private static bool IsOn(OnOffType? property) => property is not null && (property.Val is null || property.Val.Value);

    private Style? StyleOf(Paragraph paragraph) =>
        paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } id ? _styles.GetValueOrDefault(id) : null;

    /// <summary>A style and those it is based on.</summary>
    private IEnumerable<Style> WithBases(Style? style)
    {
        for (var steps = 0; style is not null && steps < 20; steps++)
        {
            yield return style;
            style = style.BasedOn?.Val?.Value is { } id ? _styles.GetValueOrDefault(id) : null;
        }
    }

    private bool IsTitle(Style? style, string name) =>
        name.Equals("title", StringComparison.OrdinalIgnoreCase) || WithBases(style).Any(s => "title".Equals(s.StyleName?.Val?.Value, StringComparison.OrdinalIgnoreCase));

    private int? HeadingLevel(Paragraph paragraph, Style? style, string name)
    {
        if (IsTitle(style, name))
            return 1;
        var level = paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value
            ?? WithBases(style).Select(s => s.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(v => v is not null);
        if (level is >= 0 and < 6)
            return level + 1;
        // A document without a table of styles still names them: Heading1, heading 2.
        return name.StartsWith("heading", StringComparison.OrdinalIgnoreCase) && name[^1] is >= '1' and <= '6' ? name[^1] - '0' : null;
    }

    private (int Depth, bool IsOrdered)? ListOf(Paragraph paragraph, Style? style)
    {
        var numbering = paragraph.ParagraphProperties?.NumberingProperties
            ?? WithBases(style).Select(s => s.StyleParagraphProperties?.NumberingProperties).FirstOrDefault(n => n is not null);
        if (numbering?.NumberingId?.Val?.Value is not (> 0 and var id))
            return null;
        var depth = Math.Clamp(numbering.NumberingLevelReference?.Val?.Value ?? 0, 0, 8);
        var definitions = _part.NumberingDefinitionsPart?.Numbering;
        var abstractId = definitions?.Elements<NumberingInstance>().FirstOrDefault(n => n.NumberID?.Value == id)?.AbstractNumId?.Val?.Value;
        var format = definitions?.Elements<AbstractNum>().FirstOrDefault(n => n.AbstractNumberId?.Value == abstractId)?
            .Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == depth)?.NumberingFormat?.Val?.Value;
        return (depth, format is not null && format != NumberFormatValues.Bullet);
    }

    private static bool IsContents(SdtBlock block) =>
        block.SdtProperties?.GetFirstChild<SdtContentDocPartObject>()?.DocPartGallery?.Val?.Value?.Contains("Table of Contents", StringComparison.OrdinalIgnoreCase) == true;
}
