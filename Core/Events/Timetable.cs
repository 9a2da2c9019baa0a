using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Events;

/// <summary>When something takes place: on one day, or every week.</summary>
/// <param name="First">The first day on which it may be; the day itself where it is but once.</param>
/// <param name="Last">The last day on which it may be.</param>
/// <param name="Every">The weekday; null where it is but once.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, the same day; null where that isn't known.</param>
public sealed record Timetable(DateOnly First, DateOnly Last, DayOfWeek? Every, TimeOnly From, TimeOnly? To)
{
    private static readonly string[] OfWeekly = ["first", "until", "except"];

    /// <summary>Days of the week's rhythm on which it isn't.</summary>
    public IReadOnlyList<DateOnly> Except { get; init; } = [];

    /// <summary>Days on which it was to be and will not be, of which people are told.</summary>
    public IReadOnlyList<DateOnly> Cancelled { get; init; } = [];

    /// <summary>Its days within a span, both ends included, in order.</summary>
    public IEnumerable<DateOnly> Days(DateOnly from, DateOnly until)
    {
        var (day, last) = (First > from ? First : from, Last < until ? Last : until);
        if (Every is { } weekday && day <= last)
            day = day.AddDays((weekday - day.DayOfWeek + 7) % 7);
        for (; day <= last; day = day.AddDays(7))
        {
            if (!Except.Contains(day))
                yield return day;
            if (Every is null || day > DateOnly.MaxValue.AddDays(-7))
                yield break;
        }
    }

    /// <summary>Whether it is on a day, cancelled or not.</summary>
    public bool IsOn(DateOnly day) => Days(day, day).Any();

    /// <summary>When it begins on a day.</summary>
    public DateTimeOffset Start(DateOnly day, TimeZoneInfo zone) => At(day, From, zone);

    /// <summary>When it ends on a day.</summary>
    public DateTimeOffset? End(DateOnly day, TimeZoneInfo zone) => To is { } to ? At(day, to, zone) : null;

    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>Reads <c>date</c>, or <c>every</c> with <c>until</c> and perhaps <c>first</c> and <c>except</c>; <c>cancelled</c>; <c>from</c> and <c>to</c>.</summary>
    internal static Timetable Read(YamlFields fields)
    {
        var every = Weekday(fields);
        var (first, last) = (fields.OptionalDate("first"), fields.OptionalDate("until"));
        if (every is null)
        {
            first = last = fields.Date("date");
            foreach (var name in OfWeekly.Where(fields.Has))
                fields.Error(name, $"`{name}` belongs to what is `every` week.");
        }
        else if (fields.OptionalDate("date") is not null)
        {
            fields.Error("date", "Either `date` (once) or `every` (each week), not both.");
        }
        else if (last is null)
        {
            fields.Error("every", "`until` is missing: the last day of what is `every` week.");
        }
        else if (first > last)
        {
            fields.Error("until", "`until` must not be before `first`.");
        }
        var (from, to) = (fields.Time("from"), fields.OptionalTime("to"));
        if (to <= from)
            fields.Error("to", "`to` must be after `from`, on the same day.");
        var timetable = new Timetable(first ?? DateOnly.MinValue, last ?? DateOnly.MaxValue, every, from, to);
        return timetable with { Except = DaysOf("except"), Cancelled = DaysOf("cancelled") };

        IReadOnlyList<DateOnly> DaysOf(string name)
        {
            var dates = fields.Dates(name);
            foreach (var (date, index) in dates.Where(d => !timetable.IsOn(d.Date)))
                fields.ErrorOfItem(name, index, $"`{name}`: it isn't on {date:yyyy-MM-dd} anyway.");
            return [.. dates.Select(d => d.Date)];
        }
    }

    private static DayOfWeek? Weekday(YamlFields fields)
    {
        if (fields.OptionalText("every") is not { Length: > 0 } text)
            return null;
        if (!text.All(char.IsAsciiDigit) && Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day))
            return day;
        fields.Error("every", $"`every`: '{text}' is not a weekday such as saturday.");
        return null;
    }
}
