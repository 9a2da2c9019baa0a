namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Every way to understand a moment, as the Recognizers convention lists them: one for what was said in full, past
/// before future where the day was left open, morning before afternoon where the half of the day was.
/// </summary>
internal static class Resolutions
{
    public static IReadOnlyList<DateTimeResolution> Of(Moment moment)
    {
        if (moment.Instant is { } instant)
            return [new DateTimeResolution { Timex = instant.Timex, Value = Timex.Value(instant.Time) }];
        if (moment.Period is { } period)
            return [.. period.Periods.Select(p => new DateTimeResolution { Timex = period.Timex, Start = Timex.Of(p.Start), End = Timex.Of(p.End) })];
        if (moment is { Time: { } start, Until: { } until })
            return [.. Stretches(InPart(start, moment.Part), InPart(until, moment.Part)).SelectMany(hours => OfHours(moment.Date, hours.Start, hours.End))];
        if (moment.Time is { } time)
            return [.. InPart(time, moment.Part).Candidates.SelectMany(candidate => OfTime(moment.Date, candidate))];
        if (moment.Part is { } part)
            return OfPart(moment.Date, part);
        return [.. moment.Date!.Days.Select(day => new DateTimeResolution { Timex = moment.Date.Timex, Value = Timex.Of(day) })];
    }

    /// <summary>From one moment to another, both with a day: pairs of the days they may mean that follow each other soonest.</summary>
    public static IReadOnlyList<DateTimeResolution> Between(Moment from, Moment to)
    {
        var pairs = from.Date!.Days.Select(day => (Start: day, End: to.Date!.FirstFrom(day))).Where(pair => pair.End is not null).Select(pair => (pair.Start, End: pair.End!.Value));
        if (from.Time is null || to.Time is null)
        {
            return [.. pairs.Select(pair => new DateTimeResolution
            {
                Timex = Timex.OfRange(from.Date.Timex, to.Date!.Timex, TimeSpan.FromDays(pair.End.DayNumber - pair.Start.DayNumber)),
                Start = Timex.Of(pair.Start),
                End = Timex.Of(pair.End),
            })];
        }
        var (start, end) = (InPart(from.Time, from.Part).Candidates.Last(), InPart(to.Time, to.Part).Candidates.Last());
        return [.. pairs.Select(pair => (Start: pair.Start.ToDateTime(start.Time), End: pair.End.ToDateTime(end.Time))).Where(pair => pair.Start < pair.End)
            .Select(pair => new DateTimeResolution
            {
                Timex = Timex.OfRange(from.Date.Timex + start.Timex, to.Date!.Timex + end.Timex, pair.End - pair.Start),
                Start = Timex.Value(pair.Start),
                End = Timex.Value(pair.End),
            })];
    }

    private static TimeReading InPart(TimeReading time, DayPart? part) => part is null ? time : time.In(part);

    /// <summary>The shortest stretches that two times may mean, by day rather than over midnight: "9 to 5" is eight hours from 9:00.</summary>
    private static IEnumerable<(TimeReading Start, TimeReading End)> Stretches(TimeReading from, TimeReading to)
    {
        var all = from.Candidates.SelectMany(start => to.Candidates.Select(end => (Start: start, End: end, Length: Length(start, end)))).ToList();
        var shortest = all.Min(stretch => stretch.Length);
        all.RemoveAll(stretch => stretch.Length > shortest);
        var withinDay = all.Where(stretch => stretch.Start.Time < stretch.End.Time).ToList();
        return (withinDay.Count > 0 ? withinDay : all).Select(stretch => (stretch.Start, stretch.End));
    }

    private static TimeSpan Length(TimeReading start, TimeReading end) =>
        start.Time == end.Time ? TimeSpan.FromDays(1) : end.Time - start.Time;

    private static IEnumerable<DateTimeResolution> OfHours(DateReading? date, TimeReading start, TimeReading end)
    {
        var length = Length(start, end);
        if (date is null)
            return [new DateTimeResolution { Timex = Timex.OfRange(start.Timex, end.Timex, length), Start = Timex.Value(start.Time), End = Timex.Value(end.Time) }];
        return date.Days.Select(day => new DateTimeResolution
        {
            Timex = Timex.OfRange(date.Timex + start.Timex, date.Timex + end.Timex, length),
            Start = Timex.Value(day.ToDateTime(start.Time)),
            End = Timex.Value(day.ToDateTime(start.Time) + length),
        });
    }

    private static IEnumerable<DateTimeResolution> OfTime(DateReading? date, TimeReading time) =>
        date is null
            ? [new DateTimeResolution { Timex = time.Timex, Value = Timex.Value(time.Time) }]
            : date.Days.Select(day => new DateTimeResolution { Timex = date.Timex + time.Timex, Value = Timex.Value(day.ToDateTime(time.Time)) });

    private static IReadOnlyList<DateTimeResolution> OfPart(DateReading? date, DayPart part) =>
        date is null
            ? [new DateTimeResolution { Timex = part.Code, Start = Timex.Value(part.Start), End = Timex.Value(part.End) }]
            : [.. date.Days.Select(day => new DateTimeResolution
            {
                Timex = date.Timex + part.Code,
                Start = Timex.Value(day.ToDateTime(part.Start)),
                End = Timex.Value(day.ToDateTime(part.End)),
            })];
}
