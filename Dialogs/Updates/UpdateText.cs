using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Updates;

/// <summary>Says what there is to tell of the topics that somebody chose, where they still want it by then.</summary>
public sealed class UpdateText(UpdateBook updates, SubscriptionBook subscriptions, ConsentLedger consent, CampaignContent content)
{
    /// <inheritdoc cref="ReminderText"/>
    public async Task<ReminderMessage?> WriteAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var person = new ChannelAddress(reminder.ChannelId, reminder.Address);
        if (await subscriptions.FindAsync(person, cancellationToken) is not { } wishes || wishes.IsPausedAt(now))
            return null;
        IReadOnlyList<Update> all = reminder.Topic == UpdateBook.Topic ? await updates.OfWeekAsync(reminder.Subject, content.Profile.TimeZone, cancellationToken)
            : await updates.FindAsync(reminder.Subject, cancellationToken) is { } one ? [one]
            : [];
        var told = new List<string>();
        foreach (var update in all.Where(u => now < u.Until && wishes.Topics.Contains(u.Topic, StringComparer.Ordinal)))
        {
            if (await consent.MayReachOutAsync(reminder.ChannelId, reminder.Address, UpdateWishes.ProgrammeOf(update.Topic), cancellationToken))
                told.Add(update.Texts.GetValueOrDefault(wishes.Language) ?? update.Texts.Values.First());
        }
        var (language, profile) = (wishes.Language, content.Profile);
        return told.Count == 0
            ? null
            : new ReminderMessage(Words.Say(UpdatePhrase.UpdateFrom, language, profile.ShortName[language], string.Join("\n\n", told), profile.Disclaimer[language]), language);
    }
}
