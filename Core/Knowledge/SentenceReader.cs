using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CampaignBot.Core.Knowledge;

/// <summary>Cuts English and Spanish text into sentences. Links in Markdown stay whole.</summary>
internal static partial class SentenceReader
{
    /// <summary>A run of words without an end is cut here, at a space.</summary>
    private const int Longest = 1_000;

    /// <summary>After these a full stop ends no sentence, though a capital follows.</summary>
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "st", "no", "vs", "jr", "sr", "sra", "srta", "dra", "prof", "gov", "sen", "rep", "gen", "col", "art", "sec", "núm", "ave", "av", "blvd", "rd",
        "e.g", "i.e", "etc", "p.ej", "ee.uu", "ud", "uds", "inc", "co", "dept", "approx", "ca", "fig", "vol",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences of a text, trimmed.</summary>
    public static IEnumerable<string> Read(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth = Math.Max(0, text[i] switch { '[' => depth + 1, ']' => depth - 1, _ => depth });
            if (i - start >= Longest && depth == 0 && text[i] == ' ')
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
            if (depth > 0 || text[i] is not ('.' or '!' or '?' or '…') || EndOf(text, i) is not { } end || !IsEnd(text, start, i, end))
                continue;
            yield return text[start..end].Trim();
            start = i = end;
        }
        if (start < text.Length && text[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>A text with the names of its links in place of the links.</summary>
    public static string WithoutLinks(string markdown) => Link().Replace(markdown, "${name}");

    /// <summary>Where the white space after an ending mark and its closing quotes and brackets begins; null where there is none.</summary>
    private static int? EndOf(string text, int mark)
    {
        var end = mark + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '\'' or '”' or '’' or '»' or ')' or ']')
            end++;
        return end == text.Length || char.IsWhiteSpace(text[end]) ? end : null;
    }

    private static bool IsEnd(string text, int start, int mark, int end)
    {
        var next = end;
        while (next < text.Length && !char.IsLetterOrDigit(text[next]))
            next++;
        if (next == text.Length)
            return true;
        if (char.IsLower(text[next]))
            return false;
        if (text[mark] != '.' || end > mark + 1)
            return true;
        var word = mark;
        while (word > start && !char.IsWhiteSpace(text[word - 1]) && text[word - 1] is not ('(' or '[' or '"' or '“'))
            word--;
        var before = text.AsSpan(word, mark - word);
        // "J. Smith", "U.S. Senate"; but "at 8 p.m. Bring ...".
        var isInitial = before.Length is 1 && char.IsUpper(before[0]);
        var isAcronym = before.Contains('.') && char.IsUpper(before[^1]);
        return !isInitial && !isAcronym && !Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(before);
    }

    [GeneratedRegex(@"\[(?<name>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Link();
}
