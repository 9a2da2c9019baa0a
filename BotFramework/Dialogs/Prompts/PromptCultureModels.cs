using Microsoft.Bot.Builder.Dialogs.Choices;

namespace Microsoft.Bot.Builder.Dialogs.Prompts;

/// <summary>The languages that prompts have words for.</summary>
public static class PromptCultureModels
{
    private static readonly PromptCultureModel[] _all =
    [
        Culture("bg-bg", ", ", " или ", ", или ", "Да", "Не"),
        Culture("zh-cn", "， ", " 要么 ", "， 要么 ", "是的", "不"),
        Culture("nl-nl", ", ", " of ", ", of ", "Ja", "Nee"),
        Culture("en-us", ", ", " or ", ", or ", "Yes", "No"),
        Culture("fr-fr", ", ", " ou ", ", ou ", "Oui", "Non"),
        Culture("de-de", ", ", " oder ", ", oder ", "Ja", "Nein"),
        Culture("hi-in", ", ", " या ", ", या ", "हां", "नहीं"),
        Culture("it-it", ", ", " o ", " o ", "Si", "No"),
        Culture("ja-jp", "、 ", " または ", "、 または ", "はい", "いいえ"),
        Culture("ko-kr", ", ", " 또는 ", " 또는 ", "예", "아니"),
        Culture("pt-br", ", ", " ou ", ", ou ", "Sim", "Não"),
        Culture("es-es", ", ", " o ", ", o ", "Sí", "No"),
        Culture("sv-se", ", ", " eller ", " eller ", "Ja", "Nej"),
        Culture("tr-tr", ", ", " veya ", " veya ", "Evet", "Hayır"),
    ];

    public static PromptCultureModel Bulgarian => _all[0];

    public static PromptCultureModel Chinese => _all[1];

    public static PromptCultureModel Dutch => _all[2];

    public static PromptCultureModel English => _all[3];

    public static PromptCultureModel French => _all[4];

    public static PromptCultureModel German => _all[5];

    public static PromptCultureModel Hindi => _all[6];

    public static PromptCultureModel Italian => _all[7];

    public static PromptCultureModel Japanese => _all[8];

    public static PromptCultureModel Korean => _all[9];

    public static PromptCultureModel Portuguese => _all[10];

    public static PromptCultureModel Spanish => _all[11];

    public static PromptCultureModel Swedish => _all[12];

    public static PromptCultureModel Turkish => _all[13];

    public static PromptCultureModel[] GetSupportedCultures() => [.. _all];

    /// <summary>
    /// The supported locale of the same language, so "es-MX" gives "es-es"; <paramref name="cultureCode"/> itself, in
    /// lower case, when there is none, and an empty string for none.
    /// </summary>
    public static string MapToNearestLanguage(string? cultureCode)
    {
        var code = (cultureCode ?? string.Empty).Trim().Replace('_', '-').ToLowerInvariant();
        var language = code.Split('-')[0];
        return _all.FirstOrDefault(culture => culture.Locale == code)?.Locale
            ?? _all.FirstOrDefault(culture => culture.Locale!.Split('-')[0] == language)?.Locale
            ?? code;
    }

    /// <summary>The first of <paramref name="locales"/> that a prompt has words for, or English.</summary>
    internal static PromptCultureModel Nearest(params ReadOnlySpan<string?> locales)
    {
        foreach (var locale in locales)
        {
            var nearest = MapToNearestLanguage(locale);
            if (Array.Find(_all, culture => culture.Locale == nearest) is { } found)
                return found;
        }
        return English;
    }

    internal static ChoiceFactoryOptions Inline(PromptCultureModel culture) =>
        new(culture.Separator, culture.InlineOr, culture.InlineOrMore, includeNumbers: true);

    private static PromptCultureModel Culture(string locale, string separator, string or, string orMore, string yes, string no) =>
        new() { Locale = locale, Separator = separator, InlineOr = or, InlineOrMore = orMore, YesInLanguage = yes, NoInLanguage = no };
}
