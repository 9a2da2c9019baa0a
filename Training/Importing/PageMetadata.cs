using AngleSharp.Html.Dom;

namespace CampaignBot.Training;

/// <summary>What an HTML page says of itself in its head.</summary>
internal static class PageMetadata
{
    private static readonly (string Field, string[] Names)[] MetaTags =
    [
        ("title", ["og:title", "dcterms.title", "dc.title"]),
        ("link", ["og:url"]),
        ("source.name", ["og:site_name", "dcterms.publisher", "dc.publisher"]),
        ("language", ["content-language", "dcterms.language", "dc.language", "og:locale"]),
        ("asOf", ["article:modified_time", "dcterms.modified", "last-modified", "og:updated_time", "date.modified", "article:published_time", "dcterms.date", "dc.date", "date"]),
        ("expires", ["dcterms.valid"]),
    ];

    /// <summary>The fields there are, by the names a page's front matter uses.</summary>
    public static IEnumerable<(string Field, string Value)> Of(IHtmlDocument document)
    {
        if (document.DocumentElement.GetAttribute("lang") is { Length: > 0 } language)
            yield return ("language", language);
        if (document.QuerySelector("link[rel=canonical]")?.GetAttribute("href") is { Length: > 0 } canonical)
            yield return ("link", canonical);
        // The page's own heading names it better than its window does ("Where to vote | The county | Home").
        if (document.QuerySelectorAll("h1") is [var heading] && heading.TextContent.Trim() is { Length: > 0 } headline)
            yield return ("title", headline);

        var tags = document.QuerySelectorAll("meta[content]")
            .Select(m => (Name: m.GetAttribute("name") ?? m.GetAttribute("property") ?? m.GetAttribute("http-equiv"), Content: m.GetAttribute("content")!.Trim()))
            .Where(m => m is { Name: not null, Content.Length: > 0 })
            .ToLookup(m => m.Name!, m => m.Content, StringComparer.OrdinalIgnoreCase);
        foreach (var (field, names) in MetaTags)
        {
            if (names.SelectMany(name => tags[name]).FirstOrDefault() is { } value)
                yield return (field, value);
        }
        if (document.Title is { Length: > 0 } title)
            yield return ("title", title.Split([" | ", " – ", " — "], StringSplitOptions.None)[0]);
        if (document.QuerySelector("time[datetime][itemprop=dateModified], time[datetime][itemprop=datePublished]")?.GetAttribute("datetime") is { Length: > 0 } time)
            yield return ("asOf", time);
    }
}
