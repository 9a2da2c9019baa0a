using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Training;

/// <summary>
/// Turns the content of an HTML page into Markdown: headings, paragraphs, lists, tables, bold, italics and links a voter may be given. <see cref="HtmlClutter"/>
/// is dropped.
/// </summary>
internal sealed partial class HtmlMarkdown
{
    /// <summary>Pages nest a few dozen deep; what nests deeper is meant to break a reader.</summary>
    public const int MaxDepth = 400;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    private static readonly string AnyBlock = string.Join(',', Blocks);

    private readonly MarkdownBlocks _blocks = new();
    private readonly StringBuilder _inline = new();
    private readonly Uri? _base;

    private HtmlMarkdown(Uri? baseLink) => _base = baseLink;

    /// <summary>The Markdown of an element's content.</summary>
    /// <param name="baseLink">Where the page is published: relative links start from there, and headings keep their anchors. Where null, both are lost.</param>
    /// <exception cref="InvalidDataException">It nests more than <see cref="MaxDepth"/> deep.</exception>
    public static string Of(IElement root, Uri? baseLink)
    {
        if (Deeper(root))
            throw new InvalidDataException("The page is nested too deeply to be read.");
        var writer = new HtmlMarkdown(baseLink);
        writer.Children(root);
        writer.Flush();
        return writer._blocks.ToString();
    }

    private static bool Deeper(IElement root)
    {
        var (node, depth) = ((INode)root, 0);
        while (true)
        {
            if (depth > MaxDepth)
                return true;
            if (node.FirstChild is { } child)
            {
                (node, depth) = (child, depth + 1);
                continue;
            }
            while (node != root && node.NextSibling is null)
                (node, depth) = (node.Parent!, depth - 1);
            if (node == root)
                return false;
            node = node.NextSibling!;
        }
    }

    private void Children(INode parent)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text)
                Say(text.Data);
            else if (child is IElement element && !HtmlClutter.Is(element))
                Element(element);
        }
    }

    private void Say(string words)
    {
        var text = MarkdownBlocks.Text(words);
        // Together they would be a link, or a tag.
        if (_inline.Length > 0 && (_inline[^1] == ']' && text.StartsWith('(') || _inline[^1] == '<'))
            _inline.Append(' ');
        _inline.Append(text);
    }

    private void Element(IElement element)
    {
        var name = element.LocalName;
        switch (name)
        {
            case "br": _inline.Append('\n'); break;
            case "wbr": break;
            case "a": Anchor(element); break;
            case "b" or "strong" when !InHeading(element): Wrapped(element, "**"); break;
            case "i" or "em" when !InHeading(element): Wrapped(element, "*"); break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": Heading(element, name[1] - '0'); break;
            case "summary": Heading(element, Math.Clamp(_blocks.HeadingLevel + 1, 2, 6)); break;
            case "ul" or "ol": List(element, name == "ol"); break;
            case "li": Item(element); break;
            case "dt": Heading(element, Math.Clamp(_blocks.HeadingLevel + 1, 3, 6)); break;
            case "table" when IsData(element): Table(element); break;
            case "pre": Preformatted(element); break;
            case var _ when Blocks.Contains(name): Block(element); break;
            default: Children(element); break;
        }
    }

    private void Block(IElement element)
    {
        Flush();
        Children(element);
        Flush();
    }

    private void Flush()
    {
        var text = Tidy(_inline.ToString());
        _inline.Clear();
        _blocks.Paragraph(text);
    }

    private void Heading(IElement element, int level)
    {
        Flush();
        var text = InlineOf(element);
        // So that an answer can be cited with the very place it stands at.
        var named = element.Id is null ? element.QuerySelector("a[id], a[name]") ?? element : element;
        var anchor = named.Id ?? named.GetAttribute("name") ?? "";
        _blocks.Heading(level, text, _base is not null && PlainAnchor().IsMatch(anchor) ? anchor : null);
    }

    private void List(IElement element, bool isOrdered)
    {
        Flush();
        if (IsContents(element))
            return;
        _blocks.BeginList(isOrdered);
        Children(element);
        Flush();
        _blocks.EndList();
    }

    private void Item(IElement element)
    {
        Flush();
        _blocks.BeginItem();
        Children(element);
        Flush();
    }

    private void Preformatted(IElement element)
    {
        Flush();
        _inline.AppendJoin('\n', element.TextContent.Split('\n').Select(MarkdownBlocks.Text));
        Flush();
    }

    private void Wrapped(IElement element, string mark)
    {
        if (element.QuerySelector(AnyBlock) is not null || _inline.Length > 0 && _inline[^1] == '*')
        {
            Children(element);
            return;
        }
        var before = _inline.Length;
        Children(element);
        var text = _inline.ToString(before, _inline.Length - before);
        var inner = text.Trim();
        // Marks hold only around what is on one line and not marked itself.
        if (inner.Length == 0 || inner.Contains('\n', StringComparison.Ordinal) || inner.Contains('*', StringComparison.Ordinal))
            return;
        _inline.Length = before;
        var start = text.IndexOf(inner, StringComparison.Ordinal);
        _inline.Append(text.AsSpan(0, start)).Append(mark).Append(inner).Append(mark).Append(text.AsSpan(start + inner.Length));
    }

    private void Anchor(IElement element)
    {
        if (element.QuerySelector(AnyBlock) is not null)
        {
            Children(element);
            return;
        }
        var before = _inline.Length;
        Children(element);
        var text = _inline.ToString(before, _inline.Length - before);
        if (text.Trim() is { Length: > 0 } inner && Target(element) is { } target)
        {
            _inline.Length = before;
            _inline.Append(text.StartsWith(' ') ? " " : "").Append(MarkdownBlocks.Link(inner, target)).Append(text.EndsWith(' ') ? " " : "");
        }
    }

    /// <summary>Where a link leads; null where a voter must not be sent there, or it stays on the page.</summary>
    private Uri? Target(IElement anchor)
    {
        var href = anchor.GetAttribute("href")?.Trim() ?? "";
        if (href.Length == 0 || href[0] == '#')
            return null;
        var link = Uri.TryCreate(href, UriKind.Absolute, out var absolute) && !absolute.IsFile ? absolute
            : _base is not null && Uri.TryCreate(_base, href, out var relative) ? relative
            : null;
        return link?.Scheme is "mailto" or "tel" || SafeLink.TryRead(link?.AbsoluteUri ?? "", out _) ? link : null;
    }

    private string InlineOf(IElement element)
    {
        var kept = _inline.ToString();
        _inline.Clear();
        foreach (var node in element.ChildNodes)
            Inline(node);
        var text = Tidy(_inline.ToString()).Replace('\n', ' ');
        _inline.Clear().Append(kept);
        return text;
    }

    /// <summary>What stands in a heading or cell, blocks in it as lines.</summary>
    private void Inline(INode node)
    {
        if (node is IText text)
        {
            Say(text.Data);
            return;
        }
        if (node is not IElement element || HtmlClutter.Is(element))
            return;
        switch (element.LocalName)
        {
            case "br": _inline.Append('\n'); break;
            case "a": Anchor(element); break;
            case "b" or "strong" when !InHeading(element): Wrapped(element, "**"); break;
            default:
                var isBlock = Blocks.Contains(element.LocalName);
                _inline.Append(isBlock ? "\n" : "");
                foreach (var child in element.ChildNodes)
                    Inline(child);
                _inline.Append(isBlock ? "\n" : "");
                break;
        }
    }

    private void Table(IElement table)
    {
        Flush();
        if (table.QuerySelector("caption") is { } caption)
            _blocks.Paragraph(InlineOf(caption));
        var rows = table.QuerySelectorAll("tr").Select(r => r.Children.Where(c => c.LocalName is "td" or "th").ToList()).Where(r => r.Count > 0).ToList();
        // Each row with a name of its own, and no row above that names columns: a list of names and values.
        if (rows.TrueForAll(r => r is [{ LocalName: "th" }, { LocalName: "td" }]))
        {
            _blocks.BeginList(isOrdered: false);
            foreach (var row in rows)
            {
                _blocks.BeginItem();
                _blocks.Paragraph($"**{InlineOf(row[0]).Replace("**", "", StringComparison.Ordinal)}**: {InlineOf(row[1])}");
            }
            _blocks.EndList();
            return;
        }
        _blocks.Table([.. rows.Select(r => r.SelectMany(Cells).ToList())]);

        // A cell over several columns says the same in each.
        IEnumerable<string> Cells(IElement cell) =>
            Enumerable.Repeat(InlineOf(cell), int.TryParse(cell.GetAttribute("colspan"), System.Globalization.CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, 20) : 1);
    }

    private static bool IsData(IElement table) =>
        table.GetAttribute("role") is not ("presentation" or "none")
        && table.QuerySelector("table") is null
        && table.QuerySelectorAll("tr").Any(r => r.Children.Length > 1);

    /// <summary>A list of nothing but links within the page: its contents.</summary>
    private static bool IsContents(IElement list) =>
        list.QuerySelectorAll("li") is { Length: > 0 } items
        && items.All(i => i.QuerySelector("a[href^='#']") is { } link && link.TextContent.Trim() == i.TextContent.Trim());

    private static bool InHeading(IElement element) => element.Closest("h1,h2,h3,h4,h5,h6,summary,dt") is not null;

    private static string Tidy(string inline)
    {
        var lines = inline.Split('\n').Select(l => Spaces().Replace(l, " ").Trim()).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^\w[\w.:-]{0,79}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PlainAnchor();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
