using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Training;

/// <summary>Writes Markdown block by block: headings, paragraphs, lists within lists, tables. What is said in it can't become anything else.</summary>
internal sealed partial class MarkdownBlocks
{
    private readonly StringBuilder _output = new();
    private readonly List<ListLevel> _lists = [];
    private readonly List<(int Level, string Text)> _headings = [];
    private bool _lastWasItem;

    /// <summary>The level of the last heading; 0 before the first.</summary>
    public int HeadingLevel { get; private set; }

    private sealed class ListLevel(bool isOrdered)
    {
        public bool IsOrdered => isOrdered;

        public int Number { get; set; }

        /// <summary>Whether the item's mark is still to be written.</summary>
        public bool IsNew { get; set; }
    }

    public void BeginList(bool isOrdered) => _lists.Add(new ListLevel(isOrdered));

    public void EndList() => _lists.RemoveAt(_lists.Count - 1);

    public void BeginItem()
    {
        if (_lists.Count == 0)
            return;
        _lists[^1].Number++;
        _lists[^1].IsNew = true;
    }

    /// <param name="anchor">The place's name on the page, or null.</param>
    public void Heading(int level, string inline, string? anchor = null)
    {
        if (inline.Length == 0)
            return;
        // A heading in a list would end it.
        if (_lists.Count > 0)
        {
            Paragraph($"**{inline}**");
            return;
        }
        HeadingLevel = level;
        // One with nothing below it before the next of its kind says nothing.
        _headings.RemoveAll(h => h.Level >= level);
        _headings.Add((level, anchor is null ? inline.Replace('\n', ' ') : $"{inline.Replace('\n', ' ')} {{#{anchor}}}"));
    }

    public void Paragraph(string inline)
    {
        if (inline.Length == 0)
            return;
        var isItem = _lists.Count > 0 && _lists.Exists(l => l.IsNew);
        Separate(isItem);
        var lines = inline.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                _output.Append('\n');
            var indent = 0;
            foreach (var list in _lists)
            {
                var mark = list.IsOrdered ? $"{list.Number}. " : "- ";
                if (list.IsNew)
                    _output.Append(' ', indent).Append(mark);
                indent = list.IsNew ? 0 : indent + mark.Length;
                list.IsNew = false;
            }
            _output.Append(' ', indent).Append(StartOfLine().Replace(lines[i], @"$0\"));
        }
    }

    /// <summary>A table whose first row names the columns.</summary>
    public void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var width = rows.Max(r => r.Count);
        Separate(isItem: false);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                _output.Append('\n');
            Row(Enumerable.Range(0, width).Select(c => c < rows[i].Count ? rows[i][c].Replace('\n', ' ').Replace("|", "\\|", StringComparison.Ordinal) : ""));
            if (i == 0)
            {
                _output.Append('\n');
                Row(Enumerable.Repeat("---", width));
            }
        }

        void Row(IEnumerable<string> cells) => _output.Append("| ").AppendJoin(" | ", cells).Append(" |");
    }

    public override string ToString() => _output.ToString();

    /// <summary>Words as Markdown: white space once, and nothing in them that would be taken for formatting, HTML or a link.</summary>
    public static string Text(string text)
    {
        text = CutAddress().Replace(SafeLink.Defused(Space().Replace(Invisible().Replace(text, ""), " ")), "");
        text = Formatting().Replace(text, @"\$0");
        return TagStart().Replace(text, "< ");
    }

    /// <summary>A link, under words that are Markdown already.</summary>
    public static string Link(string label, Uri link)
    {
        label = Brackets().Replace(label.Replace('\n', ' '), m => m.Value.EndsWith('[') ? "(" : ")");
        return $"[{label}]({link.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }

    private void Separate(bool isItem)
    {
        foreach (var (level, text) in _headings)
        {
            _output.Append(_output.Length > 0 ? "\n\n" : "").Append('#', level).Append(' ').Append(text);
            _lastWasItem = false;
        }
        _headings.Clear();
        if (_output.Length > 0)
            _output.Append(isItem && _lastWasItem ? "\n" : "\n\n");
        _lastWasItem = isItem;
    }

    // What begins a heading or a list where it begins a line. Bold (**) does not.
    [GeneratedRegex(@"^(?:\d{1,9}(?=[.)](\s|$))|(?=(#{1,6}|-+)(\s|$)))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StartOfLine();

    [GeneratedRegex(@"[\\*`]|(?<=^|\s)_(?=\S)|(?<=\S)_(?=\s|$)|\[(?=\d{1,2}\])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Formatting();

    [GeneratedRegex(@"\\?[\[\]]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Brackets();

    // An address that goes on in other type: its parts come one by one.
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://$|^://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CutAddress();

    [GeneratedRegex("<(?=[a-z/!?])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TagStart();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Space();

    // Soft hyphens, zero-width marks, and what can turn the direction of what follows.
    [GeneratedRegex(@"[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\p{Cc}-[\s]]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Invisible();
}
