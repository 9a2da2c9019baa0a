using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>Pages and documents that others wrote, as <c>documents/{source}/{name}.{language}.md</c> of a content folder.</summary>
/// <param name="content">The content they go into: its languages.</param>
/// <param name="today">The campaign's day.</param>
/// <param name="given">What the operator says of all pages.</param>
/// <param name="folders">What the operator says of folders of them.</param>
/// <param name="data">Fields of pages that stand elsewhere.</param>
internal sealed partial class DocumentImport(CampaignContent content, DateOnly today, PageRules given, PageRulesFile folders, PageData data)
{
    private const int MaxFiles = 20_000;
    private const int MaxLength = 1_000_000;

    private readonly LanguageDetector _detector = LanguageDetector.Of(content);

    /// <summary>The files of a folder in the order of their names, hidden ones and links to elsewhere left out; or the one file.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        var files = Directory.EnumerateFiles(path, "*", options).Take(MaxFiles + 1).Order(StringComparer.Ordinal).ToList();
        return files.Count <= MaxFiles ? files : throw new InvalidDataException($"{path}: more than {MaxFiles} files.");
    }

    /// <summary>The folder under <c>documents/</c>: by the source's name or place where it is one for all, else by the folder's own name.</summary>
    public string SourceFolder(string root)
    {
        var rules = given.Over(folders.For(""));
        if (PageRules.IsFixed(rules.SourceName))
            return Slug.Of(rules.SourceName!);
        if (PageRules.IsFixed(rules.LinkBase) && SafeLink.TryRead(rules.LinkBase!, out var link))
            return Slug.Of(link.Host);
        var folder = new DirectoryInfo(Path.GetFullPath(Directory.Exists(root) ? root : Path.GetDirectoryName(Path.GetFullPath(root))!));
        return Slug.Of(IsLanguage(folder.Name) && folder.Parent is { } parent ? parent.Name : folder.Name);
    }

    /// <summary>Imports one page.</summary>
    /// <param name="root">The folder or file that was named.</param>
    /// <param name="file">The page.</param>
    public async Task AddAsync(string root, string file, ImportedFiles files, ImportReport report, CancellationToken cancellation)
    {
        try
        {
            var path = Directory.Exists(root) ? Path.GetRelativePath(root, file).Replace('\\', '/') : Path.GetFileName(file);
            var page = await Page.ReadAsync(file, cancellation);
            var withoutEnding = path[..^Path.GetExtension(path).Length];
            var (name, language) = NameAndLanguage(withoutEnding, root);
            var fields = data.Beneath(page.Fields, withoutEnding);
            var rules = given.Over(folders.For(path));

            var link = PageRules.Fill(rules.Link, fields) ?? PageFields.Link(fields) ?? Under(PageRules.Fill(rules.LinkBase, fields), path);
            var body = BodyOf(page, rules, fields, SafeLink.TryRead(link ?? "", out var published) ? published : null);
            if (body.Length == 0)
            {
                report.Add(ImportOutcome.PassedOver, file, note: "there is no text in it");
                return;
            }
            var provenance = ProvenanceOf(rules, fields, link, published);
            language = PageRules.Fill(rules.Language, fields) ?? language ?? PageFields.Language(fields) ?? LanguageOf(body);
            var title = TitleOf(rules, fields, path, provenance.Jurisdiction, body);
            body = WithoutTitle(body, title);
            var problem = ContentText.Unfit(body) ?? (body.Length > MaxLength ? $"More than {MaxLength} characters; divide it." : null) ?? LanguageProblem(language);
            if (problem is not null)
            {
                report.Refuse(file, 0, problem);
                return;
            }
            var target = $"documents/{SourceFolder(root)}/{name}.{language}.md";
            var text = $"---\ntitle: {ContentText.Scalar(title)}\n{ContentText.ToYaml(provenance)}---\n{body}\n";
            var note = ContentText.Restriction(provenance, content.Profile, today)
                ?? ContentText.WithoutSource(provenance, PageRules.Fill(rules.SourceName, fields));
            await files.PutAsync([new ImportedText(target, text, file, 0, note)], report, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or RegexMatchTimeoutException)
        {
            report.Refuse(file, 0, e is RegexMatchTimeoutException ? "It takes too long to read." : e.Message.Replace($"{file}: ", "", StringComparison.Ordinal));
        }
    }

    private Provenance ProvenanceOf(PageRules rules, IReadOnlyDictionary<string, string> fields, string? link, Uri? published) =>
        ContentText.ReadProvenance(
            rules.IsOfficial ?? PageFields.IsOfficial(fields),
            PageRules.Fill(rules.SourceName, fields) ?? PageFields.SourceName(fields) ?? published?.Host,
            link,
            PageRules.Fill(rules.AsOf, fields) ?? PageFields.AsOf(fields, today),
            PageRules.Fill(rules.Expires, fields) ?? PageFields.Expires(fields),
            PageRules.Fill(rules.Jurisdiction, fields) ?? PageFields.Jurisdiction(fields),
            today);

    private static string BodyOf(Page page, PageRules rules, IReadOnlyDictionary<string, string> fields, Uri? link)
    {
        if (rules.Body is { } pattern)
            return Page.CleanMarkdown(PageRules.FillLines(pattern, fields), link);
        var body = HtmlMarkdown.Of(page.Content, link);
        return body.Length == 0 && page.IsFieldsOnly ? PageFields.AsList(fields) : body;
    }

    /// <summary>The page's place under a site: <c>a/b.md</c> is at <c>a/b/</c>, as site generators publish it; other pages keep their names.</summary>
    private static string? Under(string? linkBase, string path)
    {
        if (linkBase is null)
            return null;
        var isMarkdown = Path.GetExtension(path) is ".md" or ".markdown";
        var place = Path.GetFileNameWithoutExtension(path) is "index" or "_index" ? path[..(path.LastIndexOf('/') + 1)]
            : isMarkdown ? Path.ChangeExtension(path, null) + "/"
            : path;
        return linkBase.TrimEnd('/') + "/" + string.Join('/', place.Split('/').Select(Uri.EscapeDataString));
    }

    /// <summary>The page's name without folders and endings that name a language, and that language.</summary>
    private (string Name, string? Language) NameAndLanguage(string path, string root)
    {
        var parts = path.Split('/').ToList();
        var language = parts.SkipLast(1).LastOrDefault(IsLanguage)
            ?? (Directory.Exists(root) && new DirectoryInfo(Path.GetFullPath(root)).Name is var folder && IsLanguage(folder) ? folder : null);
        parts.RemoveAll(p => IsLanguage(p) && p != parts[^1]);
        if (Path.GetExtension(parts[^1]) is { Length: > 1 } suffix && IsLanguage(suffix[1..]))
        {
            language = suffix[1..];
            parts[^1] = Path.GetFileNameWithoutExtension(parts[^1]);
        }
        return (Slug.Of(string.Join(' ', parts)), language?.ToLowerInvariant());
    }

    private bool IsLanguage(string name) => content.Profile.Languages.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string? LanguageProblem(string? language) => language is null
        ? $"Its language can't be told; give it with --language: {string.Join(", ", content.Profile.Languages)}."
        : IsLanguage(language) ? null : $"It is in '{language}', which is not one of the campaign's languages.";

    /// <summary>The language of most of its paragraphs.</summary>
    private string? LanguageOf(string body) => body.Split('\n')
        .Select(line => _detector.Detect(line))
        .OfType<string>()
        .CountBy(language => language, StringComparer.Ordinal)
        .OrderByDescending(c => c.Value)
        .Select(c => c.Key)
        .FirstOrDefault();

    private static string TitleOf(PageRules rules, IReadOnlyDictionary<string, string> fields, string path, string? jurisdiction, string body)
    {
        if ((PageRules.Fill(rules.Title, fields) ?? PageFields.Title(fields)) is { } told && Page.OneLine(told) is { Length: > 0 } title)
            return title;
        if (FirstHeading().Match(body) is { Success: true } heading)
            return heading.Groups["text"].Value;
        var parts = Path.ChangeExtension(path, null).Split('/');
        return jurisdiction is null ? Words(parts[^1])
            : parts.Length > 1 ? $"{Words(parts[^2])}: {jurisdiction}"
            : jurisdiction;

        static string Words(string name) => name.Replace('-', ' ').Replace('_', ' ').Trim() is { Length: > 0 } words ? char.ToUpperInvariant(words[0]) + words[1..] : name;
    }

    /// <summary>A heading at the top that only says the title again is left out.</summary>
    private static string WithoutTitle(string body, string title)
    {
        var first = FirstHeading().Match(body);
        return first.Success && first.Index == 0 && FoldedText.Fold(first.Groups["text"].Value) == FoldedText.Fold(title)
            ? body[first.Length..].TrimStart('\n')
            : body;
    }

    [GeneratedRegex(@"^#{1,2} (?<text>.+?)( \{#[^}]*\})?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FirstHeading();
}
