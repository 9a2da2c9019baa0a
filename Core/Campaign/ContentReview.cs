using System.Text.RegularExpressions;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Campaign;

/// <summary>What a check looks at beyond what the program needs to start: likenesses, links to places that aren't there, files nobody reads.</summary>
internal sealed partial class ContentReview(string folder, string label, ContentProblems problems)
{
    private const char Undecodable = '\uFFFD';

    // The files that something reads, by the folder they lie in; patterns as the file system knows them.
    private static readonly (string Subject, string Pattern)[] Read =
    [
        ("knowledge", "*.md"), ("documents", "*.md"), ("examples", "*.txt"), ("evaluation", "*.csv"), ("evaluation", "*.jsonl"), ("evaluation", "*.json"), ("evaluation", "*.txt"), ("voting", "*.xml"), ("voting", "*.zip"), ("voting", "*.gz"), ("events", "*.yaml"), ("volunteering", "*.yaml"),
        ("scripts", "*.md"), ("priorities", "*.yaml"), ("topics", "*.yaml"), ("surveys", "*.yaml"), ("teams", "*.png"),
    ];

    // Beside campaign.yaml: what import remembers, and notes to people.
    private static readonly string[] AlsoThere = [ProfileFile.Name, "imports.json", "README.md", "LICENSE", ".gitignore", ".gitattributes"];

    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);

    /// <summary>Warns of titles that voters can't tell apart: the same words in another order or writing, or a slip of a finger between them.</summary>
    public void Titles(IReadOnlyList<KnowledgeEntry> entries, IReadOnlyList<KnowledgeDocument> documents)
    {
        var titles = entries.Select(e => (e.Language, e.Title, e.File))
            .Concat(documents.Select(d => (d.Language, d.Title, d.File)))
            .Select(t => (t.Language, t.Title, t.File, Words: Words(t.Title)))
            .ToList();
        var seen = new Dictionary<(string, string), (string Title, string File)>();
        foreach (var (language, title, file, words) in titles)
        {
            if (!seen.TryAdd((language, words), (title, file)))
                Like(title, file, seen[(language, words)]);
        }
        for (var i = 0; i < entries.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (titles[i].Language == titles[j].Language && titles[i].Words != titles[j].Words && DifferByASlip(titles[i].Words, titles[j].Words))
                    Like(titles[i].Title, titles[i].File, (titles[j].Title, titles[j].File));
            }
        }

        void Like(string title, string file, (string Title, string File) other) => problems.Warn(
            file, LineOf(file, "title:"), $"The title '{title}' is hard to tell from '{other.Title}' in {other.File}.");
    }

    /// <summary>Warns of links from entries into a document's page, to a place that the document doesn't have.</summary>
    public void Anchors(IReadOnlyList<KnowledgeEntry> entries, IReadOnlyList<KnowledgeDocument> documents)
    {
        var anchors = documents
            .Where(d => d.Provenance.Source is not null && d.Sections.Any(s => s.Anchor is not null))
            .SelectMany(d => d.Sections.Select(s => (d.Provenance.Source!.Link, s.Anchor)))
            .ToLookup(a => a.Link.GetLeftPart(UriPartial.Query), a => a.Anchor, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (Match match in LinkToAnchor().Matches(entry.Body))
            {
                var (page, anchor) = (match.Groups["page"].Value, match.Groups["anchor"].Value);
                if (anchors.Contains(page) && !anchors[page].Contains(anchor, StringComparer.Ordinal))
                    problems.Warn(entry.File, LineOf(entry.File, match.Value), $"The document of {page} has no place called '{anchor}'.");
            }
        }
    }

    /// <summary>Warns of what is said as two things at once, of intents without a reply, and of replies without examples.</summary>
    /// <param name="intents">Those the bot has a reply to; where null, any may be.</param>
    public void Examples(IReadOnlyList<IntentExamples> examples, IReadOnlyList<string> languages, IReadOnlyCollection<string>? intents)
    {
        var seen = new Dictionary<(string, string), IntentExamples>();
        foreach (var of in examples)
        {
            var file = $"{label}/examples/{of.Intent}.{of.Language}.txt";
            if (intents is not null && !intents.Contains(of.Intent, StringComparer.Ordinal))
                problems.Warn(file, 0, $"No reply belongs to '{of.Intent}', so nothing comes of these examples.{Nearest(of.Intent, intents)}");
            foreach (var text in of.Utterances)
            {
                var key = (of.Language, FoldedText.Key(text));
                if (!seen.TryAdd(key, of) && seen[key] is var other && other.Intent != of.Intent)
                    problems.Warn(file, LineOf(file, text), $"'{text}' is an example of {other.Intent} too.");
            }
        }
        foreach (var intent in intents ?? [])
        {
            foreach (var language in languages.Where(l => !examples.Any(e => e.Intent == intent && e.Language == l)))
                problems.Warn($"{label}/examples", 0, $"There are no examples of '{intent}' in '{language}'.");
        }
    }

    /// <summary>Warns of entries that lead to a conversation that isn't there.</summary>
    /// <param name="conversations">Those the bot has; where null, any may be.</param>
    public void Conversations(IReadOnlyList<KnowledgeEntry> entries, IReadOnlyCollection<string>? conversations)
    {
        foreach (var entry in entries.Where(e => e.Conversation is not null && conversations?.Contains(e.Conversation, StringComparer.Ordinal) == false))
            problems.Warn(entry.File, LineOf(entry.File, "conversation:"), $"There is no conversation '{entry.Conversation}'.{Nearest(entry.Conversation!, conversations!)}");
    }

    /// <summary>Warns of files that nothing reads, such as one whose folder's name is misspelt, and of texts that are not UTF-8.</summary>
    public void Files()
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetRelativePath(folder, path).Replace('\\', '/').Split('/');
            var file = $"{label}/{string.Join('/', parts)}";
            if (parts is [var name] && AlsoThere.Contains(name, StringComparer.OrdinalIgnoreCase) || parts[^1] is "README.md")
                continue;
            var patterns = Read.Where(r => parts.Length > 1 && r.Subject == parts[0]).Select(r => r.Pattern[1..]).ToList();
            if (patterns.Count == 0)
                problems.Warn(file, 0, $"Nothing reads this.{Nearest(parts[0], [.. Read.Select(r => r.Subject), .. AlsoThere])}");
            else if (!patterns.Exists(p => path.EndsWith(p, StringComparison.Ordinal)))
                problems.Warn(file, 0, $"Nothing reads this: in {parts[0]}/ lie files named {string.Join(" or ", patterns.Select(p => "*" + p))}.");
            else if (!IsPacked(path) && LineOf(file, Undecodable.ToString()) is > 0 and var line)
                problems.Warn(file, line, "A letter here can't be read: save the file as UTF-8.");
        }
    }

    // Pictures and packed feeds have no letters to read.
    private static bool IsPacked(string path) => Path.GetExtension(path) is ".png" or ".zip" or ".gz";

    private static string Nearest(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => EditDistance.Between(k, name));
        return nearest is not null && EditDistance.Between(nearest, name) <= 2 ? $" Did you mean {nearest}?" : "";
    }

    private static string Words(string title) => string.Join(' ', FoldedText.Fold(title).Split(' ').Order(StringComparer.Ordinal));

    /// <summary>Another number is another thing; another letter in a long title hardly is.</summary>
    private static bool DifferByASlip(string a, string b) =>
        Math.Min(a.Length, b.Length) >= 10 && Math.Abs(a.Length - b.Length) <= 1
        && !a.Any(char.IsDigit) && EditDistance.Between(a, b) == 1;

    /// <summary>The first line of a file that holds a text, 1-based; 0 where none does.</summary>
    private int LineOf(string file, string text)
    {
        if (!_lines.TryGetValue(file, out var lines))
        {
            var path = Path.Combine(folder, file[(label.Length + 1)..]);
            _lines[file] = lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        return Array.FindIndex(lines, l => l.Contains(text, StringComparison.Ordinal)) + 1;
    }

    [GeneratedRegex(@"(?<page>https://[^\s()<>#]+)#(?<anchor>[^\s()<>]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LinkToAnchor();
}
