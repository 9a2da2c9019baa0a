using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Core.Reminders;
using CampaignBot.Operations;

namespace CampaignBot.Outreach;

/// <summary>
/// Looks now and then whether something that people signed up for was called off or moved, in the content or by an import, and has
/// each of them told, as reminders are sent. Whoever dies in between tells it again under the same id.
/// </summary>
internal sealed class OccasionNotices(SignUps signUps, FindOccasion find, ReminderBook reminders, QuietHours quiet, CampaignProfile profile, TimeProvider clock) : Worker
{
    /// <inheritdoc/>
    protected override TimeSpan Interval { get; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var occasions = new Dictionary<string, Occasion?>(StringComparer.Ordinal);
        await foreach (var signUp in signUps.FromAsync(now, cancellationToken))
        {
            if (!occasions.TryGetValue(signUp.What, out var occasion))
                occasions[signUp.What] = occasion = await find(signUp.What, cancellationToken);
            if (occasion is null || occasion.IsOver(now) || !OccasionChange.IsNews(signUp, occasion))
                continue;
            await reminders.ScheduleAsync(OccasionChange.Message(signUp, occasion, now), cancellationToken);
            await signUps.ToldAsync(signUp, occasion, cancellationToken);
            if (await reminders.CancelAsync(signUp.ChannelId, signUp.Address, OccasionReminder.Topic, signUp.What, cancellationToken)
                && OccasionReminder.For(occasion, signUp.ChannelId, signUp.Address, signUp.Conversation, quiet, profile.TimeZone, now) is { } reminder)
                await reminders.ScheduleAsync(reminder with { Agreed = signUp.At }, cancellationToken);
        }
    }
}
