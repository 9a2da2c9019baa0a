using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Operations;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CampaignBot.Outreach;

/// <summary>
/// Sends what people asked to be reminded of. A reminder is held by one instance at a time and sent as a turn of its
/// conversation, whose id makes a second one do nothing; whether the person still wants it is asked within that turn, so that a
/// STOP before it counts. What could not be sent in time is dropped.
/// </summary>
internal sealed class ReminderWorker(
    ReminderBook book,
    ConsentLedger consent,
    PersonDirectory people,
    Inbox inbox,
    QuietHours quiet,
    CampaignProfile profile,
    IServiceProvider services,
    IOptions<ReminderOptions> options,
    TimeProvider clock,
    ReminderMetrics metrics,
    ILogger<ReminderWorker> log) : Worker
{
    private const int AtOnce = 100;

    /// <inheritdoc/>
    protected override TimeSpan Interval => options.Value.Interval;

    /// <summary>Sends all that is due now.</summary>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DueReminder> page;
        do
        {
            // What is held isn't due any more, so that each page is another.
            page = await book.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken);
            foreach (var due in page)
            {
                if (await book.HoldAsync(due, clock.GetUtcNow() + options.Value.Lease, cancellationToken) is not { } held)
                    continue;
                var outcome = await SendAsync(held, cancellationToken);
                metrics.Reminders.Add(1, new("channel", due.Reminder.ChannelId), new("topic", due.Reminder.Topic), new("outcome", outcome));
                log.LogInformation("A reminder ({Topic}) on {Channel}: {Outcome}", due.Reminder.Topic, due.Reminder.ChannelId, outcome);
            }
        }
        while (page.Count == AtOnce);
    }

    /// <summary>Of "updates:river" the part that says who words it.</summary>
    private static string KindOf(string topic) => topic.Split(':')[0];

    /// <summary>Among several people a message is for one, whoever spoke last, and names them, so that they are told and the others know.</summary>
    private async Task AddressAsync(Activity here, Activity message, Reminder reminder, CancellationToken cancellationToken)
    {
        var name = (await people.AtAsync(reminder.ChannelId, reminder.Address, cancellationToken))?.FullName;
        here.From = new ChannelAccount(reminder.Address, name);
        if (name is null)
            return;
        var shown = $"<at>{string.Concat(name.Where(c => c is not ('<' or '>' or '&')))}</at>";
        message.Text = $"{shown} {message.Text}";
        message.Entities = [new Mention(here.From, shown)];
    }

    private async Task<string> SendAsync(DueReminder due, CancellationToken cancellationToken)
    {
        var (reminder, now) = (due.Reminder, clock.GetUtcNow());
        if (now >= reminder.Until || services.GetKeyedService<ReminderText>(KindOf(reminder.Topic)) is not { } text)
        {
            await book.DoneAsync(due, cancellationToken);
            return "late";
        }
        var allowed = quiet.After(now, profile.TimeZone);
        if (allowed > now && allowed < reminder.Until)
        {
            await book.HoldAsync(due, allowed, cancellationToken);
            return "postponed";
        }
        var outcome = "late";
        if (allowed == now)
        {
            outcome = "gone";
            var id = string.Create(CultureInfo.InvariantCulture, $"reminder-{reminder.Id}-{reminder.Agreed.UtcTicks}");
            var isTaken = await inbox.ContinueAsync(ConversationKey.Of(reminder.ChannelId, reminder.Conversation), id, RemindAsync, cancellationToken);
            // The conversation is full, or gone: it is tried again until it is too late.
            if (!isTaken)
                return "waiting";
        }
        await book.DoneAsync(due, cancellationToken);
        return outcome;

        async Task RemindAsync(ITurnContext turn, CancellationToken token)
        {
            if (await consent.HasOptedOutSinceAsync(reminder.ChannelId, reminder.Address, reminder.Agreed, reminder.Topic, token))
            {
                outcome = "stopped";
            }
            else if (await text(reminder, now, token) is { } message)
            {
                outcome = "sent";
                var activity = MessageFactory.Text(message.Text);
                activity.Locale = message.Language;
                if (turn.Activity is { Conversation.IsGroup: true } here)
                    await AddressAsync(here, activity, reminder, token);
                await turn.SendActivityAsync(activity, token);
            }
        }
    }
}
