using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Has the questions for experts come to the channel of a team in which it is said; it has no examples, so it begins with its title alone.</summary>
public sealed class ExpertsHereDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases, StaffTenant staff)
    : DeskDialog("experts-here", CaseKind.Expert, VolunteerPhrase.DeskOpened, profile, clock, cases, staff)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.ExpertsHereTitle, language);
}
