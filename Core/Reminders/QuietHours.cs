namespace CampaignBot.Core.Reminders;

/// <summary>The hours of the day in which nobody is written to unasked (COMPLIANCE.md, "When and how").</summary>
/// <param name="Opens">From when on messages may go out, on the person's clock.</param>
/// <param name="Closes">Until when, later on the same day.</param>
public sealed record QuietHours(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>8 a.m. to 9 p.m.</summary>
    public static QuietHours Default { get; } = new(new TimeOnly(8, 0), new TimeOnly(21, 0));

    /// <summary>The instant itself where a message may go out then, else the first one after it.</summary>
    /// <param name="zone">The person's.</param>
    public DateTimeOffset After(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (time >= Opens && time < Closes)
            return instant;
        return At(DateOnly.FromDateTime(local.DateTime).AddDays(time < Opens ? 0 : 1), Opens, zone);
    }

    /// <summary>A time of a day in a zone; one that the clocks leave out is the moment they are put forward by.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
