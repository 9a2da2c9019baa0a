namespace CampaignBot.Core.Voting;

/// <summary>Hours on the clock, in the place's zone.</summary>
/// <param name="Until">24:00 where it is the day's end.</param>
public sealed record ClockHours(TimeSpan From, TimeSpan Until);

/// <summary>Hours of a stretch of days, put together as one would tell them.</summary>
public abstract record ToldHours
{
    private ToldHours()
    {
    }

    /// <summary>The same hours on every day of a stretch.</summary>
    /// <param name="Until">The last day; the first one where it is only that.</param>
    public sealed record OnDays(DateOnly From, DateOnly Until, IReadOnlyList<ClockHours> Hours) : ToldHours;

    /// <summary>Hours that go by the day of the week, through a stretch of days.</summary>
    /// <param name="Days">In the order of the week from Monday; days of the same hours that follow each other stand together.</param>
    public sealed record Weekly(DateOnly From, DateOnly Until, IReadOnlyList<WeekdayHours> Days) : ToldHours;

    /// <summary>Open day and night.</summary>
    public sealed record NonStop(DateTimeOffset From, DateTimeOffset Until) : ToldHours;

    /// <summary>The hours from a day on, in their order.</summary>
    /// <param name="from">The first day to tell.</param>
    /// <param name="until">The last day to tell; at most 366 days later.</param>
    /// <param name="zone">The place's.</param>
    public static IReadOnlyList<ToldHours> Of(OpeningHours hours, DateOnly from, DateOnly until, TimeZoneInfo zone)
    {
        var last = until < from.AddDays(366) ? until : from.AddDays(366);
        var told = new List<ToldHours>();
        var days = new List<(DateOnly Day, IReadOnlyList<ClockHours> Hours)>();
        foreach (var span in Joined(hours, from, last, zone))
        {
            var day = DateOnly.FromDateTime(span.From.DateTime);
            if (span.Until - span.From > TimeSpan.FromHours(24))
            {
                told.AddRange(Together(days));
                days.Clear();
                told.Add(new NonStop(span.From, span.Until));
                continue;
            }
            var onClock = new ClockHours(span.From.TimeOfDay, span.From.TimeOfDay + (span.Until - span.From));
            if (days is [.., var (same, known)] && same == day)
                days[^1] = (day, [.. known, onClock]);
            else
                days.Add((day, [onClock]));
        }
        told.AddRange(Together(days));
        return told;
    }

    /// <summary>The spans of all days; one that ends as the next begins is one with it.</summary>
    private static List<OpenSpan> Joined(OpeningHours hours, DateOnly from, DateOnly until, TimeZoneInfo zone)
    {
        var spans = new List<OpenSpan>();
        foreach (var span in hours.Days(from, until).SelectMany(day => hours.On(day, zone)))
        {
            if (spans is [.., var before] && span.From <= before.Until)
                spans[^1] = before with { Until = span.Until > before.Until ? span.Until : before.Until };
            else
                spans.Add(span);
        }
        return spans;
    }

    private static List<ToldHours> Together(List<(DateOnly Day, IReadOnlyList<ClockHours> Hours)> days)
    {
        if (days.Count > 7 && Week(days) is { } weekly)
            return [weekly];
        var runs = new List<ToldHours>();
        foreach (var (day, hours) in days)
        {
            if (runs is [.., OnDays run] && run.Until.AddDays(1) == day && run.Hours.SequenceEqual(hours))
                runs[^1] = run with { Until = day };
            else
                runs.Add(new OnDays(day, day, hours));
        }
        return runs;
    }

    /// <summary>The week that all days follow; null where some don't, or it is one stretch of the same hours anyway.</summary>
    private static Weekly? Week(List<(DateOnly Day, IReadOnlyList<ClockHours> Hours)> days)
    {
        var (first, last) = (days[0].Day, days[^1].Day);
        var byWeekday = days.GroupBy(d => d.Day.DayOfWeek).ToDictionary(g => g.Key, g => g.ToList());
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            // A day of the week is open all through or not at all.
            if (byWeekday.TryGetValue(day.DayOfWeek, out var open) && !open.Exists(d => d.Day == day))
                return null;
        }
        if (byWeekday.Values.Any(open => open.Exists(d => !d.Hours.SequenceEqual(open[0].Hours))))
            return null;
        var week = new List<WeekdayHours>();
        for (var i = 1; i <= 7; i++)
        {
            var weekday = (DayOfWeek)(i % 7);
            if (!byWeekday.TryGetValue(weekday, out var open))
                continue;
            if (week is [.., var before] && before.Last == (DayOfWeek)(i - 1) && before.Hours.SequenceEqual(open[0].Hours))
                week[^1] = before with { Last = weekday };
            else
                week.Add(new WeekdayHours(weekday, weekday, open[0].Hours));
        }
        return week is [{ First: DayOfWeek.Monday, Last: DayOfWeek.Sunday }] ? null : new Weekly(first, last, week);
    }
}

/// <summary>Hours of days of the week that follow each other.</summary>
public sealed record WeekdayHours(DayOfWeek First, DayOfWeek Last, IReadOnlyList<ClockHours> Hours);
