using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>What a volunteer reports of a door or a call.</summary>
public sealed record ReportDetails : FormDetails
{
    /// <summary>One of <see cref="Core.Canvassing.ContactTypes"/>.</summary>
    public string? How { get; init; }

    /// <summary>One of <see cref="Core.Canvassing.ContactStatus"/>.</summary>
    public string? Result { get; init; }

    /// <summary>What was said of the campaign's cause; counted, and kept with nobody's name.</summary>
    public string? Support { get; init; }

    /// <summary>Whether they asked to hear from the campaign.</summary>
    public bool? FollowUp { get; init; }

    /// <summary>Where: a number in E.164 form or an e-mail address.</summary>
    public string? Contact { get; init; }

    /// <summary>What they want to know.</summary>
    public string? About { get; init; }

    /// <summary>The card that was filled in; null where it was told in words.</summary>
    public string? Card { get; init; }
}
