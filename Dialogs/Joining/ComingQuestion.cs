using System.Text.RegularExpressions;
using CampaignBot.Core.Events;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Tells everything of the event or shift that was chosen, and asks whether to put the person down for it, or on its waiting list.</summary>
/// <param name="which">The question that chose it: another one named now is chosen instead.</param>
internal sealed partial class ComingQuestion(string id, Offering offering, SignUps signUps, OccasionQuestion which)
    : YesNoQuestion<SignUpDetails>(id, d => d.Comes, (d, v) => d with { Comes = v })
{
    public override async Task<Activity> AskAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken)
    {
        var buttons = (await OptionsAsync(turn, details, cancellationToken)).Select(o => o.Title);
        if (await offering.FindAsync(details.What!, cancellationToken) is not { } occasion || occasion.IsOver(turn.Now) || occasion.Status == EventStatus.Cancelled)
            return turn.Message(turn.Say(JoiningPhrase.NoLongerOn), buttons);
        var asks = await signUps.StandingAsync(turn.Attendee(), occasion.Id, cancellationToken) is { } mine
            ? turn.Say(JoiningPhrase.ChangeParty, mine.SignUp.Party)
            : turn.Say((await signUps.RoomAsync(occasion, cancellationToken)).HasPlace ? offering.TakesGuests ? JoiningPhrase.ComeToEvent : JoiningPhrase.TakeShift : JoiningPhrase.JoinLine);
        return turn.Message($"{OccasionText.Full(turn, occasion)}\n\n{asks}", buttons);
    }

    public override async ValueTask<Reading<SignUpDetails>> ReadAsync(
        FormTurn turn, SignUpDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var reading = await base.ReadAsync(turn, details, said, isAsked, cancellationToken);
        if (reading is Reading<SignUpDetails>.Wrong && Comes(said))
            return new Reading<SignUpDetails>.Taken(details with { Comes = true }, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal));
        // "The town hall instead": another one is looked at. A bare number answers this question, if any.
        return reading is Reading<SignUpDetails>.Wrong && await which.ReadAsync(turn, details, said, isAsked: false, cancellationToken) is Reading<SignUpDetails>.Taken other
            && (other.Details.What ?? details.What) != details.What
            ? other
            : reading;
    }

    /// <summary>"Count me in", and a yes with what is asked next: "yes, me and my wife", "sí, soy Ana López".</summary>
    private static bool Comes(Said said) => Coming().IsMatch(FoldedText.Fold(said.Text))
        || (FormWords.AfterYes(said.Text) is { Length: > 0 } rest && (PartyQuestion.CountsPeople(rest) || said.Entities.Any(e => e.Kind == EntityKind.Name)));

    [GeneratedRegex(
        @"^(yes |si |ok |sure |claro )?(count me in|im in|i am in|ill be there|i will be there|ill come|i will come|ill take it|i can come|i can be there|put me down|sign me up|apuntame|apunteme|me apunto|anoteme|cuente conmigo|ahi estare|alli estare|ahi estaremos|voy|voy a ir|vamos|si voy)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Coming();
}
