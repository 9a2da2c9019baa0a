namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>Reads a stretch of days at a place in a text: "this weekend", "la semana que viene", "next month", "November 2028".</summary>
internal sealed class PeriodReader(Words words, DateOnly today)
{
    private static readonly PhraseTable<bool> _beforeMonth = new(("in|in early|in late|during|en|durante|en el mes de|el mes de|of|this|next|last|este|el proximo", true));

    public bool TryRead(int at, out PeriodReading reading, out int next) =>
        TryReadUnit(at, out reading, out next) || TryReadMonth(at, out reading, out next);

    private bool TryReadUnit(int at, out PeriodReading reading, out int next)
    {
        reading = null!;
        Which? which = CalendarWords.Before.TryRead(words, at, out var before, out var from) ? before : null;
        if (which is null && words[from].Text is "the" or "el" or "la")
            from++;
        if (!CalendarWords.Units.TryRead(words, from, out var unit, out next))
            return false;
        if (which is null && CalendarWords.After.TryRead(words, next, out var after, out var end))
            (which, next) = (after, end);
        if (which is null && unit != CalendarUnit.Weekend)
            return false;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var steps = which switch { Which.Next => 1, Which.Coming => unit == CalendarUnit.Weekend && today < monday.AddDays(5) ? 0 : 1, Which.Last => -1, _ => 0 };
        reading = unit switch
        {
            CalendarUnit.Week => Period(Timex.OfWeek(monday.AddDays(7 * steps), weekend: false), monday.AddDays(7 * steps), 7),
            CalendarUnit.Weekend => Period(Timex.OfWeek(monday.AddDays(7 * steps), weekend: true), monday.AddDays((7 * steps) + 5), 2),
            CalendarUnit.Month => Month(new DateOnly(today.Year, today.Month, 1).AddMonths(steps)),
            CalendarUnit.Year => Year(today.Year + steps),
            _ => null!,
        };
        return reading is not null;
    }

    /// <summary>A month's name, with a year, or where nothing but a month can be meant.</summary>
    private bool TryReadMonth(int at, out PeriodReading reading, out int next)
    {
        reading = null!;
        var from = _beforeMonth.Skip(words, at);
        if (!CalendarWords.Months.TryRead(words, from, out var month, out next))
            return false;
        var yearAt = words[next].Text is "of" or "de" or "del" or "," ? next + 1 : next;
        if (words[yearAt] is { Kind: WordKind.Digits, Text.Length: 4 } digits && digits.Text[0] is '1' or '2')
        {
            next = yearAt + 1;
            reading = Month(new DateOnly(int.Parse(digits.Text, System.Globalization.CultureInfo.InvariantCulture), month, 1));
            return true;
        }
        if (words[next].Kind == WordKind.Digits)
            return false;
        if (from == at && CalendarWords.IsDoubtfulMonth(words[from].Text) && words.Count > 1)
            return false;
        var current = new DateOnly(today.Year, month, 1);
        var upcoming = month >= today.Month ? current : current.AddYears(1);
        var (past, future) = (Month(upcoming.AddYears(-1)), Month(upcoming));
        reading = new PeriodReading(Timex.OfMonthDay(month, 1)[..^3], [past.Periods[0], future.Periods[0]]);
        return true;
    }

    private static PeriodReading Period(string timex, DateOnly start, int days) => new(timex, [(start, start.AddDays(days))]);

    private static PeriodReading Month(DateOnly first) => new(Timex.Of(first)[..^3], [(first, first.AddMonths(1))]);

    private static PeriodReading Year(int year) => new(Timex.Of(new DateOnly(year, 1, 1))[..4], [(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1))]);
}
