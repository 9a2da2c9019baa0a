namespace CampaignBot.Core.Understanding.Entities;

/// <summary>A time on the clock's face, in minutes from midnight.</summary>
/// <param name="Minutes">0 to 1440.</param>
/// <param name="IsHalfUnknown">Whether neither "am" nor "pm" nor anything like it was said; then the hour is 1 to 12.</param>
internal readonly record struct ClockTime(int Minutes, bool IsHalfUnknown)
{
    public const int HalfDay = 720;
    public const int Day = 1440;

    private int InMorning => Minutes % HalfDay;

    /// <summary>As people mean it who don't say: 7 to 11 in the morning, noon, 1 to 6 in the afternoon; or the half that a part of the day tells.</summary>
    public int Resolve(PartOfDay? part)
    {
        if (!IsHalfUnknown)
            return Minutes;
        if (part is { } known)
        {
            // "12 de la noche" is the end of the day, "12 in the morning" its beginning, "2 de la noche" early.
            var late = InMorning + HalfDay;
            if (known.Until <= HalfDay || (known == PartOfDay.Night && InMorning is >= 60 and < 300))
                return InMorning;
            return known == PartOfDay.Night && InMorning < 60 ? InMorning + Day : late;
        }
        return InMorning is >= 420 and < HalfDay ? InMorning : InMorning + HalfDay;
    }

    /// <summary>The other half of the day, where people mean it as often: 5 to 11.</summary>
    public int? Otherwise(PartOfDay? part) =>
        IsHalfUnknown && part is null && InMorning is >= 300 and < HalfDay ? (Resolve(null) + HalfDay) % Day : null;

    /// <summary>The first such time after another.</summary>
    public int ResolveAfter(int minutes) =>
        !IsHalfUnknown ? Minutes : InMorning > minutes ? InMorning : InMorning + HalfDay > minutes ? InMorning + HalfDay : InMorning + Day;

    /// <summary>The last such time before another.</summary>
    public int ResolveBefore(int minutes) => !IsHalfUnknown ? Minutes : InMorning + HalfDay < minutes ? InMorning + HalfDay : InMorning;
}

/// <summary>A part of the day, in minutes from midnight.</summary>
internal sealed record PartOfDay(int From, int Until)
{
    public static readonly PartOfDay EarlyMorning = new(0, 360);
    public static readonly PartOfDay Morning = new(360, 720);
    public static readonly PartOfDay Afternoon = new(720, 1080);
    public static readonly PartOfDay Evening = new(1020, 1260);
    public static readonly PartOfDay Night = new(1080, 1440);
}

/// <summary>What is said of the clock: a time, or from one to another; one of them is null where it is open ("after 5").</summary>
internal sealed record ClockSpan(ClockTime? From, ClockTime? Until)
{
    public bool IsPoint => From is not null && From == Until;

    /// <summary>Minutes from midnight; those it ends at may be those of the next day.</summary>
    public (int From, int Until) Resolve(PartOfDay? part) => (From, Until) switch
    {
        ({ } only, { } same) when only == same => (only.Resolve(part), only.Resolve(part)),
        ({ IsHalfUnknown: true } from, { IsHalfUnknown: false } until) => (from.ResolveBefore(until.Minutes), until.Minutes),
        ({ } from, { } until) => Onwards(from.Resolve(part), until),
        ({ } from, null) => (from.Resolve(part), ClockTime.Day),
        (null, { } until) => (0, until.Resolve(part)),
        _ => (0, ClockTime.Day),
    };

    private static (int From, int Until) Onwards(int from, ClockTime until)
    {
        var end = until.ResolveAfter(from);
        return (from, end < from ? end + ClockTime.Day : end);
    }
}
