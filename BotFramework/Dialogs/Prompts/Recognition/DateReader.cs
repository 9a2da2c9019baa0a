using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads one day at a place in a text: "2028-11-07", "11/7", "Nov 7", "7 de noviembre de 2028", "next Saturday",
/// "el sábado que viene", "tomorrow", "the 15th". What the locale decides is which of "3/4" is the month.
/// </summary>
internal sealed class DateReader(Words words, LocaleRules locale, DateOnly today)
{
    private static readonly PhraseTable<bool> _of = new(("of|de|del|de el|,|. ,|.", true));
    private static readonly PhraseTable<bool> _beforeDay = new(("the|el|dia|el dia|day|, the|, el|,", true));

    public bool TryRead(int at, out DateReading reading, out int next) =>
        TryReadNumeric(at, out reading, out next)
        || TryReadMonthAndDay(at, out reading, out next)
        || TryReadWeekday(at, out reading, out next)
        || TryReadRelative(at, out reading, out next)
        || TryReadDayOfMonth(at, out reading, out next);

    /// <summary>Reads a day's number of 1 to 31 in digits or words, which is not an hour: "7", "7th", "twenty-first", "siete", "primero".</summary>
    public bool TryReadDayNumber(int at, out int day, out int next)
    {
        if (!OrdinalRecognizer.TryRead(words, at, out day, out next))
        {
            next = at + 1;
            if (words[at].Kind == WordKind.Digits && words[at].Text.Length <= 2)
                day = Parse(words[at]);
            else if (words[at].Kind != WordKind.Letters || !new NumberReader(words, locale).TryRead(at, out var spoken, out next) || spoken is < 1 or > 31 || !decimal.IsInteger(spoken))
                return false;
            else
                day = (int)spoken;
        }
        return day is >= 1 and <= 31 && !ClockReader.IsHourMark(words, next);
    }

    /// <summary>The day <paramref name="day"/> of the month that <paramref name="other"/> is in, for "Nov 3 to 5".</summary>
    public static DateReading? InMonthOf(DateReading other, int day)
    {
        var days = other.Days.Where(d => day <= DateTime.DaysInMonth(d.Year, d.Month)).Select(d => new DateOnly(d.Year, d.Month, day)).ToList();
        return days.Count == 0 ? null : new DateReading(other.Timex[..^2] + day.ToString("00", CultureInfo.InvariantCulture), days, other.Repeats);
    }

    private bool TryReadNumeric(int at, out DateReading reading, out int next)
    {
        (reading, next) = (null!, at);
        var separator = words[at + 1];
        if (words[at].Kind != WordKind.Digits || !separator.IsJoined || separator.Text is not ("-" or "/" or ".")
            || words[at + 2] is not { Kind: WordKind.Digits, Spaced: false } second || words[at].Text.Length > 4 || second.Text.Length > 2)
            return false;
        var (first, middle) = (Parse(words[at]), Parse(second));
        if (words[at + 3].IsJoined && words[at + 3].Text == separator.Text && words[at + 4] is { Kind: WordKind.Digits, Spaced: false, Text.Length: 2 or 4 } third)
        {
            next = at + 5;
            var last = Parse(third);
            if (words[at].Text.Length == 4)
                return TryExact(first, middle, last, out reading);
            var year = third.Text.Length == 2 ? 2000 + last : last;
            return locale.MonthFirst
                ? TryExact(year, first, middle, out reading) || TryExact(year, middle, first, out reading)
                : TryExact(year, middle, first, out reading) || TryExact(year, first, middle, out reading);
        }
        next = at + 3;
        if (!separator.Is("/"))
            return false;
        return locale.MonthFirst
            ? TryOpenYear(first, middle, out reading) || TryOpenYear(middle, first, out reading)
            : TryOpenYear(middle, first, out reading) || TryOpenYear(first, middle, out reading);
    }

    private bool TryReadMonthAndDay(int at, out DateReading reading, out int next)
    {
        reading = null!;
        int month, day;
        if (CalendarWords.Months.TryRead(words, at, out month, out next))
        {
            if (!TryReadDayNumber(words[next].Is(".") ? next + 1 : next, out day, out next))
                return false;
        }
        else if (TryReadDayNumber(at, out day, out next))
        {
            if (words[next].Text is "of" or "de" or "-" or "/")
                next++;
            if (!CalendarWords.Months.TryRead(words, next, out month, out next))
                return false;
        }
        else
        {
            return false;
        }
        var yearAt = _of.Skip(words, next);
        if (words[yearAt] is { Kind: WordKind.Digits, Text.Length: 4 } year && Parse(year) is >= 1900 and < 2200 && !words[yearAt + 1].Is(":"))
        {
            next = yearAt + 1;
            return TryExact(Parse(year), month, day, out reading);
        }
        return TryOpenYear(month, day, out reading);
    }

    private bool TryReadWeekday(int at, out DateReading reading, out int next)
    {
        reading = null!;
        Which? which = CalendarWords.Before.TryRead(words, at, out var before, out var from) ? before : null;
        if (!CalendarWords.Weekdays.TryRead(words, from, out var weekday, out next))
            return false;
        if (words[next].Is(".") && words[next].IsJoined && words[next + 1].Kind != WordKind.None)
            next++;
        if (which is null && CalendarWords.After.TryRead(words, next, out var after, out var afterWeekday))
            (which, next) = (after, afterWeekday);
        if (which is null && TryReadDayBehindWeekday(next, weekday, out reading, out var behind))
        {
            next = behind;
            return true;
        }
        var upcoming = today.AddDays((weekday - IsoDay(today) + 7) % 7);
        reading = which switch
        {
            Which.This => DateReading.Exactly(upcoming),
            Which.Coming => DateReading.Exactly(upcoming == today ? today.AddDays(7) : upcoming),
            Which.Next => DateReading.Exactly(today.AddDays(7 + weekday - IsoDay(today))),
            Which.Last => DateReading.Exactly(upcoming.AddDays(-7)),
            _ => new DateReading(Timex.OfWeekday(weekday), [upcoming.AddDays(-7), upcoming], CalendarUnit.Week),
        };
        return true;
    }

    /// <summary>"Saturday, Nov 28", "sábado 28": the date counts; the weekday decides between the days it may mean.</summary>
    private bool TryReadDayBehindWeekday(int at, int weekday, out DateReading reading, out int next)
    {
        var from = _beforeDay.Skip(words, at);
        if (TryReadNumeric(from, out reading, out next) || TryReadMonthAndDay(from, out reading, out next))
        {
            var fitting = reading.Days.Where(day => IsoDay(day) == weekday).ToList();
            reading = fitting.Count == 1 ? DateReading.Exactly(fitting[0]) : reading;
            return true;
        }
        if (!TryReadDayNumber(from, out var number, out next) || (words[next].Text is "-" or "to" or "a" && words[next + 1].Kind == WordKind.Digits))
            return false;
        foreach (var day in DaysNumbered(number).Where(day => IsoDay(day) == weekday))
            reading = DateReading.Exactly(day);
        return reading is not null;
    }

    private bool TryReadRelative(int at, out DateReading reading, out int next)
    {
        reading = null!;
        if (!CalendarWords.RelativeDays.TryRead(words, at, out var days, out next))
            return false;
        reading = DateReading.Exactly(today.AddDays(days));
        return true;
    }

    /// <summary>"the 15th", "el 15", "el día 15": of the month that has been or the one to come.</summary>
    private bool TryReadDayOfMonth(int at, out DateReading reading, out int next)
    {
        (reading, next) = (null!, at);
        var isSpanish = words[at].Text is "el" or "dia";
        if (!isSpanish && !words[at].Is("the"))
            return false;
        var from = _beforeDay.Skip(words, at);
        if (TryReadMonthAndDay(from, out reading, out next))
            return true;
        var hasSuffix = words[from].Kind == WordKind.Digits && OrdinalRecognizer.TryRead(words, from, out _, out _);
        if (words[from].Kind != WordKind.Digits || !(isSpanish || hasSuffix) || !TryReadDayNumber(from, out var number, out next))
            return false;
        var days = DaysNumbered(number);
        reading = new DateReading(Timex.OfDay(number), [days.Last(day => day < today), days.First(day => day >= today)], CalendarUnit.Month);
        return true;
    }

    // The days of that number around today: two months back, three ahead, as not every month has a 31st.
    private List<DateOnly> DaysNumbered(int number) =>
        Enumerable.Range(-2, 6).Select(offset => new DateOnly(today.Year, today.Month, 1).AddMonths(offset))
            .Where(month => number <= DateTime.DaysInMonth(month.Year, month.Month))
            .Select(month => month.AddDays(number - 1))
            .ToList();

    private static bool TryExact(int year, int month, int day, out DateReading reading)
    {
        var exists = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        reading = exists ? DateReading.Exactly(new DateOnly(year, month, day)) : null!;
        return exists;
    }

    private bool TryOpenYear(int month, int day, out DateReading reading)
    {
        reading = null!;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2028, month))
            return false;
        // Eight years either way hold a leap day.
        var days = Enumerable.Range(today.Year - 8, 17).Where(year => day <= DateTime.DaysInMonth(year, month)).Select(year => new DateOnly(year, month, day)).ToList();
        reading = new DateReading(Timex.OfMonthDay(month, day), [days.Last(d => d < today), days.First(d => d >= today)], CalendarUnit.Year);
        return true;
    }

    private static int IsoDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static int Parse(Word digits) => int.Parse(digits.Text, NumberStyles.None, CultureInfo.InvariantCulture);
}
