using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Linking;

/// <summary>What somebody who links their phone has told.</summary>
public sealed record LinkDetails : FormDetails
{
    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>The number that a code was sent to; null while there is none.</summary>
    public string? SentTo { get; init; }

    /// <summary>Why there is no code to tell: the name of a <see cref="LinkPhrase"/>.</summary>
    public string? Trouble { get; init; }

    /// <summary>Six digits.</summary>
    public string? Code { get; init; }
}
