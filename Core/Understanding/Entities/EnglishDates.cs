namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Days as English names them. "Next Saturday" is that of the next week; "this Saturday" and "Saturday" the first from today on.</summary>
internal static class EnglishDates
{
    public static Days? Read(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        var days = Election(ref ahead, calendar) ?? NthWeekday(ref ahead, calendar) ?? Relative(ref ahead, calendar) ?? Counted(ref ahead, calendar) ?? OfMonth(ref ahead, calendar) ?? WeekdayNamed(ref ahead, calendar)
            ?? Span(ref ahead, calendar) ?? DateNumbers.InDigits(ref ahead, false, calendar);
        if (days is not null)
            cursor = ahead;
        return days;
    }

    /// <summary>"election day", "the day before the election", "thanksgiving".</summary>
    private static Days? Election(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("the");
        var offset = ahead.Eat("day", "before") ? -1 : ahead.Eat("day", "after") ? 1 : 0;
        ahead.EatOne("the");
        Days? days = null;
        if (ahead.Eat("election", "eve"))
            days = calendar.Election(-1);
        else if (ahead.Eat("election", "day") || ahead.Eat("day", "of", "the", "election") || (offset != 0 && ahead.Eat("election")))
            days = calendar.Election(offset);
        else if (calendar.Holiday(ahead.Now.Word) is { } holiday)
        {
            days = Later(holiday, offset);
            ahead.Move();
            ahead.EatOne("day");
        }
        if (days is not null)
            cursor = ahead;
        return days;
    }

    /// <summary>"the first saturday in november", "last friday of october".</summary>
    private static Days? NthWeekday(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("the");
        int? nth = ahead.Eat("last") ? 0 : null;
        if (NumberWords.English.Ordinals.TryGetValue(ahead.Now.Word, out var ordinal))
        {
            nth = ordinal;
            ahead.Move();
        }
        else if (nth is null && AddressName.Ordinal(ref ahead) is { Length: 3 } written)
        {
            nth = written[0] - '0';
        }
        if (nth is null or > 5)
            return null;
        if (Weekday(ref ahead, true) is not { } day || !ahead.EatOne("in", "of") || MonthOf(ref ahead) is not { } month)
            return null;
        cursor = ahead;
        return calendar.NthOf(nth.Value, day, month);
    }

    private static Days? Relative(ref Cursor cursor, Calendar calendar)
    {
        if (cursor.Eat("day", "after", "tomorrow") || cursor.Eat("the", "day", "after", "tomorrow"))
            return calendar.Day(2);
        if (cursor.Eat("day", "before", "yesterday") || cursor.Eat("the", "day", "before", "yesterday"))
            return calendar.Day(-2);
        if (cursor.EatOne("tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw", "tmr", "tmw") || cursor.Eat("2", "moro") || cursor.Eat("2", "morrow"))
            return calendar.Day(1);
        if (cursor.EatOne("today", "todays") || cursor.Eat("2", "day"))
            return calendar.Day(0);
        return cursor.EatOne("yesterday") ? calendar.Day(-1) : null;
    }

    /// <summary>"in two weeks", "3 days from now", "a week from saturday", "two days ago".</summary>
    private static Days? Counted(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        var within = ahead.EatOne("in");
        if (!DateNumbers.EatCount(ref ahead, false, out var count) || UnitOf(ref ahead) is not { } unit)
            return null;
        Days? days = null;
        if (ahead.Eat("ago"))
            days = calendar.After(-count, unit);
        else if (ahead.Eat("from", "now") || ahead.Eat("from", "today") || within)
            days = calendar.After(count, unit);
        else if (unit == Unit.Week && ahead.Eat("from") && Weekday(ref ahead, true) is { } day)
            days = Later(calendar.Weekday(day, Which.This, true), 7 * count);
        if (days is not null)
            cursor = ahead;
        return days;
    }

    private static Days Later(Days days, int by) => Days.One(days.From.AddDays(by));

    private static Unit? UnitOf(ref Cursor cursor) => cursor switch
    {
        _ when cursor.EatOne("day", "days") => Unit.Day,
        _ when cursor.EatOne("week", "weeks", "wk", "wks") => Unit.Week,
        _ when cursor.EatOne("month", "months") => Unit.Month,
        _ when cursor.EatOne("year", "years", "yr", "yrs") => Unit.Year,
        _ => null,
    };

    /// <summary>"november 7th, 2026", "7 november", "the 7th of nov", "nov 3-7", "in november", "on the 7th".</summary>
    private static Days? OfMonth(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        if (MonthOf(ref ahead) is { } month)
        {
            if (DateNumbers.EatDay(ref ahead, false, out var first))
            {
                var until = ahead;
                var last = until.EatOne("-", "–", "to", "through", "thru") && DateNumbers.EatDay(ref until, false, out var second) && second > first ? second : first;
                ahead = last > first ? until : ahead;
                return Dated(ref cursor, ahead, calendar, month, first, last);
            }
            return WholeMonth(ref cursor, ahead, calendar, month, cursor.Before.Word == "since" || PastWords.Before(cursor) ? Which.Last : Which.This);
        }
        ahead.Eat("the");
        if (!DateNumbers.IsLabel(cursor.Before) && DateNumbers.EatDay(ref ahead, false, out var day))
        {
            var ofMonth = ahead;
            ofMonth.EatOne("of");
            if (MonthOf(ref ofMonth) is { } later)
                return Dated(ref cursor, ofMonth, calendar, later, day, day);
            // "thursday the 29th", "on the 29th".
            var named = cursor.Before.Word is "on" or "by" or "until" or "till" or "til" or "thru" or "through" or "since" or "before" or "after" or "for" || cursor.Before.Word.EndsWith("day", StringComparison.Ordinal);
            var ends = ahead.AtEnd || ahead.Now.Word is "at" or "or" or "and" or "from" or "in" or "to" or "right" or "please";
            if (named && ends && cursor.Now.Word == "the" && ahead.Before.Kind == TokenKind.Word && calendar.DayOfMonth(day) is { } days)
            {
                cursor = ahead;
                return days;
            }
        }
        return null;
    }

    private static Days? Dated(ref Cursor cursor, Cursor ahead, Calendar calendar, int month, int first, int last)
    {
        var withYear = ahead;
        withYear.Eat(",");
        withYear.EatOne("of");
        var year = DateNumbers.Year(ref withYear);
        if (calendar.Date(year, month, first) is not { } days || calendar.Date(year, month, last) is not { } end)
            return null;
        cursor = year is null ? ahead : withYear;
        return days.From == end.From ? days : new Days(days.From, end.Until);
    }

    private static Days? WholeMonth(ref Cursor cursor, Cursor ahead, Calendar calendar, int month, Which which)
    {
        var year = DateNumbers.Year(ref ahead);
        var name = ahead.Tokens[cursor.At].Word;
        var everyday = name is "may" or "march" or "mar" or "sep" or "jan" or "jun" or "dec" or "august" or "apr" or "feb" or "jul" or "aug" or "oct" or "nov" or "sept";
        if (year is null && everyday && cursor.Before.Word is not ("in" or "of" or "by" or "this" or "since" or "until" or "till" or "during"))
            return null;
        cursor = ahead;
        return calendar.MonthNamed(month, which, year);
    }

    /// <summary>"saturday", "this sat", "next tuesday", "saturday next week".</summary>
    private static Days? WeekdayNamed(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        var which = Selected(ref ahead);
        ahead.EatOne("coming");
        if (Weekday(ref ahead, which is not null || cursor.Before.Word is "on" or "every" or "by" or "until" or "this" or "from" or "to" or "through" or "-" || FollowsAnother(cursor)) is not { } day)
            return null;
        cursor = ahead;
        if (which is null && (ahead.Eat("next", "week") || ahead.Eat("of", "next", "week")))
        {
            cursor = ahead;
            return calendar.WeekdayOf(day, 1);
        }
        if (which is null && ahead.Eat("this", "week"))
            cursor = ahead;
        return calendar.Weekday(day, which ?? Which.This, byWeek: true);
    }

    private static Days? Span(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        if (Selected(ref ahead) is not { } which)
        {
            if (!ahead.Eat("the", "weekend"))
                return null;
            cursor = ahead;
            return calendar.Weekend(0);
        }
        ahead.EatOne("coming");
        if (MonthOf(ref ahead) is { } month)
        {
            cursor = ahead;
            return calendar.MonthNamed(month, which, DateNumbers.Year(ref cursor));
        }
        Days? days = ahead switch
        {
            _ when ahead.EatOne("week") => calendar.Week((int)which),
            _ when ahead.EatOne("weekend", "wknd") => calendar.Weekend((int)which),
            _ when ahead.EatOne("month") => calendar.Month((int)which),
            _ when ahead.EatOne("year") => calendar.Year((int)which),
            _ => null,
        };
        if (days is not null)
            cursor = ahead;
        return days;
    }

    private static Which? Selected(ref Cursor cursor) => cursor switch
    {
        _ when cursor.EatOne("this") => Which.This,
        _ when cursor.EatOne("next", "nxt") => Which.Next,
        _ when cursor.EatOne("last") => Which.Last,
        _ => null,
    };

    /// <param name="cued">Whether what stands before tells of a day; else "sat", "sun", "mon" and "wed" must stand before a time or a comma, or be all there is.</param>
    private static DayOfWeek? Weekday(ref Cursor cursor, bool cued)
    {
        var word = cursor.Now.Word;
        DayOfWeek? day = word switch
        {
            "monday" or "mondays" or "mon" => DayOfWeek.Monday,
            "tuesday" or "tuesdays" or "tues" or "tue" => DayOfWeek.Tuesday,
            "wednesday" or "wednesdays" or "wed" or "weds" or "wensday" => DayOfWeek.Wednesday,
            "thursday" or "thursdays" or "thurs" or "thur" or "thu" => DayOfWeek.Thursday,
            "friday" or "fridays" or "fri" => DayOfWeek.Friday,
            "saturday" or "saturdays" or "sat" or "saterday" or "satuday" => DayOfWeek.Saturday,
            "sunday" or "sundays" or "sun" => DayOfWeek.Sunday,
            _ => null,
        };
        if (day is null || (word is "sat" or "sun" or "mon" or "wed" && !cued && !TellsOfDay(cursor.Next) && !(cursor.At == 0 && cursor.Next.Kind is TokenKind.End)))
            return null;
        cursor.Move();
        if (word.Length <= 5)
            cursor.EatGlued(".");
        return day;
    }

    /// <summary>Whether one of several days stands before: "thurs and sat".</summary>
    private static bool FollowsAnother(Cursor cursor) =>
        cursor.At > 1 && cursor.Before.Word is "and" or "or" or "&" or "," && cursor.Tokens[cursor.At - 2].Kind == TokenKind.End;

    private static bool TellsOfDay(Token next) => next.Word is "tues" or "tue" or "weds" or "wed" or "thurs" or "thu" or "fri" or "sat" or "sun" or "at" or "morning" or "afternoon" or "evening" or "night" or "noon" or "," or "-" or "nov" or "november" || next.Kind == TokenKind.Digits;

    private static int? MonthOf(ref Cursor cursor)
    {
        int? month = cursor.Now.Word switch
        {
            "january" or "jan" => 1,
            "february" or "feb" or "febuary" => 2,
            "march" or "mar" => 3,
            "april" or "apr" => 4,
            "may" => 5,
            "june" or "jun" => 6,
            "july" or "jul" => 7,
            "august" or "aug" => 8,
            "september" or "sep" or "sept" => 9,
            "october" or "oct" => 10,
            "november" or "nov" or "novemeber" => 11,
            "december" or "dec" => 12,
            _ => null,
        };
        if (month is null)
            return null;
        cursor.Move();
        if (cursor.Before.Length <= 4)
            cursor.EatGlued(".");
        return month;
    }
}
