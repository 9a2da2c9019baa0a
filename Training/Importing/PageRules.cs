using System.Text.RegularExpressions;

namespace CampaignBot.Training;

/// <summary>
/// What the operator says of the pages to import, over what a page says of itself: options of the command, or <c>import.yaml</c>. Every text may
/// hold <c>{field}</c>, which stands for a field of the page; where the page has no such field, the rule says nothing of it.
/// </summary>
public sealed partial record PageRules
{
    /// <summary>The page's title.</summary>
    public string? Title { get; init; }

    /// <summary>Whose page it is.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where the page is published.</summary>
    public string? Link { get; init; }

    /// <summary>Where the folder is published, where each page has its own path beneath it.</summary>
    public string? LinkBase { get; init; }

    /// <summary>Whether they state voting procedure on an election office's word.</summary>
    public bool? IsOfficial { get; init; }

    /// <summary>The day on which they were checked.</summary>
    public string? AsOf { get; init; }

    /// <summary>The first day on which they no longer hold.</summary>
    public string? Expires { get; init; }

    /// <summary>The place they hold for.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The language they are in.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// The page's text in Markdown, for pages that are fields only. A line with a field that the page doesn't have is left out.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>These rules, and those of another where these say nothing.</summary>
    public PageRules Over(PageRules other) => new()
    {
        Title = Title ?? other.Title,
        SourceName = SourceName ?? other.SourceName,
        Link = Link ?? other.Link,
        LinkBase = LinkBase ?? other.LinkBase,
        IsOfficial = IsOfficial ?? other.IsOfficial,
        AsOf = AsOf ?? other.AsOf,
        Expires = Expires ?? other.Expires,
        Jurisdiction = Jurisdiction ?? other.Jurisdiction,
        Language = Language ?? other.Language,
        Body = Body ?? other.Body,
    };

    /// <summary>A rule's text for a page; null where there is no rule or the page lacks a field of it.</summary>
    internal static string? Fill(string? rule, IReadOnlyDictionary<string, string> fields)
    {
        if (rule is null)
            return null;
        var isWhole = true;
        var text = Field().Replace(rule, match =>
        {
            if (fields.TryGetValue(match.Groups["name"].Value, out var value) && !string.IsNullOrWhiteSpace(value))
                return value.Trim();
            isWhole = false;
            return "";
        });
        return isWhole ? text : null;
    }

    /// <summary>The body for a page, without the lines that it lacks a field for.</summary>
    internal static string FillLines(string body, IReadOnlyDictionary<string, string> fields) =>
        string.Join('\n', body.Split('\n').Select(line => Fill(line, fields)).OfType<string>());

    /// <summary>Whether a rule is the same for every page.</summary>
    internal static bool IsFixed(string? rule) => rule is not null && !Field().IsMatch(rule);

    [GeneratedRegex(@"\{(?<name>[\w.-]+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Field();
}
