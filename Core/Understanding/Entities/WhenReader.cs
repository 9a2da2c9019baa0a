namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Joins a day, a part of the day and a time, in whichever order they come, into one moment or span.</summary>
internal sealed class WhenReader(bool spanish, DateTimeOffset now, TimeZoneInfo zone, DateOnly? election)
{
    private readonly DateTime _local = TimeZoneInfo.ConvertTime(now, zone).DateTime;

    private Calendar Calendar { get; } = new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), election);

    public int Read(Cursor at, out EntityValue? value)
    {
        var cursor = at;
        value = HoursAway(ref cursor) ?? Gathered(ref cursor);
        return value is null ? 0 : cursor.At;
    }

    /// <summary>"in 2 hours", "en media hora".</summary>
    private When? HoursAway(ref Cursor cursor)
    {
        var ahead = cursor;
        if (!(spanish ? ahead.Eat("dentro", "de") || ahead.Eat("en") : ahead.Eat("in")))
            return null;
        TimeSpan? span = null;
        if (ahead.Eat("half", "an", "hour") || ahead.Eat("media", "hora"))
            span = TimeSpan.FromMinutes(30);
        else if (DateNumbers.EatCount(ref ahead, spanish, out var count))
            span = ahead.EatOne("hour", "hours", "hr", "hrs", "hora", "horas") ? TimeSpan.FromHours(count) : ahead.EatOne("minute", "minutes", "min", "mins", "minuto", "minutos") ? TimeSpan.FromMinutes(count) : null;
        if (span is null)
            return null;
        cursor = ahead;
        var then = TimeZoneInfo.ConvertTime(now + span.Value, zone);
        return new When(then, then, HasDate: true, HasTime: true);
    }

    private When? Gathered(ref Cursor cursor)
    {
        Days? days = null;
        PartOfDay? part = null;
        ClockSpan? clock = null;
        var first = true;
        while (true)
        {
            var after = cursor;
            if (!first)
                after.Eat(",");
            var day = after;
            if (!first)
                day.EatOne("on", "de", "del");
            if (days is null or { IsWeekday: true } && Dates(ref day) is { } named && (days is null || IsDateOf(days, named)))
            {
                (days, cursor) = (named, day);
            }
            else if (part is null && PartOfDayReader.Read(ref after, spanish, !first, out var isToday) is { } said)
            {
                (part, cursor) = (said, after);
                days ??= isToday ? Calendar.Day(0) : null;
            }
            else if (clock is null && ClockReader.Read(ref after, spanish, days is not null) is { } time)
            {
                (clock, cursor) = (time, after);
            }
            else
            {
                break;
            }
            first = false;
        }
        return first ? null : Joined(days, part, clock);
    }

    /// <summary>A day, or several: "monday through friday", "del lunes al viernes".</summary>
    private Days? Dates(ref Cursor cursor)
    {
        var ahead = cursor;
        var led = spanish ? ahead.EatOne("de", "desde", "entre") : ahead.EatOne("from", "between");
        if (!led)
            ahead = cursor;
        var first = ReadDays(ref ahead);
        if (first is null)
        {
            if (!led)
                return null;
            ahead = cursor;
            first = ReadDays(ref ahead);
            led = false;
            if (first is null)
                return null;
        }
        var range = ahead;
        var joins = spanish ? range.EatOne("a", "hasta", "-", "–") || range.Now.Word == "al" || (led && range.EatOne("y")) : range.EatOne("to", "through", "thru", "-", "–", "until", "till") || (led && range.EatOne("and"));
        if (joins && ReadDays(ref range) is { } last)
        {
            var from = first.From;
            var until = last.Until <= from ? last.Until.AddDays(7) : last.Until;
            if (until > from)
            {
                cursor = range;
                return new Days(from, until);
            }
        }
        if (led)
            return null;
        cursor = ahead;
        return first;
    }

    private Days? ReadDays(ref Cursor cursor) => spanish ? SpanishDates.Read(ref cursor, Calendar) : EnglishDates.Read(ref cursor, Calendar);

    /// <summary>Whether "Saturday, November 7" names one day twice.</summary>
    private static bool IsDateOf(Days weekday, Days date) => !date.IsWeekday && date.Until == date.From.AddDays(1) && (date.From.DayOfWeek == weekday.From.DayOfWeek || date.Otherwise?.From.DayOfWeek == weekday.From.DayOfWeek);

    private When Joined(Days? days, PartOfDay? part, ClockSpan? clock)
    {
        if (clock is null && part is null)
        {
            return new When(At(days!.From, 0), At(days.Until, 0), HasDate: true, HasTime: false, days.Otherwise is { } other ? new When(At(other.From, 0), At(other.Until, 0), true, false) : null) { IsYearOpen = days.IsYearOpen };
        }
        var (from, until) = clock?.Resolve(part) ?? (part!.From, part.Until);
        var when = On(days, from, until);
        if (days?.Otherwise is { } otherDays)
            return when with { Otherwise = On(otherDays, from, until) };
        return clock is { IsPoint: true } && clock.From!.Value.Otherwise(part) is { } half ? when with { Otherwise = On(days, half, half) } : when;
    }

    /// <summary>Times of each of the days are given as those of the first; without a day, as the coming ones.</summary>
    private When On(Days? days, int from, int until)
    {
        if (days is not null)
            return new When(At(days.From, from), At(days.From, until), HasDate: true, HasTime: true) { IsYearOpen = days.IsYearOpen };
        var day = DateOnly.FromDateTime(_local);
        var passed = day.ToDateTime(TimeOnly.MinValue).AddMinutes(until) < _local;
        day = passed ? day.AddDays(1) : day;
        return new When(At(day, from), At(day, until), HasDate: false, HasTime: true);
    }

    /// <summary>A local time in the zone; one that the clocks leave out is an hour later, one that comes twice is the first.</summary>
    private DateTimeOffset At(DateOnly day, int minutes)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }
}
