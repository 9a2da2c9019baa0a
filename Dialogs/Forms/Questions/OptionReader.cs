using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Finds which options a text means.</summary>
internal static class OptionReader
{
    private static readonly HashSet<string> Joining = new(["and", "or", "both", "also", "plus", "too", "the", "y", "e", "o", "tambien", "mas", "los", "las", "el", "la"], StringComparer.Ordinal);

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
        return ([.. indices.Select(i => options[i])], isNumber || (isAsked && SaysNothingElse(key, indices.Select(i => options[i]))));
    }

    /// <summary>"Spanish and English": names of options, and what joins them.</summary>
    private static bool SaysNothingElse(string key, IEnumerable<Option> named)
    {
        var words = named.SelectMany(o => o.Also.Prepend(o.Title)).SelectMany(name => FoldedText.Key(name).Split(' ')).ToHashSet(StringComparer.Ordinal);
        return words.Count > 0 && key.Split(' ').All(w => words.Contains(w) || Joining.Contains(w));
    }
}
