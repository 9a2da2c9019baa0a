using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CampaignBot.Channels;

/// <summary>Light Markdown as plain text, for channels that show it as it stands: no marks, lists with hyphens, each link on a line of its own.</summary>
internal static class PlainMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The text without its marks.</summary>
    public static string Of(string markdown)
    {
        var text = new StringBuilder();
        Write(Markdown.Parse(markdown, Pipeline), "", text);
        return text.ToString().Trim('\n');
    }

    private static void Write(ContainerBlock blocks, string indent, StringBuilder text)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case ListBlock list:
                    WriteList(list, indent, text);
                    text.Append('\n');
                    break;
                case ContainerBlock container:
                    Write(container, indent, text);
                    break;
                case LeafBlock { Inline: { } inline }:
                    Write(inline, text);
                    text.Append("\n\n");
                    break;
                case LeafBlock leaf:
                    text.Append(leaf.Lines.ToString()).Append("\n\n");
                    break;
            }
        }
    }

    private static void WriteList(ListBlock list, string indent, StringBuilder text)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            text.Append(indent).Append(list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ");
            var inner = new StringBuilder();
            Write(item, indent + "  ", inner);
            text.Append(inner.ToString().Trim('\n').Replace("\n\n", "\n", StringComparison.Ordinal)).Append('\n');
        }
    }

    private static void Write(ContainerInline inlines, StringBuilder text)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline auto:
                    text.Append(auto.Url);
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case LinkInline { IsImage: false, Url: { Length: > 0 } url } link:
                    WriteLink(link, url, text);
                    break;
                case ContainerInline container:
                    Write(container, text);
                    break;
            }
        }
    }

    private static void WriteLink(LinkInline link, string url, StringBuilder text)
    {
        var shown = new StringBuilder();
        Write((ContainerInline)link, shown);
        var title = shown.ToString();
        text.Append(title);
        // A link that says its own address is said once.
        if (title.AsSpan().IndexOfAny('.', '@') < 0 || !url.Contains(title, StringComparison.OrdinalIgnoreCase))
            text.Append(":\n").Append(Bare(url));
        else if (!string.Equals(title, url, StringComparison.OrdinalIgnoreCase))
            text.Remove(text.Length - title.Length, title.Length).Append(Bare(url));
    }

    private static string Bare(string url) => url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
        ? url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : url;
}
