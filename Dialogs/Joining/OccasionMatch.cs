using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>A span of days, both ends included.</summary>
public sealed record DaySpan(DateOnly From, DateOnly Until)
{
    private const int MostWeeks = 4;

    // Of these there is but one: "today" is not the same day of another week.
    private static readonly HashSet<string> OneDay = new(["today", "tonight", "tomorrow", "yesterday", "hoy", "manana", "ayer"], StringComparer.Ordinal);

    /// <summary>Whether an instant lies within, by the clock it is written in.</summary>
    public bool Holds(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime) is var day && day >= From && day <= Until;

    /// <summary>
    /// The days that a message names; null where it names none. "Wednesday" is the first Wednesday on which there is anything, if any.
    /// </summary>
    /// <param name="starts">When there is something.</param>
    internal static DaySpan? In(IEnumerable<Entity> entities, TimeZoneInfo zone, IReadOnlyList<DateTimeOffset> starts)
    {
        if (entities.FirstOrDefault(e => e.Value is When { HasDate: true }) is not { Value: When when, Text: var text })
            return null;
        var days = new DaySpan(Day(when.From, zone), Day(when.Until > when.From ? when.Until.AddTicks(-1) : when.From, zone));
        if (text.Any(char.IsAsciiDigit) || FoldedText.Fold(text).Split(' ').Any(OneDay.Contains))
            return days;
        for (var (later, weeks) = (days, 0); weeks < MostWeeks; (later, weeks) = (new DaySpan(later.From.AddDays(7), later.Until.AddDays(7)), weeks + 1))
        {
            if (starts.Any(later.Holds) && (weeks == 0 || days.From == days.Until))
                return later;
        }
        return days;
    }

    private static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

/// <summary>Finds which of several things people mean by the words of their names.</summary>
internal static class OccasionMatch
{
    private const int ShortestWord = 4;

    private static readonly HashSet<string> NoneOfThem = new(["none", "none of them", "none of these", "neither", "ninguno", "ninguna", "ninguno de estos", "ninguna de estas"], StringComparer.Ordinal);

    // They stand in names and mean none of them.
    private static readonly HashSet<string> Common = new(
        "with along from that this near your have will what when where event events shift shifts para como esta este cerca evento eventos turno turnos lista dia voter voters people help ayudar hacer make".Split(' '),
        StringComparer.Ordinal);

    private static readonly string[] OneOf = ["the one ", "that one ", "el de ", "la de ", "el del ", "la del "];

    /// <summary>Whether an answer to "which one" wants none.</summary>
    public static bool IsNone(string text) => FormWords.YesOrNo(text) is false || NoneOfThem.Contains(FoldedText.Fold(text));

    /// <summary>Whether a text points at one of a list: "the one on saturday", "el de hoy".</summary>
    public static bool PointsAtOne(string text) => FoldedText.Fold(text) is var folded && Array.Exists(OneOf, o => folded.StartsWith(o, StringComparison.Ordinal));

    /// <summary>Those that share the most words with a text; none where it shares no word with any.</summary>
    /// <param name="names">What each is called.</param>
    public static IReadOnlyList<T> Named<T>(string text, IReadOnlyList<T> things, Func<T, IReadOnlyList<string>> names)
    {
        var words = Words(text).ToHashSet(StringComparer.Ordinal);
        var scored = things.Select(t => (Thing: t, Score: names(t).SelectMany(Words).Distinct(StringComparer.Ordinal).Count(words.Contains))).ToList();
        var best = scored.Count == 0 ? 0 : scored.Max(s => s.Score);
        return best == 0 ? [] : [.. scored.Where(s => s.Score == best).Select(s => s.Thing)];
    }

    private static IEnumerable<string> Words(string text) =>
        FoldedText.Fold(text).Split(' ').Where(w => w.Length >= ShortestWord && !Common.Contains(w)).Select(WithoutEnding);

    // "Walks", "postcards", "calling": near enough to their names.
    private static string WithoutEnding(string word) =>
        word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 6 ? word[..^3]
        : word.EndsWith('s') && word.Length > ShortestWord ? word[..^1]
        : word;

    /// <summary>The place in a list that an answer names ("2", "number 2", "the second one", "la última"); null where it names none.</summary>
    public static int? Place(string text, IEnumerable<Entity> entities, int count)
    {
        var words = FoldedText.Fold(text).Split(' ');
        if (words.Length > 4 || PartyQuestion.CountsPeople(text))
            return null;
        if (words.Contains("last", StringComparer.Ordinal) || words.Contains("ultimo", StringComparer.Ordinal) || words.Contains("ultima", StringComparer.Ordinal))
            return count - 1;
        return entities.Select(e => e.Value).OfType<Number>().FirstOrDefault() is { Value: >= 1 and var number } && decimal.IsInteger(number) && number <= count
            ? (int)number - 1
            : null;
    }
}
