using CampaignBot.Core.Events;

namespace CampaignBot.Tests.Core.Events;

public class TimetableTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly Timetable Saturdays = new(DateOnly.MinValue, new DateOnly(2027, 4, 3), DayOfWeek.Saturday, new TimeOnly(10, 0), new TimeOnly(13, 0)) { Except = [new(2026, 12, 26)] };

    [Fact]
    public void Days_OfAWeeklyTable_AreThoseOfTheSpanWithoutTheExceptions() =>
        Assert.Equal(
            [new DateOnly(2026, 12, 12), new DateOnly(2026, 12, 19), new DateOnly(2027, 1, 2)],
            Saturdays.Days(new DateOnly(2026, 12, 6), new DateOnly(2027, 1, 2)));

    [Fact]
    public void Days_AfterTheLast_AreNone()
    {
        Assert.Equal([new DateOnly(2027, 4, 3)], Saturdays.Days(new DateOnly(2027, 3, 30), DateOnly.MaxValue));
        Assert.Empty(Saturdays.Days(new DateOnly(2027, 4, 4), DateOnly.MaxValue));
    }

    [Fact]
    public void Days_OfAWeeklyTableWithoutEnd_StopBeforeTheCalendarDoes() =>
        Assert.Single((Saturdays with { Last = DateOnly.MaxValue }).Days(DateOnly.MaxValue.AddDays(-6), DateOnly.MaxValue));

    [Fact]
    public void Days_OfWhatIsOnce_AreThatDayAlone()
    {
        var day = new DateOnly(2026, 12, 10);
        var once = new Timetable(day, day, null, new TimeOnly(18, 30), null);

        Assert.Equal([day], once.Days(DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Empty(once.Days(day.AddDays(1), DateOnly.MaxValue));
        Assert.Empty(once.Days(DateOnly.MinValue, day.AddDays(-1)));
    }

    [Fact]
    public void Start_InWinterAndSummer_IsAtTheSameTimeOfDay()
    {
        Assert.Equal(new DateTimeOffset(2026, 12, 12, 10, 0, 0, TimeSpan.FromHours(-8)), Saturdays.Start(new DateOnly(2026, 12, 12), Zone));
        Assert.Equal(new DateTimeOffset(2027, 3, 20, 10, 0, 0, TimeSpan.FromHours(-7)), Saturdays.Start(new DateOnly(2027, 3, 20), Zone));
        Assert.Equal(new DateTimeOffset(2027, 3, 20, 13, 0, 0, TimeSpan.FromHours(-7)), Saturdays.End(new DateOnly(2027, 3, 20), Zone));
    }
}
