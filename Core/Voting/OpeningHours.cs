namespace CampaignBot.Core.Voting;

/// <summary>When a place is open (VIP's HoursOpen).</summary>
/// <param name="Periods">At least one, in the order of their first days.</param>
public sealed record OpeningHours(IReadOnlyList<OpenPeriod> Periods)
{
    /// <summary>When it is open on a day, in the order of the hours; empty where it is closed.</summary>
    /// <param name="zone">The place's zone, in which the hours are told.</param>
    public IReadOnlyList<OpenSpan> On(DateOnly day, TimeZoneInfo zone) =>
        [.. Periods.Where(p => p.Covers(day)).SelectMany(p => p.Hours).Select(h => h.On(day, zone)).Distinct().OrderBy(s => s.From)];

    /// <summary>The days from one to another, both included, on which it is open.</summary>
    public IEnumerable<DateOnly> Days(DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (Periods.Any(p => p.Hours.Count > 0 && p.Covers(day)))
                yield return day;
        }
    }
}

/// <summary>Days with the same hours.</summary>
/// <param name="From">The first day; null where the feed sets no beginning.</param>
/// <param name="Until">The last day; null where the feed sets no end.</param>
/// <param name="OnlyByAppointment">Whether one must have an appointment.</param>
/// <param name="OrByAppointment">Whether an appointment at another time is possible.</param>
/// <param name="SubjectToChange">Whether one should ask before going.</param>
public sealed record OpenPeriod(
    DateOnly? From,
    DateOnly? Until,
    IReadOnlyList<DailyHours> Hours,
    bool OnlyByAppointment,
    bool OrByAppointment,
    bool SubjectToChange)
{
    /// <summary>Whether a day is one of these.</summary>
    public bool Covers(DateOnly day) => (From is null || day >= From) && (Until is null || day <= Until);
}

/// <summary>Hours of a day as the feed gives them, each with its distance from UTC.</summary>
/// <param name="Opens">Since the day's midnight.</param>
/// <param name="Closes">Since the day's midnight, up to 24:00.</param>
public sealed record DailyHours(TimeSpan Opens, TimeSpan OpensOffset, TimeSpan Closes, TimeSpan ClosesOffset)
{
    /// <summary>These hours on a day, in a zone: a feed may write them in another's time.</summary>
    public OpenSpan On(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new OpenSpan(
            TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, OpensOffset) + Opens, zone),
            TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, ClosesOffset) + Closes, zone));
    }
}

/// <summary>From when until when a place is open.</summary>
public sealed record OpenSpan(DateTimeOffset From, DateTimeOffset Until);
