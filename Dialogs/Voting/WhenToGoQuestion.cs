using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Asks for day and time, or only for the one that is missing; one message may tell both.</summary>
internal sealed class WhenToGoQuestion() : Question<PlanDetails>("when")
{
    /// <inheritdoc/>
    public override EntityKind? Kind => EntityKind.When;

    /// <inheritdoc/>
    public override bool IsAnswered(PlanDetails details) => details is { Day: not null, Time: not null } or { Day: not null, WayChosen: VotingWay.Mail };

    /// <inheritdoc/>
    public override PlanDetails Cleared(PlanDetails details) => details with { Day = null, Time = null };

    /// <inheritdoc/>
    public override ValueTask<string?> ShownAsync(FormTurn turn, PlanDetails details, CancellationToken cancellationToken) => new(string.Join(
        ", ",
        new[] { details.Day is { } day ? Wording.Words.Day(day, turn.Language) : null, details.Time is { } time ? Wording.Words.Time(time, turn.Language) : null }.OfType<string>())
        is { Length: > 0 } shown ? shown : null);

    /// <inheritdoc/>
    public override ValueTask<Reading<PlanDetails>> ReadAsync(FormTurn turn, PlanDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var whens = said.Entities.Select(e => e.Value).OfType<When>().ToList();
        var (day, time) = (whens.Find(w => w.HasDate), whens.Find(w => w.HasTime));
        if (day is null && time is null)
            return new(isAsked ? new Reading<PlanDetails>.Wrong(turn.Say(Phrase.NotADay)) : new Reading<PlanDetails>.Nothing());
        var taken = details with
        {
            Day = day is null || details.WayChosen == VotingWay.ElectionDay ? details.Day : DateOnly.FromDateTime(Local(day.From, turn).DateTime),
            Time = time is null ? details.Time : TimeIn(time, turn),
        };
        return new(new Reading<PlanDetails>.Taken(taken, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal)));
    }

    /// <summary>The time somebody means: the middle of a part of the day; of two readings the one in which people go and vote.</summary>
    private static TimeOnly TimeIn(When when, FormTurn turn)
    {
        var (from, until) = (Local(when.From, turn), Local(when.Until, turn));
        if (when.Otherwise is { HasTime: true } other && from.Hour is < 7 or >= 20)
            return TimeOnly.FromDateTime(Local(other.From, turn).DateTime);
        var length = until - from;
        // "After 5" lasts until midnight.
        return TimeOnly.FromDateTime((length < TimeSpan.FromHours(1) || until.TimeOfDay == TimeSpan.Zero ? from : from + TimeSpan.FromHours(Math.Round(length.TotalHours / 2))).DateTime);
    }

    private static DateTimeOffset Local(DateTimeOffset instant, FormTurn turn) => TimeZoneInfo.ConvertTime(instant, turn.Zone);
}
