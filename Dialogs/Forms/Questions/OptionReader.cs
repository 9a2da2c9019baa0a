using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Finds which options a text means.</summary>
internal static class OptionReader
{
    /// <summary>The options that a text names, in its order, by title, other word, place or number.</summary>
    /// <param name="isAsked">Whether they were just offered: else numbers and places mean something else, and only whole titles count.</param>
    /// <returns>The options, and whether the text is nothing but one of their names or numbers.</returns>
    public static (IReadOnlyList<Option> Options, bool IsWhole) Read(string text, string language, IReadOnlyList<Option> options, bool isAsked)
    {
        var key = FoldedText.Key(text);
        if (options.FirstOrDefault(o => o.Also.Prepend(o.Title).Append(o.Value).Any(name => FoldedText.Key(name) == key)) is { } named)
            return ([named], true);
        var choices = options.Select(o => new Choice(o.Title) { Synonyms = [.. o.Also] }).ToList();
        var found = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions
        {
            Locale = language,
            AllowPartialMatches = isAsked,
            RecognizeNumbers = isAsked,
            RecognizeOrdinals = isAsked,
        });
        var indices = found.Select(f => f.Resolution.Index).Distinct().ToList();
        var isNumber = isAsked && key.Length <= 2 && key.All(char.IsAsciiDigit);
        return ([.. indices.Select(i => options[i])], isNumber);
    }
}
