using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Office;

/// <summary>Where a turn is spoken, as cases keep it.</summary>
internal static class TurnPlace
{
    public static CasePlace Place(this FormTurn turn) => new(turn.Channel, turn.Context.Activity.Conversation?.Id ?? "", turn.Address);
}
