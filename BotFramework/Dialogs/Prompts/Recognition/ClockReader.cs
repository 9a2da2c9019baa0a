using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads a time of day at a place in a text: "5pm", "5:30 p.m.", "17:30", "17h", "half past five", "a las 5 de la
/// tarde", "las cinco y media", "noon". A bare hour is one only where the words before it make it so.
/// </summary>
internal sealed class ClockReader(Words words)
{
    private static readonly PhraseTable<bool> _markers = new(
        ("at|@|at about|at around|around|about|by|a las|a la|alas|las|la|sobre las|hacia las|como a las|desde las|desde la|hasta las|hasta la", true));

    private static readonly PhraseTable<bool> _exactly = new(("oclock|en punto|horas|hrs|h|hs", true));

    /// <summary>Minutes said before the hour: how many, and from which side.</summary>
    private static readonly PhraseTable<int> _minutesBefore = new(
        ("half past|half after", 30), ("quarter past|a quarter past|quarter after|a quarter after", 15), ("quarter to|a quarter to|quarter till|quarter of", -15),
        ("five past", 5), ("ten past", 10), ("twenty past", 20), ("five to", -5), ("ten to", -10), ("twenty to", -20));

    /// <summary>Minutes said behind the hour.</summary>
    private static readonly PhraseTable<int> _minutesBehind = new(
        ("y media|thirty|y treinta|treinta", 30), ("y cuarto|fifteen|y quince|quince", 15), ("menos cuarto", -15), ("forty five|forty - five|y cuarenta y cinco|cuarenta y cinco", 45),
        ("y cinco|oh five", 5), ("y diez|ten", 10), ("y veinte|twenty", 20), ("y veinticinco", 25), ("menos cinco", -5), ("menos diez", -10), ("menos veinte", -20), ("menos veinticinco", -25));

    /// <summary>Whether what stands at <paramref name="at"/> makes the number before it an hour: ":30", "pm", "de la tarde".</summary>
    public static bool IsHourMark(Words words, int at) =>
        (words[at].Is(":") && words[at].IsJoined)
        || CalendarWords.Meridiems.TryRead(words, at, out _, out _)
        || (words[at].Text is "h" or "hs" or "hrs" or "oclock")
        || (words[at].Text is "de" or "in" or "at" or "por" or "en" && CalendarWords.Parts.TryRead(words, at, out _, out _));

    /// <summary>Reads a time, after a marker like "at" if there is one; <paramref name="isMarked"/> takes a bare hour without.</summary>
    public bool TryRead(int at, bool isMarked, out TimeReading reading, out int next)
    {
        if (TryReadName(at, out reading, out next))
            return true;
        isMarked |= _markers.TryRead(words, at, out _, out var from);
        return TryReadName(from, out reading, out next) || TryReadClock(from, isMarked, out reading, out next);
    }

    private bool TryReadName(int at, out TimeReading reading, out int next)
    {
        var found = CalendarWords.ClockNames.TryRead(words, at, out var time, out next);
        reading = new TimeReading(time.Hour, 0, null, false);
        return found;
    }

    private bool TryReadClock(int at, bool isMarked, out TimeReading reading, out int next)
    {
        reading = null!;
        var hasPrefix = _minutesBefore.TryRead(words, at, out var shift, out next);
        if (!TryReadHour(next, out var hour, out var isWord, out next))
            return false;
        var is24 = hour is 0 or > 12 || (words[next - 1].Kind == WordKind.Digits && words[next - 1].Text[0] == '0');
        int? minute = null, second = null;
        var isClock = hasPrefix || (!isWord && TryReadMinutes(ref next, isMarked, out minute, out second));
        if (!isClock && _minutesBehind.TryRead(words, next, out var behind, out var afterMinutes)
            && (isMarked || words[next].Text is "y" or "menos" || (isWord && CalendarWords.Meridiems.TryRead(words, afterMinutes, out _, out _))))
            (shift, next, isClock) = (behind, afterMinutes, true);
        if (_exactly.TryRead(words, next, out _, out var afterExact))
            (next, isClock) = (afterExact, true);
        var half = ReadHalfOfDay(ref next, hour);
        if (!(isClock || isMarked || half is not null) || hour > 24)
            return false;
        reading = Compose(hour, minute, second, shift, half, is24);
        return true;
    }

    private static TimeReading Compose(int hour, int? minute, int? second, int shift, int? half, bool is24)
    {
        var reading = new TimeReading((half ?? hour) % 24, minute, second, half is null && !is24);
        if (shift == 0)
            return reading;
        var hourShift = shift < 0 ? -1 : 0;
        var shifted = (reading.Hour + hourShift + 24) % 24;
        return reading with { Hour = reading.IsAmbiguous && shifted == 0 ? 12 : shifted, Minute = (shift + 60) % 60 };
    }

    private bool TryReadHour(int at, out int hour, out bool isWord, out int next)
    {
        (isWord, next) = (words[at].Kind == WordKind.Letters, at + 1);
        if (isWord)
            return NumberWords.Added.TryGetValue(words[at].Text, out hour) && hour is >= 1 and <= 12 && !words[at].Is("un");
        hour = 0;
        return words[at].Kind == WordKind.Digits && words[at].Text.Length <= 2
            && int.TryParse(words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && hour <= 24;
    }

    /// <summary>":30", ":30:15", "h30", and ".30" where a time is surely meant.</summary>
    private bool TryReadMinutes(ref int next, bool isMarked, out int? minute, out int? second)
    {
        (minute, second) = (null, null);
        var separator = words[next];
        if (!separator.IsJoined || separator.Text is not (":" or "h" or ".") || !TryReadSixtieth(next + 1, out var minutes))
            return false;
        if (separator.Is(".") && !isMarked && !CalendarWords.Meridiems.TryRead(words, next + 2, out _, out _))
            return false;
        (minute, next) = (minutes, next + 2);
        if (words[next].Is(":") && TryReadSixtieth(next + 1, out var seconds))
            (second, next) = (seconds, next + 2);
        return true;
    }

    private bool TryReadSixtieth(int at, out int value)
    {
        value = 0;
        return words[at] is { Kind: WordKind.Digits, Spaced: false, Text.Length: 2 } digits
            && int.TryParse(digits.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < 60;
    }

    /// <summary>The hour of 0 to 23 that "pm" or "de la tarde" makes of <paramref name="hour"/>; null when nothing of the kind is said.</summary>
    private int? ReadHalfOfDay(ref int next, int hour)
    {
        if (CalendarWords.Meridiems.TryRead(words, next, out var isAfternoon, out var after)
            || (words[next].IsJoined && TryReadLetter(words[next].Text, out isAfternoon, out after, next)))
        {
            next = after;
            return hour > 12 ? hour : (hour % 12) + (isAfternoon ? 12 : 0);
        }
        if (words[next].Text is "in" or "at" or "de" or "por" or "en" && CalendarWords.Parts.TryRead(words, next, out var part, out after))
        {
            next = after;
            return part.HourOf(hour);
        }
        return null;
    }

    private static bool TryReadLetter(string word, out bool isAfternoon, out int after, int at)
    {
        (isAfternoon, after) = (word == "p", at + 1);
        return word is "a" or "p";
    }
}
