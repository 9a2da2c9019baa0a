using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace CampaignBot.Dialogs.Wording;

/// <summary>
/// The bot's own sentences in the reader's language. Each enumeration of phrases has its texts beside it, in resources of the
/// enumeration's name (<c>Phrase.resx</c>, <c>Phrase.es.resx</c>).
/// </summary>
public static class Words
{
    private const int DaysWithoutYear = 300;
    private static readonly ConcurrentDictionary<Type, ResourceManager> Texts = new();

    /// <summary>
    /// A sentence with its blanks filled in: <c>{0}</c>, or <c>{0:shift|shifts}</c> for a number and what it counts ("1 shift").
    /// A language there is no text in reads English.
    /// </summary>
    /// <param name="language">ISO 639-1.</param>
    public static string Say<TPhrase>(TPhrase phrase, string language, params ReadOnlySpan<object?> blanks)
        where TPhrase : struct, Enum
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var texts = Texts.GetOrAdd(typeof(TPhrase), static type => new ResourceManager(type.FullName!, type.Assembly));
        var text = texts.GetString(phrase.ToString(), culture)
            ?? throw new InvalidOperationException($"{typeof(TPhrase).Name}.resx has no text named {phrase}.");
        // "At 5 p.m." has its point already.
        return blanks.IsEmpty ? text : string.Format(Counting.In(culture), text, blanks).Replace(".m..", ".m.", StringComparison.Ordinal).Replace(". m..", ". m.", StringComparison.Ordinal);
    }

    /// <summary>A day as it is written in a language: "October 1, 2026".</summary>
    public static string Date(DateOnly day, string language) =>
        day.ToString(Say(Phrase.DatePattern, language), CultureInfo.GetCultureInfo(language));

    /// <summary>A day with its weekday, "Saturday, October 3", "sábado 3 de octubre"; with its year where it is not of the months around today.</summary>
    public static string Day(DateOnly day, DateOnly today, string language) =>
        day.ToString(Say(IsFar(day, today) ? Phrase.FarDayPattern : Phrase.DayPattern, language), CultureInfo.GetCultureInfo(language));

    /// <summary>Whether a day without its year would be taken for another year's.</summary>
    public static bool IsFar(DateOnly day, DateOnly today) => Math.Abs(day.DayNumber - today.DayNumber) > DaysWithoutYear;

    /// <summary>A time of day: "7 a.m.", "7:30 p. m.", "noon".</summary>
    public static string Time(TimeOnly time, string language)
    {
        if (time == new TimeOnly(12, 0))
            return Say(Phrase.Noon, language);
        if (time == TimeOnly.MinValue)
            return Say(Phrase.Midnight, language);
        var half = Say(time.Hour < 12 ? Phrase.Am : Phrase.Pm, language);
        return time.ToString(time.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture) + " " + half;
    }

    /// <summary>Things one after the other: "bread, milk and salt". In Spanish "y" becomes "e" before its own sound.</summary>
    public static string List(IReadOnlyList<string> things, string language) => things switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", things.SkipLast(1))} {Say(BeginsWithI(things[^1]) ? Phrase.AndBeforeI : Phrase.And, language)} {things[^1]}",
    };

    private static bool BeginsWithI(string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IsPrefix(word, "i", CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace)
        || (word.StartsWith("hi", StringComparison.OrdinalIgnoreCase) && !word.StartsWith("hie", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes numbers with what they count.</summary>
    private sealed class Counting(CultureInfo culture) : IFormatProvider, ICustomFormatter
    {
        private static readonly ConcurrentDictionary<string, Counting> Known = new(StringComparer.Ordinal);

        public static Counting In(CultureInfo culture) => Known.GetOrAdd(culture.Name, static (_, c) => new Counting(c), culture);

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => (format?.Split('|'), arg) switch
        {
            ([var one, var other], IConvertible number) => $"{number.ToString(culture)} {(number.ToDecimal(CultureInfo.InvariantCulture) == 1 ? one : other)}",
            (_, IFormattable formattable) => formattable.ToString(format, culture),
            _ => arg?.ToString() ?? "",
        };
    }
}
