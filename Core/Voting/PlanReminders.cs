using System.Globalization;
using CampaignBot.Core.Reminders;

namespace CampaignBot.Core.Voting;

/// <summary>When somebody asked to be reminded of their plan to vote.</summary>
[Flags]
public enum RemindAt
{
    Never = 0,

    /// <summary>At 6 p.m. of the day before.</summary>
    EveningBefore = 1,

    /// <summary>On the day itself at 8 a.m.; where it is later already, an hour before they go.</summary>
    Morning = 2,
}

/// <summary>The reminders of a plan to vote.</summary>
public static class PlanReminders
{
    /// <summary>What they are about; also the programme that a person agrees to.</summary>
    public const string Topic = "voting-plan";

    private static readonly TimeOnly Evening = new(18, 0);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>A plan's name among the reminders.</summary>
    public static string SubjectOf(VotingPlan plan) => plan.Election.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The reminders still to come; none that would be sent in quiet hours, or after the person has gone.</summary>
    /// <param name="conversation">Where to send them.</param>
    /// <param name="zone">The person's.</param>
    /// <param name="now">When the person agrees.</param>
    public static IEnumerable<Reminder> For(VotingPlan plan, RemindAt wish, string conversation, QuietHours quiet, TimeZoneInfo zone, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(plan.At, zone).DateTime);
        if (wish.HasFlag(RemindAt.EveningBefore))
        {
            // The next morning it is of no use: then the other one is, or the person knows.
            var due = QuietHours.At(day.AddDays(-1), Evening, zone);
            if (due > now && quiet.After(due, zone) == due)
                yield return Reminder("evening", due, QuietHours.At(day, TimeOnly.MinValue, zone));
        }
        if (wish.HasFlag(RemindAt.Morning))
        {
            var early = QuietHours.At(day, quiet.Opens, zone);
            if (early > now && early < plan.At)
                yield return Reminder("morning", early, plan.At);
            else if (early <= now && plan.At - Ahead > now && quiet.After(plan.At - Ahead, zone) == plan.At - Ahead)
                yield return Reminder("morning", plan.At - Ahead, plan.At);
        }

        Reminder Reminder(string which, DateTimeOffset due, DateTimeOffset until) => new(
            $"{Topic}-{SubjectOf(plan)}-{which}", plan.ChannelId, plan.Address, conversation, Topic, SubjectOf(plan), due, until, now);
    }
}
