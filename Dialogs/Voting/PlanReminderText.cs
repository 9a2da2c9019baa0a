using CampaignBot.Core.Campaign;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Says what somebody planned, as the evening before or that morning they are reminded of it.</summary>
public sealed class PlanReminderText(VotingPlans plans, CampaignProfile profile)
{
    /// <inheritdoc cref="ReminderText"/>
    public async Task<ReminderMessage?> WriteAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (await plans.FindAsync(reminder.ChannelId, reminder.Address, profile.Election.Date, cancellationToken) is not { } plan
            || PlanReminders.SubjectOf(plan) != reminder.Subject || plan.At <= now)
            return null;
        var (language, zone) = (plan.Language, profile.TimeZone);
        VotingPhrase? when = (Day(plan.At).DayNumber - Day(now).DayNumber) switch
        {
            0 => VotingPhrase.ReminderToday,
            1 => VotingPhrase.ReminderTomorrow,
            _ => null,
        };
        return when is { } phrase
            ? new ReminderMessage(
                Words.Say(VotingPhrase.ReminderFrom, language, profile.ShortName[language], Words.Say(phrase, language, PlanText.Of(plan, zone, Day(now), language)), profile.Disclaimer[language]),
                language)
            : null;

        DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
    }
}
