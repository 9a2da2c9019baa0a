using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Has the channel of a team in which it is said told of who asks for a person; it has no examples, so it begins with its title alone.</summary>
public sealed class OfficeHereDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases, StaffTenant staff)
    : DeskDialog("office-here", CaseKind.Person, VolunteerPhrase.OfficeDeskOpened, profile, clock, cases, staff)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.OfficeHereTitle, language);
}
