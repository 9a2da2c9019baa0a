using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Says to somebody on a waiting list that a place came free and is theirs.</summary>
public sealed class MovedUpText(SignUps signUps, FindOccasion find, CampaignProfile profile)
{
    /// <inheritdoc cref="ReminderText"/>
    public async Task<ReminderMessage?> WriteAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        // Whoever has cancelled meanwhile, or had no place after all, has nothing to hear.
        if (await signUps.StandingAsync(new ChannelAddress(reminder.ChannelId, reminder.Address), reminder.Subject, cancellationToken) is not { Standing: Standing.Coming, SignUp.Language: var language }
            || await find(reminder.Subject, cancellationToken) is not { } occasion
            || occasion.Status == EventStatus.Cancelled || occasion.IsOver(now))
            return null;
        var today = profile.Today(now);
        return new ReminderMessage(
            Words.Say(JoiningPhrase.MovedUp, language, profile.ShortName[language], occasion.Title[language], OccasionText.When(occasion, language, today)),
            language);
    }
}
