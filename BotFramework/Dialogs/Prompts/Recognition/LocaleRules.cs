namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// What a locale decides when a text could be read in two ways, after the Unicode CLDR: whether a comma begins the
/// decimals ("1.000" is then a thousand), and whether a date's month comes first ("3/4" is then March 4).
/// </summary>
internal readonly record struct LocaleRules(bool CommaBeginsDecimals, bool MonthFirst)
{
    // Spanish as written in the Americas north of the equator follows the United States in its decimals.
    private static readonly HashSet<string> _spanishWithPoint =
        new(StringComparer.OrdinalIgnoreCase) { "es-mx", "es-us", "es-pr", "es-gt", "es-hn", "es-ni", "es-sv", "es-pa", "es-do" };

    private static readonly HashSet<string> _englishDayFirst =
        new(StringComparer.OrdinalIgnoreCase) { "en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za" };

    private static readonly HashSet<string> _pointLanguages =
        new(StringComparer.OrdinalIgnoreCase) { "en", "zh", "ja", "ko", "hi" };

    public static LocaleRules For(string? locale)
    {
        var name = string.IsNullOrWhiteSpace(locale) ? "en-us" : locale.Trim().Replace('_', '-');
        var language = name.Split('-')[0];
        var english = language.Equals("en", StringComparison.OrdinalIgnoreCase);
        return new LocaleRules(
            CommaBeginsDecimals: !_pointLanguages.Contains(language) && !_spanishWithPoint.Contains(name),
            MonthFirst: english ? !_englishDayFirst.Contains(name) : name.ToLowerInvariant() is "es-pr" or "es-pa");
    }
}
