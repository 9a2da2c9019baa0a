using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Entity = CampaignBot.Core.Understanding.Entities.Entity;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Finds which options a text means.</summary>
internal static class OptionReader
{
    // A word that names nothing by itself: "by car" is not "By mail".
    private static readonly HashSet<string> Little = Set(
        "by on at in to of my i it a an the and or for with me you your we us is be this that not no do en por de del al mi su un una lo el la los las y e o con para me te se es a que sin ill will its also too tambien");

    // What may stand around a number that chooses: "number 2, please".
    private static readonly HashSet<string> AroundNumbers = Set("number numbers option options please pls and the i ill take choose pick want numero opcion opciones por favor y el la los las elijo quiero tomo");

    private static readonly HashSet<string> Numbers = Set(
        "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh last uno una dos tres cuatro cinco seis siete ocho nueve diez primero primera segundo segunda tercero tercera cuarto cuarta quinto quinta sexto sexta ultimo ultima 1st 2nd 3rd 4th 5th 6th 7th");

    private static readonly HashSet<string> Joining = new(["and", "or", "both", "also", "plus", "too", "the", "y", "e", "o", "tambien", "mas", "los", "las", "el", "la"], StringComparer.Ordinal);

    /// <summary>The options that a text names, in its order, by title, other word, place or number.</summary>
    /// <param name="isAsked">Whether they were just offered: else numbers and places mean something else, and only whole titles count.</param>
    /// <param name="besides">What else the text names, such as a time: it belongs to other questions.</param>
    /// <returns>The options, and whether the text is nothing but one of their names or numbers.</returns>
    public static (IReadOnlyList<Option> Options, bool IsWhole) Read(string text, string language, IReadOnlyList<Option> options, bool isAsked, IReadOnlyList<Entity>? besides = null)
    {
        var key = FoldedText.Key(text);
        if (options.Where(o => o.Also.Prepend(o.Title).Append(o.Value).Any(name => FoldedText.Key(name) == key)).ToList() is { Count: > 0 } named)
            return (named, named.Count == 1);
        // "12 Mill St, Alder Falls" is no "Alder Falls Library".
        if (besides?.FirstOrDefault(e => e.Kind == EntityKind.Address && e.End <= text.Length) is { } address)
            (text, key) = (text.Remove(address.Start, address.Length), FoldedText.Key(text.Remove(address.Start, address.Length)));
        var choices = options.Select(o => new Choice(o.Title) { Synonyms = [.. o.Also] }).ToList();
        var found = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions
        {
            Locale = language,
            AllowPartialMatches = isAsked,
            RecognizeNumbers = isAsked && IsPlace(key),
            RecognizeOrdinals = isAsked && IsPlace(key),
        });
        var isPlace = isAsked && IsPlace(key);
        var indices = found.Where(f => isPlace || Names(options[f.Resolution.Index], f.Text ?? "")).Select(f => f.Resolution.Index).Distinct().ToList();
        return ([.. indices.Select(i => options[i])], isPlace || (isAsked && SaysNothingElse(key, indices.Select(i => options[i]), besides ?? [])));
    }

    /// <summary>Whether a text has a word of an option's names that says something.</summary>
    private static bool Names(Option option, string text) => FoldedText.Fold(text).Split(' ').Where(w => !Little.Contains(w))
        .Intersect(option.Also.Prepend(option.Title).SelectMany(name => FoldedText.Fold(name).Split(' ')), StringComparer.Ordinal).Any();

    /// <summary>Whether a text is nothing but places in the list: the 1 of "1 moment please", the 5 of "5:30" and the 4 of "4th street, 2 kids" are none.</summary>
    private static bool IsPlace(string key) => key.Split(' ').All(w => AroundNumbers.Contains(w) || Numbers.Contains(w) || (w.Length <= 2 && w.All(char.IsAsciiDigit)));

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    /// <summary>"Spanish and English": names of options, and what joins them.</summary>
    private static bool SaysNothingElse(string key, IEnumerable<Option> named, IReadOnlyList<Entity> besides)
    {
        var words = named.SelectMany(o => o.Also.Prepend(o.Title)).SelectMany(name => FoldedText.Key(name).Split(' ')).ToHashSet(StringComparer.Ordinal);
        var beside = besides.SelectMany(e => FoldedText.Key(e.Text).Split(' ')).ToHashSet(StringComparer.Ordinal);
        return words.Count > 0 && key.Split(' ').All(w => words.Contains(w) || Joining.Contains(w) || (beside.Count > 0 && (beside.Contains(w) || Little.Contains(w))));
    }
}
