using CampaignBot.Core.Reminders;
using CampaignBot.Core.Voting;

namespace CampaignBot.Tests.Core.Voting;

public sealed class PlanRemindersTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly DateTimeOffset Now = new(2028, 10, 20, 12, 0, 0, TimeSpan.FromHours(-7));

    [Theory]
    [InlineData("2028-11-07T17:30", RemindAt.EveningBefore | RemindAt.Morning, "2028-11-06 18:00 -08:00, 2028-11-07 08:00 -08:00")]
    [InlineData("2028-11-07T17:30", RemindAt.Morning, "2028-11-07 08:00 -08:00")]
    [InlineData("2028-11-07T07:15", RemindAt.EveningBefore | RemindAt.Morning, "2028-11-06 18:00 -08:00")]
    [InlineData("2028-11-05T13:00", RemindAt.EveningBefore, "2028-11-04 18:00 -07:00")]
    [InlineData("2028-10-20T16:00", RemindAt.EveningBefore | RemindAt.Morning, "2028-10-20 15:00 -07:00")]
    [InlineData("2028-10-20T12:30", RemindAt.EveningBefore | RemindAt.Morning, "")]
    [InlineData("2028-11-07T17:30", RemindAt.Never, "")]
    public void Reminders_OfAPlan_ComeWhenTheyHelp(string at, RemindAt wish, string due)
    {
        var local = DateTime.ParseExact(at, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var plan = new VotingPlan(
            "sms", "+15035550142", new DateOnly(2028, 11, 7), VotingWay.ElectionDay, new DateTimeOffset(local, Zone.GetUtcOffset(local)), null, null, null, "en", Now, 0, null, "a");

        var reminders = PlanReminders.For(plan, wish, "sms/1", QuietHours.Default, Zone, Now).ToList();

        Assert.Equal(due, string.Join(", ", reminders.Select(r => $"{r.Due:yyyy-MM-dd HH:mm zzz}")));
        Assert.All(reminders, r => Assert.True(r.Until > r.Due && r.Until <= plan.At));
    }

    [Theory]
    [InlineData("07:59", "08:00", 0)]
    [InlineData("08:00", "08:00", 0)]
    [InlineData("20:59", "20:59", 0)]
    [InlineData("21:00", "08:00", 1)]
    [InlineData("02:30", "08:00", 0)]
    public void QuietHours_OnThePersonsClock_PutAMessageOffToTheNextMorning(string at, string then, int days)
    {
        var day = new DateOnly(2028, 11, 4);
        var when = QuietHours.At(day, TimeOnly.ParseExact(at, "HH:mm", System.Globalization.CultureInfo.InvariantCulture), Zone);

        var allowed = QuietHours.Default.After(when.ToOffset(TimeSpan.FromHours(5)), Zone);

        Assert.Equal(QuietHours.At(day.AddDays(days), TimeOnly.ParseExact(then, "HH:mm", System.Globalization.CultureInfo.InvariantCulture), Zone), allowed);
    }

    [Fact]
    public void Time_ThatTheClocksLeaveOut_IsWhenTheyArePutForwardTo() =>
        Assert.Equal(new DateTimeOffset(2028, 3, 12, 3, 30, 0, TimeSpan.FromHours(-7)), QuietHours.At(new DateOnly(2028, 3, 12), new TimeOnly(2, 30), Zone));
}
