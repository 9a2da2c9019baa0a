using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CampaignBot.Core.Knowledge;

/// <summary>Cuts a document in Markdown into sections of a bounded length.</summary>
internal sealed partial class SectionReader
{
    /// <summary>A section takes sentences up to here, in characters; about a paragraph of six sentences.</summary>
    private const int Length = 1_000;

    /// <summary>A list longer than this, in characters, is cut between its items, each part with the sentence before the list.</summary>
    private const int LongestList = 3_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly string _title;
    private readonly List<DocumentSection> _sections = [];
    private readonly List<(int Level, string Text)> _headings = [];
    private readonly List<Sentence> _sentences = [];
    private string? _anchor;

    private SectionReader(string title) => _title = title;

    /// <param name="title">The document's title: a heading that repeats it is no heading of its own.</param>
    public static IReadOnlyList<DocumentSection> Read(string markdown, string title)
    {
        var reader = new SectionReader(title);
        reader.Read(Markdown.Parse(markdown, Pipeline));
        reader.Close();
        return reader._sections;
    }

    private void Read(ContainerBlock blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Open(heading);
                    break;
                case ListBlock list:
                    Add([.. list.SelectMany(item => Items((ListItemBlock)item))]);
                    break;
                case Table table:
                    Add(Rows(table));
                    break;
                case ContainerBlock container:
                    Read(container);
                    break;
                case ParagraphBlock paragraph:
                    foreach (var sentence in SentenceReader.Read(TextOf(paragraph)))
                        Add(new Sentence(sentence, false));
                    break;
            }
        }
    }

    private void Open(HeadingBlock heading)
    {
        Close();
        var text = TextOf(heading);
        var anchor = Anchor().Match(text);
        text = SentenceReader.WithoutLinks(text[..(anchor.Success ? anchor.Index : text.Length)].TrimEnd());
        _anchor = anchor.Success ? anchor.Groups["id"].Value : null;
        _headings.RemoveAll(h => h.Level >= heading.Level);
        if (text.Length > 0 && !text.Equals(_title, StringComparison.OrdinalIgnoreCase))
            _headings.Add((heading.Level, text));
    }

    private void Close()
    {
        if (_sentences.Count > 0)
            _sections.Add(new DocumentSection([.. _headings.Select(h => h.Text)], _anchor, [.. _sentences]));
        _sentences.Clear();
    }

    private void Add(Sentence sentence)
    {
        if (LengthSoFar + sentence.Text.Length > Length)
            Close();
        _sentences.Add(sentence);
    }

    private void Add(IReadOnlyList<string> items)
    {
        var lead = _sentences is [.., { IsItem: false } last] ? last : null;
        if (lead is not null && _sentences.Count > 1 && LengthSoFar + items.Sum(i => i.Length) > Length)
        {
            _sentences.RemoveAt(_sentences.Count - 1);
            Close();
            _sentences.Add(lead);
        }
        foreach (var item in items)
        {
            if (LengthSoFar + item.Length > LongestList)
            {
                Close();
                if (lead is not null)
                    _sentences.Add(lead);
            }
            _sentences.Add(new Sentence(item, true));
        }
    }

    private int LengthSoFar => _sentences.Sum(s => s.Text.Length);

    private static IEnumerable<string> Items(ListItemBlock item)
    {
        var own = string.Join(' ', item.OfType<ParagraphBlock>().Select(TextOf));
        if (own.Length > 0)
            yield return own;
        foreach (var nested in item.OfType<ListBlock>().SelectMany(list => list).SelectMany(i => Items((ListItemBlock)i)))
            yield return nested;
    }

    /// <summary>Each row as "Heading: cell; heading: cell", so that it can be understood by itself.</summary>
    private static List<string> Rows(Table table)
    {
        var names = table.OfType<TableRow>().FirstOrDefault(r => r.IsHeader)?.Select(c => CellOf(c)).ToList() ?? [];
        return
        [
            .. from row in table.OfType<TableRow>()
               where !row.IsHeader
               select string.Join("; ", row.Select((cell, i) => i < names.Count && names[i].Length > 0 ? $"{names[i]}: {CellOf(cell)}" : CellOf(cell))),
        ];
    }

    private static string CellOf(Block cell) => string.Join(' ', ((TableCell)cell).OfType<LeafBlock>().Select(TextOf));

    /// <summary>A block's words and links, without emphasis, images and line breaks.</summary>
    private static string TextOf(LeafBlock block)
    {
        var text = new StringBuilder();
        Write(block.Inline);
        return text.ToString().Trim();

        void Write(ContainerInline? inlines)
        {
            foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
            {
                switch (inline)
                {
                    case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                    case CodeInline code: text.Append(code.Content); break;
                    case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                    case AutolinkInline auto: text.Append(auto.Url); break;
                    case LineBreakInline: text.Append(' '); break;
                    case LinkInline { IsImage: true }: break;
                    case LinkInline { Url: { } url } link:
                        text.Append('[');
                        Write(link);
                        text.Append("](").Append(url).Append(')');
                        break;
                    case ContainerInline container: Write(container); break;
                }
            }
        }
    }

    [GeneratedRegex(@"\{#(?<id>[\w.:-]+)\}\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Anchor();
}
