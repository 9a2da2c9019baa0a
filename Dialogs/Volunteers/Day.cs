using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>The day it is where the campaign is.</summary>
internal static class Day
{
    /// <summary>When it began.</summary>
    public static DateTimeOffset Began(FormTurn turn)
    {
        var midnight = turn.Today.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, turn.Zone.GetUtcOffset(midnight));
    }
}
