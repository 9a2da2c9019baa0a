using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CampaignBot.Core.Campaign;

/// <summary>Links a voter may be shown: to a web page over https, and in a text also e-mail and telephone.</summary>
public static partial class SafeLink
{
    /// <summary>Reads an absolute https link without user name or password.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? link) =>
        Uri.TryCreate(text, UriKind.Absolute, out link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0;

    /// <summary>The links of a Markdown text that must not be shown.</summary>
    public static IEnumerable<string> Unsafe(string markdown) =>
        MarkdownLink().Matches(markdown).Select(Target).Where(target => !MayShow(target));

    /// <summary>A text in which addresses that must not be shown are words: <c>http://a.example</c> becomes <c>a.example</c>, <c>javascript:x</c> becomes <c>javascript: x</c>.</summary>
    public static string Defused(string text) => MarkdownLink().Replace(text.Replace("](", "] (", StringComparison.Ordinal), match =>
        MayShow(match.Value) ? match.Value : Script().Replace(Scheme().Replace(match.Value, "").Replace("://", ": //", StringComparison.Ordinal), "$0 "));

    private static string Target(Match match) => (match.Groups["inline"] is { Success: true } inline ? inline : match.Groups["bare"]).Value;

    private static bool MayShow(string target) =>
        target.StartsWith("mailto:", StringComparison.Ordinal) || target.StartsWith("tel:", StringComparison.Ordinal) || TryRead(target, out _);

    /// <summary>Whether a Markdown text holds HTML.</summary>
    public static bool HasTag(string markdown) => Tag().IsMatch(markdown);

    [GeneratedRegex(@"\]\(\s*<?(?<inline>[^)\s>]*)|(?<bare>\b[a-z][a-z0-9+.-]*://[^\s)>\]]+)|(?<bare>\b(?:javascript|data|vbscript|file):[^\s)>\]]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Scheme();

    [GeneratedRegex("(javascript|data|vbscript|file):", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Script();

    [GeneratedRegex("</?[a-z][^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Tag();
}
