using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Joining;

/// <summary>What giving up a place gathers.</summary>
public sealed record CancelDetails : FormDetails
{
    /// <summary>The id of what they signed up for.</summary>
    public string? What { get; init; }

    public bool? IsSure { get; init; }
}

/// <summary>Takes the person off the list of an event or shift.</summary>
public sealed class CancelDialog(CampaignProfile profile, TimeProvider clock, MySignUps mine)
    : FormDialog<CancelDetails>("cancel-sign-up", profile, clock, new MineQuestion("which", mine) { Words = (turn, _) => turn.Say(JoiningPhrase.CancelWhich) }, new SureQuestion("sure", mine) { Words = (turn, _) => turn.Say(JoiningPhrase.CancelWhich) })
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.CancelTitle, language);

    /// <inheritdoc/>
    protected override async ValueTask<CancelDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var all = await mine.OfAsync(turn, cancellationToken);
        if (all.Count == 0)
        {
            await turn.SendAsync(turn.Say(JoiningPhrase.MyNone), [turn.Say(JoiningPhrase.EventsTitle), turn.Say(JoiningPhrase.ShiftsTitle)], cancellationToken);
            return null;
        }
        if (DaySpan.In(turn.Heard.Entities, turn.Zone, [.. all.Select(m => MySignUps.StartOf(m, turn.Zone))]) is { } days && !all.Any(m => days.Holds(MySignUps.StartOf(m, turn.Zone))))
        {
            await turn.SendAsync(turn.Say(JoiningPhrase.MyNoneThen, OccasionText.Days(turn, days)), [turn.Say(JoiningPhrase.MyEventsTitle)], cancellationToken);
            return null;
        }
        return new CancelDetails { What = all is [var only] ? only.SignUp.What : null };
    }

    /// <inheritdoc/>
    protected override async Task<CancelDetails?> FinishAsync(FormTurn turn, CancelDetails details, CancellationToken cancellationToken)
    {
        string said;
        if (details.IsSure is not true)
            said = turn.Say(JoiningPhrase.CancelKept);
        else if (await mine.CancelAsync(turn, details.What!, cancellationToken) is { } cancelled && MineQuestion.Told(turn, cancelled) is var (title, when))
            said = turn.Say(JoiningPhrase.CancelDone, title, when);
        else
            said = turn.Say(JoiningPhrase.CancelDoneAlready);
        await turn.SendAsync(said, [turn.Say(JoiningPhrase.MyEventsTitle), turn.Say(JoiningPhrase.EventsTitle)], cancellationToken);
        return null;
    }

    /// <summary>Asks which of one's own: by number, name, day or button.</summary>
    private sealed class MineQuestion(string id, MySignUps mine) : ValueQuestion<CancelDetails, string>(id, d => d.What, (d, v) => d with { What = v })
    {
        private const string NoneOfThem = "(none)";

        public static (string Title, string When) Told(FormTurn turn, MySignUp one) => (
            one.Occasion?.Title[turn.Language] ?? one.SignUp.Title,
            one.Occasion is { } occasion ? OccasionText.When(turn, occasion) : OccasionText.Day(turn, one.SignUp.Start));

        public override async ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, CancelDetails details, CancellationToken cancellationToken)
        {
            var all = (await mine.OfAsync(turn, cancellationToken)).Select(m => (m.SignUp.What, m.SignUp.Start, Told(turn, m).Title)).ToList();
            return [.. all.Select(m => new Option(m.What, all.Count(o => o.Title == m.Title) == 1 ? m.Title : $"{m.Title}, {OccasionText.ShortDay(turn, m.Start)}"))];
        }

        public override async ValueTask<Reading<CancelDetails>> ReadAsync(
            FormTurn turn, CancelDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
        {
            var all = await mine.OfAsync(turn, cancellationToken);
            if (isAsked && OccasionMatch.IsNone(said.Text))
                return new Reading<CancelDetails>.Taken(details with { What = NoneOfThem, IsSure = false }, IsWhole: true);
            if (isAsked && OccasionMatch.Place(said.Text, said.Entities, all.Count) is { } place)
                return Taken(details, all[place].SignUp.What, isWhole: true);
            var days = DaySpan.In(said.Entities, turn.Zone, [.. all.Select(m => MySignUps.StartOf(m, turn.Zone))]);
            var named = OccasionMatch.Named(said.Text, all, m => mine.NamesOf(m, turn.Language));
            var meant = (named.Count > 0 ? named : days is not null ? all : [])
                .Where(m => days is null || days.Holds(MySignUps.StartOf(m, turn.Zone)))
                .ToList();
            return meant is [var only] ? Taken(details, only.SignUp.What, isWhole: true)
                : isAsked ? new Reading<CancelDetails>.Wrong(turn.Say(Phrase.PickOne))
                : new Reading<CancelDetails>.Nothing();
        }

        protected override string Shown(FormTurn turn, CancelDetails details, string value) => value;
    }

    /// <summary>Asks whether to give up the place.</summary>
    private sealed class SureQuestion(string id, MySignUps mine) : YesNoQuestion<CancelDetails>(id, d => d.IsSure, (d, v) => d with { IsSure = v })
    {
        public override async Task<Activity> AskAsync(FormTurn turn, CancelDetails details, CancellationToken cancellationToken)
        {
            var one = (await mine.OfAsync(turn, cancellationToken)).FirstOrDefault(m => m.SignUp.What == details.What);
            var (title, when) = one is null ? ("", "") : MineQuestion.Told(turn, one);
            return turn.Message(turn.Say(JoiningPhrase.CancelSure, title, when), (await OptionsAsync(turn, details, cancellationToken)).Select(o => o.Title));
        }
    }
}
