using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder.Dialogs.Choices;
using EntityKind = CampaignBot.Core.Understanding.Entities.EntityKind;
using Entity = CampaignBot.Core.Understanding.Entities.Entity;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Finds which options a text means.</summary>
internal static class OptionReader
{
    // A word that names nothing by itself: "by car" is not "By mail".
    private static readonly HashSet<string> Little = new(["by", "on", "at", "in", "to", "of", "my", "i", "it", "a", "an", "en", "por", "de", "del", "al", "mi", "un", "una", "lo", "ill", "will", "its"], StringComparer.Ordinal);

    private static readonly HashSet<string> Joining = new(["and", "or", "both", "also", "plus", "too", "the", "y", "e", "o", "tambien", "mas", "los", "las", "el", "la"], StringComparer.Ordinal);

    /// <summary>The options that a text names, in its order, by title, other word, place or number.</summary>
    /// <param name="isAsked">Whether they were just offered: else numbers and places mean something else, and only whole titles count.</param>
    /// <param name="besides">What else the text names, such as a time: it belongs to other questions.</param>
    /// <returns>The options, and whether the text is nothing but one of their names or numbers.</returns>
    public static (IReadOnlyList<Option> Options, bool IsWhole) Read(string text, string language, IReadOnlyList<Option> options, bool isAsked, IReadOnlyList<Entity>? besides = null)
    {
        var key = FoldedText.Key(text);
        if (options.FirstOrDefault(o => o.Also.Prepend(o.Title).Append(o.Value).Any(name => FoldedText.Key(name) == key)) is { } named)
            return ([named], true);
        var choices = options.Select(o => new Choice(o.Title) { Synonyms = [.. o.Also] }).ToList();
        var found = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions
        {
            Locale = language,
            AllowPartialMatches = isAsked,
            // The 5 of "5:30" or "5 Oak St" is no place in the list.
            RecognizeNumbers = isAsked && besides?.Any(e => e.Kind != EntityKind.Number) != true,
            RecognizeOrdinals = isAsked,
        });
        var indices = found.Where(f => !FoldedText.Fold(f.Text ?? "").Split(' ').All(Little.Contains)).Select(f => f.Resolution.Index).Distinct().ToList();
        var isNumber = isAsked && key.Length <= 2 && key.All(char.IsAsciiDigit);
        return ([.. indices.Select(i => options[i])], isNumber || (isAsked && SaysNothingElse(key, indices.Select(i => options[i]), besides ?? [])));
    }

    /// <summary>"Spanish and English": names of options, and what joins them.</summary>
    private static bool SaysNothingElse(string key, IEnumerable<Option> named, IReadOnlyList<Entity> besides)
    {
        var words = named.SelectMany(o => o.Also.Prepend(o.Title)).SelectMany(name => FoldedText.Key(name).Split(' ')).ToHashSet(StringComparer.Ordinal);
        var beside = besides.SelectMany(e => FoldedText.Key(e.Text).Split(' ')).ToHashSet(StringComparer.Ordinal);
        return words.Count > 0 && key.Split(' ').All(w => words.Contains(w) || Joining.Contains(w) || (beside.Count > 0 && (beside.Contains(w) || Little.Contains(w))));
    }
}
