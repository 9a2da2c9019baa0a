using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace CampaignBot.Training;

/// <summary>What of a page is not its content: scripts, styles, navigation, forms, pictures and what is hidden.</summary>
internal static partial class HtmlClutter
{
    private static readonly HashSet<string> Elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "input", "select", "textarea", "label", "iframe", "object", "embed", "svg", "math", "canvas",
        "video", "audio", "picture", "img", "map", "dialog", "menu", "del", "s", "strike", "datalist", "progress", "meter", "head", "title", "link", "meta",
    };

    /// <summary>Whether an element and all in it are left out.</summary>
    public static bool Is(IElement element)
    {
        var name = element.LocalName;
        if (Elements.Contains(name))
            return true;
        // An accordion's headings are buttons.
        if (name == "button")
            return element.Closest("h1,h2,h3,h4,h5,h6,summary") is null;
        // Some servers wrap the whole page in a form.
        if (name == "form")
            return element.QuerySelector("h1,h2,h3,main,article") is null;
        if (name is "header" or "footer" or "aside")
            return element.Closest("main,article,section") is null;
        if (name == "a" && element.GetAttribute("href")?.StartsWith('#') == true)
            return SkipLink().IsMatch(element.TextContent);
        return element.HasAttribute("hidden")
            || element.GetAttribute("aria-hidden") == "true"
            || element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "search" or "dialog" or "alertdialog" or "menu" or "menubar"
            || element.GetAttribute("style") is { } style && HiddenStyle().IsMatch(style);
    }

    [GeneratedRegex(@"^\s*(skip|jump|go) to |^\s*back to top|^\s*(saltar|ir) al? |^\s*volver arriba", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SkipLink();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex HiddenStyle();
}
