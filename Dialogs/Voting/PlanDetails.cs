using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Voting;

/// <summary>A plan to vote in the making.</summary>
public sealed record PlanDetails : FormDetails
{
    /// <summary>How, as <see cref="VotingWay"/> names it.</summary>
    public string? Way { get; init; }

    /// <summary>Where the person lives; null where they didn't say, or it can't be used.</summary>
    public PostalAddress? Home { get; init; }

    /// <summary>Whether the address was looked up already, whatever came of it.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>Whether there are several places to choose from.</summary>
    public bool HasChoice { get; init; }

    /// <summary>The place's id in the feed.</summary>
    public string? Place { get; init; }

    /// <summary>The day; for election day itself it is known.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>When the place is open, as it is told with the question for a day.</summary>
    public string? Open { get; init; }

    public TimeOnly? Time { get; init; }

    /// <summary>How they get there, as <see cref="Core.Voting.Travel"/> names it.</summary>
    public string? Travel { get; init; }

    /// <summary>When to be reminded, as <see cref="RemindAt"/> names it.</summary>
    public string? Remind { get; init; }

    /// <summary>Whether a reminder can come: the channel takes one, and there is time for it.</summary>
    public bool CanRemind { get; init; }

    internal VotingWay? WayChosen => Way is null ? null : Enum.Parse<VotingWay>(Way);
}
