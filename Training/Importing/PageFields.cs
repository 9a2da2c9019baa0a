using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Training;

/// <summary>Finds in a page's fields what site generators call by many names, and lists the others.</summary>
internal static partial class PageFields
{
    private static readonly string[] Titles = ["title", "headline", "titulo", "título"];
    private static readonly string[] Links = ["source.link", "link", "canonical", "canonical_url", "canonicalUrl", "permalink", "url"];
    private static readonly string[] SourceNames = ["source.name", "source", "publisher"];
    private static readonly string[] Checked = ["asOf", "as_of", "last_reviewed", "lastReviewed", "last_updated", "lastmod", "last_modified", "modified", "updated", "date"];
    private static readonly string[] Ends = ["expires", "expiryDate", "expiry_date", "valid_until", "validUntil"];
    // Not "state": it may as well say that a page is a draft.
    private static readonly string[] Places = ["jurisdiction", "jurisdiction_name", "state_name", "stateName", "county_name", "countyName", "county"];
    private static readonly string[] Languages = ["language", "lang", "locale"];

    public static string? Title(IReadOnlyDictionary<string, string> fields) => First(fields, Titles);

    public static string? SourceName(IReadOnlyDictionary<string, string> fields) => First(fields, SourceNames);

    /// <summary>Only where it is a whole link that a voter may be given.</summary>
    public static string? Link(IReadOnlyDictionary<string, string> fields) =>
        Links.Select(name => fields.GetValueOrDefault(name)?.Trim()).FirstOrDefault(link => link is not null && SafeLink.TryRead(link, out _));

    /// <summary>Only where it is a day that has been: a page may be dated by what it announces.</summary>
    public static string? AsOf(IReadOnlyDictionary<string, string> fields, DateOnly today) =>
        First(fields, Checked) is { } text && CalendarDay.Read(text) is { } day && day <= today ? text : null;

    public static string? Expires(IReadOnlyDictionary<string, string> fields) => First(fields, Ends);

    public static string? Jurisdiction(IReadOnlyDictionary<string, string> fields) => First(fields, Places);

    public static bool IsOfficial(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("official") == "true";

    public static string? Language(IReadOnlyDictionary<string, string> fields) => First(fields, Languages)?.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>A page that is fields only, as a list of them: <c>mail_deadline = "15 days"</c> as "Mail deadline: 15 days". Settings of the site are left out.</summary>
    public static string AsList(IReadOnlyDictionary<string, string> fields)
    {
        var blocks = new MarkdownBlocks();
        blocks.BeginList(isOrdered: false);
        var known = Titles.Concat(Checked).Concat(Ends).Concat(Places).Concat(Languages).Append("official").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in fields)
        {
            if (known.Contains(name) || Setting().IsMatch(name) || string.IsNullOrWhiteSpace(value) || value is "true" or "false")
                continue;
            blocks.BeginItem();
            var label = WordBreak().Replace(name, " ").Trim().ToLowerInvariant();
            var said = SafeLink.TryRead(value.Trim(), out var link) ? MarkdownBlocks.Link(link.Host, link) : MarkdownBlocks.Text(value).Trim();
            blocks.Paragraph($"{char.ToUpperInvariant(label[0])}{label[1..]}: {said}");
        }
        return blocks.ToString();
    }

    private static string? First(IReadOnlyDictionary<string, string> fields, string[] names) =>
        names.Select(name => fields.GetValueOrDefault(name)?.Trim()).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    [GeneratedRegex("^(meta_|og_|seo|menu|translationKey$|type$|layout$|template$|kind$|weight$|order$|draft$|slug$|url$|aliases$|headless$|cascade|sitemap|keywords$|tags$|categories$|author|image|css|class|nav_?order$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"[_.\-\s]+|(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WordBreak();
}
