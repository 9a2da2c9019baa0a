using System.Globalization;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Asks for day and time, or only for the one that is missing; one message may tell both.</summary>
/// <param name="places">Tell on which days one can vote in a way.</param>
internal sealed class WhenToGoQuestion(PlanPlaces places, DateOnly election) : Question<PlanDetails>("when")
{
    // Before a number they tell a time: "around 6", "como a las 6".
    private static readonly string[] About = ["around", "about", "maybe around", "maybe about", "like", "at like", "at around", "at about", "como a las", "a eso de las", "tipo", "sobre las"];

    /// <inheritdoc/>
    public override EntityKind? Kind => EntityKind.When;

    /// <inheritdoc/>
    public override bool IsAnswered(PlanDetails details) => details is { Day: not null, Time: not null } or { Day: not null, WayChosen: VotingWay.Mail };

    /// <inheritdoc/>
    public override PlanDetails Cleared(PlanDetails details) => details with { Day = null, Time = null };

    /// <inheritdoc/>
    public override PlanDetails ClearedOf(PlanDetails details, string name) => name switch
    {
        "time" or "hour" or "hora" => details with { Time = null },
        // Another day may be open at other times.
        _ => Cleared(details),
    };

    /// <inheritdoc/>
    public override ValueTask<string?> ShownAsync(FormTurn turn, PlanDetails details, CancellationToken cancellationToken) => new(string.Join(
        ", ",
        new[] { details.Day is { } day ? Wording.Words.Day(day, turn.Today, turn.Language) : null, details.Time is { } time ? Wording.Words.Time(time, turn.Language) : null }.OfType<string>())
        is { Length: > 0 } shown ? shown : null);

    /// <inheritdoc/>
    public override async ValueTask<Reading<PlanDetails>> ReadAsync(FormTurn turn, PlanDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        // "Tuesday morning" may be said before the way: any day is meant then on which one can vote somehow.
        var window = await places.WindowAsync(details.WayChosen ?? VotingWay.Mail, election, cancellationToken);
        var whens = said.Entities.Select(e => e.Value).OfType<When>().ToList();
        DateOnly? day = whens.Exists(w => w.HasDate) ? DayIn([.. whens.Where(w => w.HasDate)], window, turn) : null;
        TimeOnly? time = whens.Find(w => w.HasTime) is { } timed ? TimeIn(timed, turn) : null;
        var about = FormWords.After(said.Text, About);
        if (isAsked && day is null && time is null && int.TryParse((about ?? said.Text).Trim(' ', '.', '!'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            day = details.Day is null && about is null ? DayNumbered(number, window) : null;
            time = (details.Day is not null || about is not null) && EntityReader.Read(turn.Language == "es" ? $"a las {number}" : $"at {number}", turn.Language, turn.Now, turn.Zone) is [{ Value: When at }] ? TimeIn(at, turn) : null;
        }
        if (day is null && time is null)
            return isAsked ? new Reading<PlanDetails>.Wrong(turn.Say(Phrase.NotADay)) : new Reading<PlanDetails>.Nothing();
        if (details.WayChosen == VotingWay.ElectionDay && day is not null && day != election)
            return isAsked ? new Reading<PlanDetails>.Wrong(turn.Say(VotingPhrase.DayIsElection, Wording.Words.Day(election, turn.Today, turn.Language))) : new Reading<PlanDetails>.Nothing();
        return new Reading<PlanDetails>.Taken(details with { Day = day ?? details.Day, Time = time ?? details.Time }, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal));
    }

    /// <summary>The day somebody means: of several readings the one on which they can vote, and a day without its year in the election's.</summary>
    /// <param name="named">"Wednesday, Oct 25" may name two; at least one.</param>
    private DateOnly DayIn(IReadOnlyList<When> named, (DateOnly? From, DateOnly Until) window, FormTurn turn)
    {
        var days = named.SelectMany(when =>
        {
            var readings = new[] { when, when.Otherwise }.OfType<When>().Where(w => w.HasDate).Select(w => DateOnly.FromDateTime(Local(w.From, turn).DateTime)).ToList();
            return when.IsYearOpen ? [.. readings.Select(d => d.AddYears(election.Year - d.Year)), .. readings.Select(d => d.AddYears(election.Year - 1 - d.Year)), .. readings] : readings;
        }).ToList();
        return days.Find(d => d >= (window.From ?? turn.Today) && d <= window.Until) is var inside && inside != default ? inside : days[0];
    }

    /// <summary>"The 28th" of the one month in which somebody can vote on it.</summary>
    private static DateOnly? DayNumbered(int number, (DateOnly? From, DateOnly Until) window) =>
        window.From is { } from && Enumerable.Range(0, Math.Max(0, window.Until.DayNumber - from.DayNumber) + 1).Select(from.AddDays).Where(d => d.Day == number).ToList() is [var only] ? only : null;

    /// <summary>The time somebody means: the middle of a part of the day; of two readings the one in which people go and vote.</summary>
    private static TimeOnly TimeIn(When when, FormTurn turn)
    {
        var meant = when.Otherwise is { HasTime: true } other && Local(when.From, turn).Hour is < 7 or >= 20 && Local(other.From, turn).Hour is >= 7 and < 20 ? other : when;
        var (from, until) = (Local(meant.From, turn), Local(meant.Until, turn));
        var length = until - from;
        // "After 5" lasts until midnight.
        return TimeOnly.FromDateTime((length < TimeSpan.FromHours(1) || until.TimeOfDay == TimeSpan.Zero ? from : from + TimeSpan.FromHours(Math.Round(length.TotalHours / 2))).DateTime);
    }

    private static DateTimeOffset Local(DateTimeOffset instant, FormTurn turn) => TimeZoneInfo.ConvertTime(instant, turn.Zone);
}
