using System.Globalization;
using System.Resources;

namespace CampaignBot.Dialogs.Wording;

/// <summary>The bot's own sentences in the reader's language.</summary>
public static class Words
{
    private static readonly ResourceManager Texts = new("CampaignBot.Dialogs.Wording.Words", typeof(Words).Assembly);

    /// <summary>A sentence with its blanks filled in. A language there is no text in reads English.</summary>
    /// <param name="language">ISO 639-1.</param>
    public static string Say(Phrase phrase, string language, params ReadOnlySpan<object?> blanks)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Texts.GetString(phrase.ToString(), culture)
            ?? throw new InvalidOperationException($"Wording/Words.resx has no text named {phrase}.");
        return blanks.IsEmpty ? text : string.Format(culture, text, blanks);
    }

    /// <summary>A day as it is written in a language: "October 1, 2026".</summary>
    public static string Date(DateOnly day, string language) =>
        day.ToString(Say(Phrase.DatePattern, language), CultureInfo.GetCultureInfo(language));
}
