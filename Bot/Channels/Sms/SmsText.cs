using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignBot.Channels.Sms;

/// <summary>
/// What a text costs by SMS, and how to write it so that it costs less. A segment holds 160 characters of the GSM-7 alphabet (153 where
/// there are several), or 70 (67) of UCS-2 once a single character is outside it (3GPP TS 23.038; Twilio, "Message segment").
/// </summary>
internal static partial class SmsText
{
    /// <summary>Characters of GSM-7 in one of several segments.</summary>
    public const int LongestSegment = 153;

    private static readonly FrozenSet<char> Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".ToFrozenSet();

    // Written with an escape before them, so each counts twice.
    private static readonly FrozenSet<char> Extended = "^{}\\[~]|€\f".ToFrozenSet();

    private static readonly FrozenDictionary<char, string> Plain = new Dictionary<char, string>
    {
        ['\u2018'] = "'", ['\u2019'] = "'", ['\u201A'] = "'", ['\u201B'] = "'", ['\u2032'] = "'", ['\u00B4'] = "'", ['`'] = "'",
        ['\u201C'] = "\"", ['\u201D'] = "\"", ['\u201E'] = "\"", ['\u00AB'] = "\"", ['\u00BB'] = "\"", ['\u2033'] = "\"",
        ['\u2010'] = "-", ['\u2011'] = "-", ['\u2012'] = "-", ['\u2013'] = "-", ['\u2014'] = "-", ['\u2212'] = "-", ['\u2022'] = "-", ['\u00B7'] = "-",
        ['\u2026'] = "...", ['\u00A0'] = " ", ['\u202F'] = " ", ['\u2009'] = " ", ['\u200B'] = "", ['\uFEFF'] = "", ['\u00AD'] = "", ['\t'] = " ",
        ['\u00AA'] = "a", ['\u00BA'] = "o", ['\u2192'] = "->", ['\u00D7'] = "x",
    }.ToFrozenDictionary();

    /// <summary>Smart quotes, dashes, unusual spaces and the like as a phone's keyboard has them.</summary>
    /// <param name="withoutAccents">
    /// Whether the accents that GSM-7 lacks (á, í, ó, ú) are left out, which halves what Spanish costs. Never ñ, which it has.
    /// </param>
    public static string Simplify(string text, bool withoutAccents)
    {
        var simple = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (Plain.TryGetValue(c, out var plain))
                simple.Append(plain);
            else if (withoutAccents && !Basic.Contains(c) && WithoutAccent(c) is var bare && Basic.Contains(bare))
                simple.Append(bare);
            else
                simple.Append(c);
        }
        return simple.ToString();
    }

    /// <summary>Whether every character is of the GSM-7 alphabet.</summary>
    public static bool IsGsm7(string text) => text.All(c => Basic.Contains(c) || Extended.Contains(c));

    /// <summary>Each link on a line of its own, without the brackets and stops around it, as phones make those a part of it.</summary>
    public static string LinksApart(string text) => string.Join('\n', text.Split('\n').Select(LinksApartInLine));

    private static string LinksApartInLine(string line)
    {
        var (apart, at) = (new StringBuilder(), 0);
        foreach (var link in Link().EnumerateMatches(line))
        {
            var before = line[at..link.Index].Trim();
            var url = line.AsSpan(link.Index, link.Length);
            if (before.Length > 0)
                apart.Append(before).Append(char.IsLetterOrDigit(before[^1]) && url[0] != '(' ? ":\n" : "\n");
            apart.Append(url.TrimStart('(').TrimEnd(").,;:!?")).Append('\n');
            at = link.Index + link.Length;
        }
        return at == 0 ? line : apart.Append(line.AsSpan(at).Trim()).ToString().TrimEnd('\n');
    }

    /// <summary>How many segments a text takes.</summary>
    public static int Segments(string text)
    {
        if (text.Length == 0)
            return 0;
        var isGsm7 = IsGsm7(text);
        var (single, each) = isGsm7 ? (160, LongestSegment) : (70, 67);
        var units = isGsm7 ? text.Sum(c => Extended.Contains(c) ? 2 : 1) : text.Length;
        return units <= single ? 1 : (units + each - 1) / each;
    }

    private static char WithoutAccent(char c) => c.ToString().Normalize(NormalizationForm.FormD)
        .FirstOrDefault(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark);

    [GeneratedRegex(@"\(?https?://\S+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
