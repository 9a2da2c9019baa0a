using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Voting;

/// <summary>What was said of where somebody lives, and how far the search for their polling place has come.</summary>
public sealed record WhereToVoteDetails : FormDetails
{
    /// <summary>The address as far as it is known.</summary>
    public PostalAddress? Home { get; init; }

    /// <summary>What of it is to be asked for; null before the first lookup.</summary>
    public MissingPart? Missing { get; init; }

    /// <summary>Whether nothing fits what was said, and something near it is offered.</summary>
    public bool IsSuggestion { get; init; }

    /// <summary>Whether a post office box was given, which nobody votes from.</summary>
    public bool IsBox { get; init; }

    /// <summary>Whether the address was looked for and isn't there.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether what is the same for all of a ZIP was told.</summary>
    public bool IsSharedTold { get; init; }

    /// <summary>Whether the answer was given.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Whether a service on the Internet may be asked, which only the person can allow.</summary>
    public bool IsOutsideOffered { get; init; }

    /// <summary>Whether they allow it.</summary>
    public bool? AskOutside { get; init; }

    /// <summary>Whether the address may be kept, so that the question makes sense.</summary>
    public bool CanKeep { get; init; }

    /// <summary>Whether they want it kept.</summary>
    public bool? Keep { get; init; }

    /// <summary>What they want to know.</summary>
    public VotingAspect Aspect { get; init; }
}
