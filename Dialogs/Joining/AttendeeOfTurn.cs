using CampaignBot.Core.People;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Who speaks, as sign-ups know them.</summary>
internal static class AttendeeOfTurn
{
    public static ChannelAddress Attendee(this FormTurn turn) => new(turn.Channel, turn.Address);
}
