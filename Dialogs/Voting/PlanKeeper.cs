using CampaignBot.Core.Calendar;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Voting;

/// <summary>
/// Keeps plans to vote with all that belongs to them: reminders with the evidence of what the person agreed to, and the link to
/// the calendar file. Doing the same for the same message again changes nothing.
/// </summary>
public sealed class PlanKeeper(
    CampaignContent content, VotingPlans plans, ReminderBook reminders, ConsentLedger consent, CalendarLinks links, CalendarAddress calendar, QuietHours quiet)
{
    private const int DaysLinked = 2;
    private readonly CampaignProfile _profile = content.Profile;

    /// <summary>Whether a reminder may be sent on a channel unasked: Messenger allows none a day later.</summary>
    public static bool CanRemindOn(string channelId) => channelId is not Microsoft.Bot.Connector.Channels.Facebook;

    /// <summary>The person's plan for the campaign's election; null where there is none.</summary>
    internal Task<VotingPlan?> FindAsync(FormTurn turn, CancellationToken cancellationToken) =>
        plans.FindAsync(turn.Channel, turn.Address, _profile.Election.Date, cancellationToken);

    /// <summary>Keeps a plan in place of the one before.</summary>
    /// <param name="wish">When to be reminded.</param>
    /// <param name="agreedTo">What the person was shown when they agreed to that.</param>
    /// <returns>The plan as kept, where its calendar file is, and the reminders that will come.</returns>
    internal async Task<(VotingPlan Plan, Uri? Calendar, IReadOnlyList<Reminder> Reminders)> KeepAsync(
        FormTurn turn, VotingPlan plan, RemindAt wish, string agreedTo, CancellationToken cancellationToken)
    {
        var before = await FindAsync(turn, cancellationToken);
        plan = plan with
        {
            Link = before?.Link ?? await LinkAsync(plan, cancellationToken),
            Revision = before is null ? 0 : before.ActId == plan.ActId ? before.Revision : before.Revision + 1,
        };
        var coming = Coming(turn, plan, wish).ToList();
        await reminders.CancelAsync(plan.ChannelId, plan.Address, PlanReminders.Topic, PlanReminders.SubjectOf(plan), cancellationToken);
        if (coming.Count > 0)
        {
            await consent.AddAsync(
                plan.ChannelId, plan.Address, plan.ActId, new ConsentRecord(ConsentAct.OptIn, turn.Now, PlanReminders.Topic, plan.ChannelId, agreedTo, turn.Language), cancellationToken);
        }
        await plans.SaveAsync(plan, cancellationToken);
        foreach (var reminder in coming)
            await reminders.ScheduleAsync(reminder, cancellationToken);
        return (plan, plan.Link is { } name ? calendar(name) : null, coming);
    }

    /// <summary>The reminders that a plan would get.</summary>
    internal IEnumerable<Reminder> Coming(FormTurn turn, VotingPlan plan, RemindAt wish) =>
        PlanReminders.For(plan, wish, turn.Context.Activity.Conversation?.Id ?? "", quiet, turn.Zone, turn.Now);

    /// <summary>Where a kept plan's calendar file is; null where it can't be had.</summary>
    internal Uri? CalendarOf(VotingPlan plan) => plan.Link is { } name ? calendar(name) : null;

    /// <summary>Forgets the person's plan with its reminders and its link, where there is one.</summary>
    internal async Task DeleteAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (await FindAsync(turn, cancellationToken) is not { } plan)
            return;
        await reminders.CancelAsync(plan.ChannelId, plan.Address, PlanReminders.Topic, PlanReminders.SubjectOf(plan), cancellationToken);
        await plans.DeleteAsync(plan, cancellationToken);
    }

    private Task<string> LinkAsync(VotingPlan plan, CancellationToken cancellationToken) => links.MakeAsync(
        $"{plan.ChannelId}:{plan.Address}:{plan.ActId}",
        new CalendarTarget(plan.ChannelId, plan.Address, plan.Election),
        new DateTimeOffset(plan.Election.AddDays(DaysLinked).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        cancellationToken);
}
