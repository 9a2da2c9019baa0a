using CampaignBot.Core.Subscriptions;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Updates;

/// <summary>What somebody wants to be told, as far as they have said.</summary>
public sealed record UpdatesDetails : FormDetails
{
    /// <summary>What to do with what they get already: one of the constants of <see cref="StayInTouchDialog"/>; null where they get nothing.</summary>
    public string? Manage { get; init; }

    /// <summary>Ids of topics they get already; null where they get nothing.</summary>
    public IReadOnlyList<string>? Had { get; init; }

    /// <summary>How often they get it: a <see cref="Frequency"/>.</summary>
    public string? HadHowOften { get; init; }

    /// <summary>Until when it is paused, in words; null where it isn't.</summary>
    public string? PausedUntil { get; init; }

    /// <summary>Ids of topics to add, or all of them where they got nothing.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Ids of topics to drop.</summary>
    public IReadOnlyList<string>? Drop { get; init; }

    /// <summary>A <see cref="Frequency"/>.</summary>
    public string? HowOften { get; init; }

    /// <summary>Whether they could have it by text message, too.</summary>
    public bool CanBeTexted { get; init; }

    /// <summary>"here" or "text".</summary>
    public string? Where { get; init; }

    /// <summary>Whether they agreed to what they were shown.</summary>
    public bool? Agrees { get; init; }
}
