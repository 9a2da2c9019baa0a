using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Office;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>The tenant of Microsoft 365 whose people are the campaign's own; null where the settings name none.</summary>
public sealed record StaffTenant(string? Id)
{
    /// <summary>Whether something was said among them; without a tenant that is not known of anybody.</summary>
    public bool Has(Activity activity) => Id is not null && string.Equals(
        (activity.ChannelData is null ? null : JsonSerializer.SerializeToNode(activity.ChannelData, BotJson.Options) as JsonObject)?["tenant"]?["id"]?.ToString(), Id, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Has a channel of a team told of cases of a kind. What voters tell is for the campaign's own people only: their channel can be none of
/// another tenant, and none at all while no tenant is named.
/// </summary>
public abstract class DeskDialog(string id, CaseKind kind, VolunteerPhrase opened, CampaignProfile profile, TimeProvider clock, CaseBook cases, StaffTenant staff)
    : BriefConversation(id, profile, clock)
{
    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async Task TellAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var (here, isOfVoters) = (turn.Context.Activity, kind == CaseKind.Person);
        var outcome = here.Conversation?.IsGroup != true ? VolunteerPhrase.DeskOnlyInTeam
            : (isOfVoters || staff.Id is not null) && !staff.Has(here) ? VolunteerPhrase.DeskOnlyOfOurs
            : opened;
        if (outcome == opened)
            await cases.OpenDeskAsync(kind, turn.Place(), cancellationToken);
        await turn.SendAsync(turn.Say(outcome), cancellationToken: cancellationToken);
    }
}
