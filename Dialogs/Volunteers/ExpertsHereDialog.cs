using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Has the questions for experts come to the channel of a team in which it is said; it has no examples, so it begins with its title alone.</summary>
public sealed class ExpertsHereDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases) : BriefConversation("experts-here", profile, clock)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.ExpertsHereTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async Task TellAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var isInTeam = turn.Context.Activity.Conversation?.IsGroup == true;
        if (isInTeam)
            await cases.OpenDeskAsync(turn.Place(), cancellationToken);
        await turn.SendAsync(turn.Say(isInTeam ? VolunteerPhrase.DeskOpened : VolunteerPhrase.DeskOnlyInTeam), cancellationToken: cancellationToken);
    }
}
