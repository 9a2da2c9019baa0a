using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Office;

/// <summary>What somebody who wants a person has told.</summary>
public sealed record PersonDetails : FormDetails
{
    /// <summary>What it is about, in their words.</summary>
    public string? About { get; init; }

    /// <summary>Where to reach them: a number in E.164 form or an e-mail address.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether the election's office was named for what can't wait.</summary>
    public bool IsUrgent { get; init; }
}
