using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Says to somebody that what they signed up for was called off, or is at another time.</summary>
public sealed class OccasionChangeText(SignUps signUps, FindOccasion find, CampaignProfile profile)
{
    /// <inheritdoc cref="ReminderText"/>
    public async Task<ReminderMessage?> WriteAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (await signUps.StandingAsync(new ChannelAddress(reminder.ChannelId, reminder.Address), reminder.Subject, cancellationToken) is not { SignUp.Language: var language }
            || await find(reminder.Subject, cancellationToken) is not { } occasion)
            return null;
        var phrase = occasion.Status == EventStatus.Cancelled ? JoiningPhrase.CalledOff : JoiningPhrase.Moved;
        return new ReminderMessage(
            Words.Say(phrase, language, profile.ShortName[language], occasion.Title[language], OccasionText.When(occasion, language, profile.Today(now))), language);
    }
}
