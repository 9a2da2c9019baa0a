using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Gives a neutral text that the person can forward; nobody is written to who hasn't written first.</summary>
public sealed class TellAFriendDialog(CampaignProfile profile, TimeProvider clock) : BriefConversation("tell-a-friend", profile, clock)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.TellAFriendTitle, language);

    /// <inheritdoc/>
    protected override async Task TellAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        await turn.SendAsync(turn.Say(JoiningPhrase.FriendIntro), cancellationToken: cancellationToken);
        // A message of its own is forwarded as it is.
        var text = turn.Say(JoiningPhrase.FriendText, Profile.ShortName[turn.Language], Profile.Office.Web.OriginalString, Profile.Disclaimer[turn.Language]);
        await turn.SendAsync(text, [turn.Say(JoiningPhrase.EventsTitle), turn.Say(JoiningPhrase.VolunteerTitle)], cancellationToken);
    }
}
