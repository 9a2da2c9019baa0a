using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Tells where one can give, with what the law has the campaign say. No payment is handled.</summary>
public sealed class DonateDialog(CampaignProfile profile, TimeProvider clock) : BriefConversation("donate", profile, clock)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.DonateTitle, language);

    /// <inheritdoc/>
    protected override Task TellAsync(FormTurn turn, CancellationToken cancellationToken) => turn.SendAsync(
        Profile.Giving is { } giving
            ? turn.Say(JoiningPhrase.GiveText, giving.Link.OriginalString, giving.Disclosure[turn.Language])
            : turn.Say(JoiningPhrase.GiveNot, Profile.Office.Phone, Profile.Office.Email),
        cancellationToken: cancellationToken);
}
