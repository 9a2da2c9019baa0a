using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Prompts;

/// <summary>Which language a prompt speaks and reads.</summary>
internal static class PromptLocale
{
    /// <summary>The locale to read an answer in: the one asked for, the user's, the prompt's default, English.</summary>
    public static string ToRead(Activity activity, PromptOptions options, params ReadOnlySpan<string?> defaults)
    {
        foreach (var locale in (ReadOnlySpan<string?>)[options.RecognizeLanguage, activity.Locale, .. defaults])
        {
            if (!string.IsNullOrWhiteSpace(locale))
                return locale;
        }
        return PromptCultureModels.English.Locale!;
    }

    /// <summary>The locale of <paramref name="byLocale"/> to ask in: the user's, the prompt's default or English, whichever it has first.</summary>
    public static T ToAsk<T>(Dictionary<string, T> byLocale, Activity activity, string? defaultLocale)
    {
        foreach (var locale in (ReadOnlySpan<string?>)[activity.Locale, defaultLocale, PromptCultureModels.English.Locale])
        {
            if (locale is not null && (byLocale.TryGetValue(locale, out var found) || byLocale.TryGetValue(PromptCultureModels.MapToNearestLanguage(locale), out found)))
                return found;
        }
        return byLocale.Values.First();
    }
}
