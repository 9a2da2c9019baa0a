namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Days from one to before another.</summary>
/// <param name="Otherwise">Other days that the same words can mean.</param>
/// <param name="IsWeekday">Whether only a day of the week was named, which a date may follow.</param>
internal sealed record Days(DateOnly From, DateOnly Until, Days? Otherwise = null, bool IsWeekday = false)
{
    /// <summary>Whether month and day were named without the year.</summary>
    public bool IsYearOpen { get; init; }

    public static Days One(DateOnly day, DateOnly? otherwise = null) => new(day, day.AddDays(1), otherwise is { } other ? One(other) : null);
}

/// <summary>Which of its kind is meant: "this Saturday", "next week".</summary>
internal enum Which
{
    Last = -1,
    This = 0,
    Next = 1,
}

/// <summary>Reckons days from today. Weeks begin on Monday.</summary>
/// <param name="election">The campaign's election day; null where it isn't known.</param>
internal sealed class Calendar(DateOnly today, DateOnly? election = null)
{
    /// <summary>A date without a year that passed at most this many days ago is the one gone by; else it is the coming one.</summary>
    private const int JustPassed = 30;

    public Days Day(int offset) => Days.One(today.AddDays(offset));

    /// <summary>The election's day, or one some days from it; null where that isn't known.</summary>
    public Days? Election(int offset = 0) => election is { } day ? Days.One(day.AddDays(offset)) : null;

    /// <summary>"The first Saturday of November": of the coming such month.</summary>
    /// <param name="nth">From 1; 0 is the last.</param>
    public Days NthOf(int nth, DayOfWeek day, int month)
    {
        var found = In(today.Year);
        return Days.One(found < today ? In(today.Year + 1) : found);

        DateOnly In(int year)
        {
            var first = new DateOnly(year, month, 1);
            var ahead = ((int)day - (int)first.DayOfWeek + 7) % 7;
            var last = (DateTime.DaysInMonth(year, month) - 1 - ahead) / 7;
            return first.AddDays(ahead + (7 * (nth == 0 ? last : Math.Min(nth - 1, last))));
        }
    }

    /// <summary>A holiday of the United States, or one that Spanish names, by its one-word name; null for another word.</summary>
    public Days? Holiday(string name) => name switch
    {
        "thanksgiving" => NthOf(4, DayOfWeek.Thursday, 11),
        "christmas" or "xmas" or "navidad" => Date(null, 12, 25),
        "nochebuena" => Date(null, 12, 24),
        "halloween" => Date(null, 10, 31),
        _ => null,
    };

    /// <summary>The first such day from today on; the last one before today; or the one in the coming week.</summary>
    /// <param name="byWeek">Whether "next Saturday" is the one of the next week, as mostly in English, though some mean the coming one.</param>
    public Days Weekday(DayOfWeek day, Which which, bool byWeek)
    {
        var ahead = ((int)day - (int)today.DayOfWeek + 7) % 7;
        var coming = today.AddDays(which == Which.Next && ahead == 0 ? 7 : ahead);
        var ofNextWeek = Monday(1).AddDays(((int)day + 6) % 7);
        return which switch
        {
            Which.Last => Days.One(today.AddDays(ahead - 7)),
            Which.Next when byWeek => Days.One(ofNextWeek, ofNextWeek == coming ? null : coming),
            _ => Days.One(coming),
        } with { IsWeekday = true };
    }

    /// <summary>A day of the week some weeks away: "Saturday next week".</summary>
    public Days WeekdayOf(DayOfWeek day, int weeks) => Days.One(Monday(weeks).AddDays(((int)day + 6) % 7));

    public Days Week(int offset) => new(Monday(offset), Monday(offset + 1));

    public Days Weekend(int offset) => new(Monday(offset).AddDays(5), Monday(offset + 1));

    public Days Month(int offset) => WholeMonth(new DateOnly(today.Year, today.Month, 1).AddMonths(offset));

    public Days Year(int offset) => new(new DateOnly(today.Year + offset, 1, 1), new DateOnly(today.Year + offset + 1, 1, 1));

    public Days After(int count, Unit unit) => Days.One(unit switch
    {
        Unit.Day => today.AddDays(count),
        Unit.Week => today.AddDays(7 * count),
        Unit.Month => today.AddMonths(count),
        _ => today.AddYears(count),
    });

    /// <summary>A month: the running or coming one, where no year is given.</summary>
    public Days MonthNamed(int month, Which which, int? year) => WholeMonth(new DateOnly(year ?? which switch
    {
        Which.Last => month < today.Month ? today.Year : today.Year - 1,
        Which.Next => month > today.Month ? today.Year : today.Year + 1,
        _ => month >= today.Month ? today.Year : today.Year + 1,
    }, month, 1));

    /// <summary>A date; null where there is none such.</summary>
    public Days? Date(int? year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year ?? 2024, month))
            return null;
        if (year is { } known)
            return Days.One(new DateOnly(known, month, day));
        var (gone, coming) = (InYear(today.Year - 1), InYear(today.Year));
        if (coming < today)
            (gone, coming) = (coming, InYear(today.Year + 1));
        return (today.DayNumber - gone.DayNumber <= JustPassed && coming != today ? Days.One(gone, coming) : Days.One(coming)) with { IsYearOpen = true };

        // February 29 is the next day in other years.
        DateOnly InYear(int y) => day <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, day) : new DateOnly(y, month + 1, 1);
    }

    /// <summary>"the 7th": of this month, or of the next that has it.</summary>
    public Days? DayOfMonth(int day)
    {
        if (day is < 1 or > 31)
            return null;
        var month = new DateOnly(today.Year, today.Month, 1);
        while (day > DateTime.DaysInMonth(month.Year, month.Month) || month.AddDays(day - 1) < today)
            month = month.AddMonths(1);
        return Days.One(month.AddDays(day - 1));
    }

    private DateOnly Monday(int weeks) => today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (7 * weeks));

    private static Days WholeMonth(DateOnly first) => new(first, first.AddMonths(1));
}

/// <summary>What time is counted in.</summary>
internal enum Unit
{
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}
