using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads digits with their separators: "1,000", "1.000,50", "1 000 000", ".5". The locale decides only what could be
/// either: one separator followed by exactly three digits.
/// </summary>
internal static class Numerals
{
    // More groups than any decimal has; a longer run is no number and is passed over piece by piece.
    private const int MaxGroups = 12;

    /// <summary>How many words <see cref="IsDateLike"/> speaks of.</summary>
    public const int DateLikeLength = 5;

    /// <summary>Whether three numbers joined by slashes or dashes begin at <paramref name="at"/>: a date, or none, but no numbers.</summary>
    public static bool IsDateLike(Words words, int at) =>
        words[at].Kind == WordKind.Digits && words[at + 1] is { Text: "/" or "-", Spaced: false } separator
        && words[at + 2] is { Kind: WordKind.Digits, Spaced: false } && words[at + 3].Is(separator.Text)
        && words[at + 3].IsJoined && words[at + 4] is { Kind: WordKind.Digits, Spaced: false };

    /// <summary>Whether a numeral begins at <paramref name="at"/>.</summary>
    public static bool BeginsAt(Words words, int at) =>
        words[at].Kind == WordKind.Digits || IsLeadingPoint(words, at);

    /// <summary>
    /// Reads the numeral at <paramref name="at"/>. False for a run of digits and separators that is no number, like an
    /// address or a version; <paramref name="next"/> is then the word after it all the same.
    /// </summary>
    public static bool TryRead(Words words, int at, LocaleRules locale, out decimal value, out int next)
    {
        if (IsLeadingPoint(words, at))
        {
            next = at + 2;
            return TryParse("0." + words[at + 1].Text, out value);
        }
        next = at + 1;
        if (words[at].Kind != WordKind.Digits)
        {
            value = 0;
            return false;
        }
        List<string> groups = [words[at].Text];
        var separators = string.Empty;
        while (groups.Count < MaxGroups && IsSeparator(words[next]) && words[next + 1] is { Kind: WordKind.Digits, Spaced: false } group)
        {
            separators += words[next].Text;
            groups.Add(group.Text);
            next += 2;
        }
        if (separators.Length == 0)
            ReadSpacedGroups(words, groups, ref next);
        return TryCompose(groups, separators, locale, out value);
    }

    private static bool TryCompose(List<string> groups, string separators, LocaleRules locale, out decimal value)
    {
        var decimals = string.Empty;
        var whole = groups;
        if (separators.Length > 0 && LastBeginsDecimals(groups, separators, locale))
        {
            decimals = "." + groups[^1];
            whole = groups[..^1];
            separators = separators[..^1];
        }
        var grouped = whole.Count == 1
            || (whole[0].Length <= 3 && whole.Skip(1).All(g => g.Length == 3) && separators.All(s => s == separators[0]));
        if (grouped)
            return TryParse(string.Concat(whole) + decimals, out value);
        value = 0;
        return false;
    }

    private static bool LastBeginsDecimals(List<string> groups, string separators, LocaleRules locale)
    {
        if (separators.Length > 1)
            return separators[^1] != separators[0] && separators.LastIndexOf(separators[^1], separators.Length - 2) < 0;
        var couldGroup = groups[1].Length == 3 && groups[0].Length <= 3 && groups[0] != "0";
        return !couldGroup || (separators[0] == ',') == locale.CommaBeginsDecimals;
    }

    private static void ReadSpacedGroups(Words words, List<string> groups, ref int next)
    {
        while (groups.Count < MaxGroups && groups[0].Length <= 3
            && words[next] is { Kind: WordKind.Digits, Text.Length: 3, Spaced: true } group
            && group.Start == words[next - 1].End + 1 && !IsSeparator(words[next + 1]) && !words[next + 1].IsJoined)
        {
            groups.Add(group.Text);
            next++;
        }
    }

    private static bool IsLeadingPoint(Words words, int at) =>
        words[at].Text is "." or "," && words[at + 1] is { Kind: WordKind.Digits, Spaced: false }
        && (words[at].Spaced || words[at - 1].Kind == WordKind.Symbol);

    private static bool IsSeparator(Word word) => word is { Text: "." or "," or "'" or "’", Spaced: false };

    private static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
