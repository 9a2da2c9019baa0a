using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Reminds somebody of an event or shift that they have a place for.</summary>
public sealed class OccasionReminderText(SignUps signUps, FindOccasion find, CampaignProfile profile)
{
    /// <inheritdoc cref="ReminderText"/>
    public async Task<ReminderMessage?> WriteAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (await signUps.StandingAsync(new ChannelAddress(reminder.ChannelId, reminder.Address), reminder.Subject, cancellationToken) is not { Standing: Standing.Coming, SignUp.Language: var language }
            || await find(reminder.Subject, cancellationToken) is not { } occasion
            || occasion.Status == EventStatus.Cancelled || occasion.Start <= now)
            return null;
        var when = OccasionText.When(occasion, language, profile.Today(now));
        var where = OccasionText.Where(occasion.Venue, language);
        return new ReminderMessage(
            Words.Say(JoiningPhrase.Reminder, language, profile.ShortName[language], occasion.Title[language], where.Length > 0 ? $"{when}; {where}" : when, profile.Disclaimer[language]),
            language);
    }
}
