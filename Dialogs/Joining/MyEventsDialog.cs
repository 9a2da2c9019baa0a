using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Tells what the person signed up for.</summary>
public sealed class MyEventsDialog(CampaignProfile profile, TimeProvider clock, MySignUps mine) : BriefConversation("my-events", profile, clock)
{
    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.MyEventsTitle, language);

    /// <inheritdoc/>
    protected override async Task TellAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (await mine.OfAsync(turn, cancellationToken) is not { Count: > 0 } all)
        {
            await turn.SendAsync(turn.Say(JoiningPhrase.MyNone), [turn.Say(JoiningPhrase.EventsTitle), turn.Say(JoiningPhrase.ShiftsTitle)], cancellationToken);
            return;
        }
        var lines = new List<string> { turn.Say(JoiningPhrase.MyList) };
        foreach (var (signUp, standing, occasion) in all)
        {
            string?[] notes =
            [
                occasion is null ? OccasionText.Day(turn, signUp.Start) : OccasionText.When(turn, occasion),
                OccasionText.Where(occasion?.Venue, turn.Language),
                signUp.Party > 1 ? turn.Say(JoiningPhrase.NotePeople, signUp.Party) : null,
                occasion is null or { Status: EventStatus.Cancelled } ? turn.Say(JoiningPhrase.NoteCancelled)
                : standing.Standing == Standing.Waiting ? turn.Say(JoiningPhrase.NoteWaiting, standing.InLine)
                : null,
            ];
            lines.Add($"- **{occasion?.Title[turn.Language] ?? signUp.Title}**: {string.Join("; ", notes.Where(n => !string.IsNullOrEmpty(n)))}");
        }
        await turn.SendAsync(string.Join('\n', lines), [turn.Say(JoiningPhrase.CancelTitle), turn.Say(JoiningPhrase.ShiftsTitle)], cancellationToken);
    }
}

/// <summary>Somebody's sign-up, where it stands, and what it is for; that is null where it isn't there any more.</summary>
public sealed record MySignUp(SignUp SignUp, StandingSignUp Standing, Occasion? Occasion);
