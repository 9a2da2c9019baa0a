using System.Globalization;
using CampaignBot.Core.Voting;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Voting;

public sealed class ToldHoursTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly DateOnly Autumn = new(2028, 10, 1);
    private static readonly DateOnly Election = new(2028, 11, 7);

    [Fact]
    public async Task Hours_OfTheSample_AreToldAsAPersonWould()
    {
        var feed = (await VotingFolder.LoadAsync(SampleContent.Folder))[0];
        var precinct = feed.Precincts[0];

        Assert.Equal("11-07..11-07 7-20", Told(precinct.PollingPlaces.First().Hours!));
        Assert.Equal("10-21..11-05 Monday-Saturday 9-18, Sunday-Sunday 12-17", Told(precinct.EarlyVoting.First().Hours!));
        Assert.Equal("non-stop 10-10 0 to 11-07 20", Told(precinct.DropBoxes.First().Hours!));
    }

    [Fact]
    public void Hours_FromTodayOn_LeaveOutWhatIsOver() =>
        Assert.Equal("10-28..10-29 9-17; 11-01..11-01 9-17", Told(Hours((26, 29, 9, 17), (32, 32, 9, 17)), new DateOnly(2028, 10, 28)));

    [Fact]
    public void Hours_ThatFollowNoWeek_AreToldDayByDay() =>
        Assert.Equal("10-02..10-04 9-17; 10-05..10-05 9-12; 10-06..10-13 9-17", Told(Hours((2, 4, 9, 17), (5, 5, 9, 12), (6, 13, 9, 17))));

    [Fact]
    public void Hours_WithABreak_StandTogether() =>
        Assert.Equal("10-02..10-03 9-12+13-17", Told(Hours((2, 3, 9, 12), (2, 3, 13, 17))));

    [Fact]
    public void Hours_OfPeriodsThatOverlap_AreToldOnce() =>
        Assert.Equal("10-02..10-03 9-17", Told(Hours((2, 3, 9, 15), (2, 3, 12, 17))));

    private static string Told(OpeningHours hours, DateOnly? from = null) => string.Join("; ", ToldHours.Of(hours, from ?? Autumn, Election, Zone).Select(told => told switch
    {
        ToldHours.OnDays days => $"{Day(days.From)}..{Day(days.Until)} {Clock(days.Hours)}",
        ToldHours.Weekly week => $"{Day(week.From)}..{Day(week.Until)} {string.Join(", ", week.Days.Select(d => $"{d.First}-{d.Last} {Clock(d.Hours)}"))}",
        ToldHours.NonStop open => string.Create(CultureInfo.InvariantCulture, $"non-stop {open.From:MM-dd %H} to {open.Until:MM-dd %H}"),
        _ => "?",
    }));

    private static string Day(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(IReadOnlyList<ClockHours> hours) => string.Join('+', hours.Select(h => $"{h.From.TotalHours}-{h.Until.TotalHours}"));

    /// <summary>Hours by the day of October 2028.</summary>
    private static OpeningHours Hours(params (int From, int Until, int Opens, int Closes)[] periods) => new(
        [.. periods.Select(p => new OpenPeriod(
            Autumn.AddDays(p.From - 1),
            Autumn.AddDays(p.Until - 1),
            [new DailyHours(TimeSpan.FromHours(p.Opens), TimeSpan.FromHours(-7), TimeSpan.FromHours(p.Closes), TimeSpan.FromHours(-7))],
            false,
            false,
            false))]);
}
