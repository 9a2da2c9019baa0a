using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace CampaignBot.Training;

/// <summary>A page that somebody else wrote, whatever it was written in: what it says of itself, and its content.</summary>
/// <param name="Fields">By name in lower case: of the front matter, of meta tags, of a document's properties.</param>
/// <param name="Content">The part that is not the site around it.</param>
/// <param name="IsFieldsOnly">Whether it has fields and nothing below them, not even a tag that a site would put something in place of.</param>
internal sealed partial record Page(IReadOnlyDictionary<string, string> Fields, IElement Content, bool IsFieldsOnly = false)
{
    private const long MaxTextBytes = 8L * 1024 * 1024;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseGridTables().UseDefinitionLists().UseGenericAttributes().Build();
    private static readonly MarkdownPipeline LineByLine = new MarkdownPipelineBuilder().UsePipeTables().UseSoftlineBreakAsHardlineBreak().Build();

    /// <summary>The endings of files that can be read.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".md", ".markdown", ".html", ".htm", ".xhtml", ".docx"];

    /// <exception cref="InvalidDataException">It can't be read as what its ending says; the message doesn't name the file, and gives a line where there is one.</exception>
    public static async Task<Page> ReadAsync(string path, CancellationToken cancellation)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending == ".docx")
        {
            var (properties, html) = DocxFile.Read(path, cancellation);
            var content = Parse(html).Body!;
            // The title among a document's properties is often that of the one it was made from.
            var headings = content.QuerySelectorAll("h1");
            if ((headings.FirstOrDefault(h => h.ClassName == DocxHtml.TitleClass) ?? (headings.Length == 1 ? headings[0] : null)) is { } heading && heading.TextContent.Trim() is { Length: > 0 } title)
                properties["title"] = title;
            return new Page(properties, content);
        }
        var (fields, body) = PageFrontMatter.Divide(await TextFile.ReadAsync(path, MaxTextBytes, cancellation));
        var isFieldsOnly = fields.Count > 0 && string.IsNullOrWhiteSpace(body);
        body = Shortcode().Replace(body, "");
        var isMarkdown = ending is ".md" or ".markdown";
        var document = Parse(isMarkdown ? ToHtml(body, Markdown) : body);
        var known = new Dictionary<string, string>(fields, StringComparer.OrdinalIgnoreCase);
        if (!isMarkdown)
        {
            foreach (var (name, value) in PageMetadata.Of(document))
                known.TryAdd(name, value);
        }
        return new Page(known, isMarkdown ? document.Body! : Main(document), isFieldsOnly);
    }

    /// <summary>Somebody's words, perhaps with Markdown or HTML in them, as Markdown that every channel can show; line breaks stay.</summary>
    /// <exception cref="InvalidDataException">It is nested too deeply.</exception>
    public static string Clean(string text) => HtmlMarkdown.Of(Parse(ToHtml(text, LineByLine)).Body!, null);

    /// <summary>The Markdown of a text written in Markdown, as <see cref="Clean"/> but with lines running on.</summary>
    public static string CleanMarkdown(string markdown, Uri? baseLink) => HtmlMarkdown.Of(Parse(ToHtml(markdown, Markdown)).Body!, baseLink);

    /// <summary>A title or question in one line without tags, as an export from a site may bring them.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Parse(text).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static string ToHtml(string markdown, MarkdownPipeline pipeline)
    {
        try
        {
            return Markdig.Markdown.ToHtml(markdown, pipeline);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("The page is nested too deeply to be read.", e);
        }
    }

    private static IElement Main(IHtmlDocument document)
    {
        var articles = document.QuerySelectorAll("article");
        return document.QuerySelectorAll("main, [role=main], #main-content, #content")
            .Concat(articles.Length == 1 ? articles : [])
            .FirstOrDefault(c => !string.IsNullOrWhiteSpace(c.TextContent)) ?? document.Body!;
    }

    // A site generator's own tags; what stands between a pair of them stays.
    [GeneratedRegex(@"\{\{(<|%).*?(>|%)\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Shortcode();
}
