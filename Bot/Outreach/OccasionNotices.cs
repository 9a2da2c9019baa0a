using CampaignBot.Core.Events;
using CampaignBot.Core.Reminders;

namespace CampaignBot.Outreach;

/// <summary>
/// Looks now and then whether something that people signed up for was called off or moved, in the content or by an import, and has
/// each of them told, as reminders are sent. Whoever dies in between tells it again under the same id.
/// </summary>
internal sealed class OccasionNotices(SignUps signUps, FindOccasion find, ReminderBook reminders, TimeProvider clock, ILogger<OccasionNotices> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever the store has, it may have recovered by the next look.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError("Changes of events could not be told: {Exception}", e.GetType().FullName);
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
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
        }
    }
}
