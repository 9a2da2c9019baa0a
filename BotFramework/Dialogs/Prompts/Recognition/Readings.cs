using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// A day as said. <paramref name="Days"/> holds one, or the last that has been and the next to come when the year, the
/// month or the week was left open; <paramref name="Repeats"/> then says how often it comes again.
/// </summary>
internal sealed record DateReading(string Timex, IReadOnlyList<DateOnly> Days, CalendarUnit? Repeats = null)
{
    public static DateReading Exactly(DateOnly day) => new(Recognition.Timex.Of(day), [day]);

    /// <summary>The first day on or after <paramref name="start"/> that this may mean; null when there is none.</summary>
    public DateOnly? FirstFrom(DateOnly start)
    {
        foreach (var day in Days)
        {
            if (day >= start)
                return day;
        }
        var last = Days[^1];
        return Repeats switch
        {
            CalendarUnit.Week => last.AddDays((start.DayNumber - last.DayNumber + 6) / 7 * 7),
            CalendarUnit.Month => last.AddMonths(1),
            CalendarUnit.Year => last.AddYears(1),
            _ => null,
        };
    }
}

/// <summary>A week, a weekend, a month or a year; each end is exclusive.</summary>
internal sealed record PeriodReading(string Timex, IReadOnlyList<(DateOnly Start, DateOnly End)> Periods);

/// <summary>A time of day as said; <paramref name="IsAmbiguous"/> when the hour, of 1 to 12, may be before or after noon.</summary>
internal sealed record TimeReading(int Hour, int? Minute, int? Second, bool IsAmbiguous)
{
    /// <summary>The times it may mean: the first before noon, the second after.</summary>
    public IEnumerable<TimeReading> Candidates =>
        !IsAmbiguous ? [this]
        : Hour == 12 ? [this with { IsAmbiguous = false }, this with { Hour = 0, IsAmbiguous = false }]
        : [this with { IsAmbiguous = false }, this with { Hour = Hour + 12, IsAmbiguous = false }];

    public TimeOnly Time => new(Hour, Minute ?? 0, Second ?? 0);

    public string Timex =>
        string.Create(CultureInfo.InvariantCulture, $"T{Hour:00}")
        + (Minute is > 0 || Second is > 0 ? string.Create(CultureInfo.InvariantCulture, $":{Minute ?? 0:00}") : string.Empty)
        + (Second is > 0 ? string.Create(CultureInfo.InvariantCulture, $":{Second:00}") : string.Empty);

    public TimeReading In(DayPart part) => IsAmbiguous ? this with { Hour = part.HourOf(Hour), IsAmbiguous = false } : this;
}

/// <summary>All that was said about one moment, or about a stretch of time within one day.</summary>
internal sealed record Moment
{
    public DateReading? Date { get; init; }

    public TimeReading? Time { get; init; }

    /// <summary>With <see cref="Time"/>, a stretch from that time to this.</summary>
    public TimeReading? Until { get; init; }

    public DayPart? Part { get; init; }

    public PeriodReading? Period { get; init; }

    /// <summary>An instant counted from now, with its Timex.</summary>
    public (string Timex, DateTime Time)? Instant { get; init; }

    public bool IsEmpty => this == new Moment();
}
