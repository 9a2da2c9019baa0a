using CampaignBot.Core.Reminders;

namespace CampaignBot.Core.Events;

/// <summary>The reminder of an event or shift to who signed up for it and wants one.</summary>
public static class OccasionReminder
{
    /// <summary>What such reminders are about; also the programme that a person agrees to.</summary>
    public const string Topic = "occasion-reminder";

    private static readonly TimeOnly Evening = new(18, 0);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(3);

    /// <summary>The reminder: at 6 p.m. of the day before, or three hours ahead where that is past; null where neither can be.</summary>
    /// <param name="conversation">Where to send it.</param>
    /// <param name="zone">The person's.</param>
    /// <param name="now">When the person agrees.</param>
    public static Reminder? For(Occasion occasion, string channelId, string address, string conversation, QuietHours quiet, TimeZoneInfo zone, DateTimeOffset now)
    {
        var before = QuietHours.At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(occasion.Start, zone).DateTime).AddDays(-1), Evening, zone);
        DateTimeOffset[] times = [before, occasion.Start - Ahead];
        return times.Where(t => t > now && quiet.After(t, zone) == t).Select(t => (DateTimeOffset?)t).FirstOrDefault() is { } due
            ? new Reminder($"{Topic}-{occasion.Id}", channelId, address, conversation, Topic, occasion.Id, due, occasion.Start, now)
            : null;
    }
}
