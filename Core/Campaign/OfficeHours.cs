namespace CampaignBot.Core.Campaign;

/// <summary>When somebody is at the office: <c>office.open</c> of <c>campaign.yaml</c>. Times are where the campaign is.</summary>
/// <param name="Weekly">By weekday, from when until when, in order; a weekday that is missing is closed.</param>
/// <param name="Closed">Days on which nobody is there all the same, such as holidays.</param>
public sealed record OfficeHours(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenSpan>> Weekly, IReadOnlySet<DateOnly> Closed)
{
    // A longer closure is no opening to speak of.
    private const int DaysAhead = 60;

    /// <summary>Whether somebody is there at a moment, and until when or from when on.</summary>
    /// <param name="local">The moment where the campaign is.</param>
    public OfficeState At(DateTime local)
    {
        var (today, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        foreach (var span in On(today))
        {
            if (time >= span.From && time < span.To)
                return new OfficeState.Open(span.To);
        }
        for (var day = today; day < today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            if (On(day).FirstOrDefault(s => day > today || s.From > time) is { } next)
                return new OfficeState.Closed(day, next.From);
        }
        return new OfficeState.ClosedForLong();
    }

    private IReadOnlyList<OpenSpan> On(DateOnly day) => Closed.Contains(day) ? [] : Weekly.GetValueOrDefault(day.DayOfWeek, []);

    /// <summary>Reads <c>open</c>: <c>weekly</c>, a list of <c>days</c> with <c>from</c> and <c>to</c>, and <c>closed</c>, a list of dates.</summary>
    internal static OfficeHours Read(YamlFields fields)
    {
        var spans = new List<(DayOfWeek Day, OpenSpan Span)>();
        foreach (var stretch in fields.Mappings("weekly"))
        {
            var (from, to) = (stretch.Time("from"), stretch.Time("to"));
            if (to <= from)
                stretch.Error("to", "`to` must be after `from`, on the same day.");
            var days = stretch.Texts("days");
            if (days.Count == 0)
                stretch.Error("days", "`days` needs at least one, such as monday.");
            foreach (var (index, name) in days.Index())
            {
                if (name.All(char.IsAsciiDigit) || !Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day))
                    stretch.ErrorOfItem("days", index, $"'{name}' is not a weekday such as monday.");
                else if (spans.Exists(s => s.Day == day && from < s.Span.To && s.Span.From < to))
                    stretch.ErrorOfItem("days", index, $"On {name} this overlaps with hours given before.");
                else
                    spans.Add((day, new OpenSpan(from, to)));
            }
        }
        if (spans.Count == 0)
            fields.Error("weekly", "`open.weekly` needs at least one stretch of `days`, `from` and `to`.");
        return new OfficeHours(
            spans.GroupBy(s => s.Day).ToDictionary(g => g.Key, g => (IReadOnlyList<OpenSpan>)[.. g.Select(s => s.Span).OrderBy(s => s.From)]),
            fields.Dates("closed").Select(d => d.Date).ToHashSet());
    }
}

/// <summary>A stretch of a day; its end is not in it.</summary>
public sealed record OpenSpan(TimeOnly From, TimeOnly To);

/// <summary>Whether somebody is at the office.</summary>
public abstract record OfficeState
{
    private OfficeState()
    {
    }

    /// <summary>Somebody is, until then.</summary>
    public sealed record Open(TimeOnly Until) : OfficeState;

    /// <summary>Nobody is; somebody will be on that day from that time on.</summary>
    public sealed record Closed(DateOnly Day, TimeOnly From) : OfficeState;

    /// <summary>Nobody is, nor in the next weeks.</summary>
    public sealed record ClosedForLong : OfficeState;
}
