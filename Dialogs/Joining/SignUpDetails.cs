using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>What signing up for an event or shift gathers.</summary>
public sealed record SignUpDetails : FormDetails
{
    /// <summary>Show the nearest to this ZIP code first.</summary>
    public string? Zip { get; init; }

    /// <summary>Show these days alone.</summary>
    public DaySpan? Days { get; init; }

    /// <summary>Show these series alone, where a name fits several.</summary>
    public IReadOnlyList<string>? Series { get; init; }

    /// <summary>The page shown of the list, from 0.</summary>
    public int Page { get; init; }

    /// <summary>The id of the occasion chosen.</summary>
    public string? What { get; init; }

    /// <summary>Whether they want to be put down for it.</summary>
    public bool? Comes { get; init; }

    public string? Name { get; init; }

    /// <summary>How many come, as digits.</summary>
    public string? Party { get; init; }

    /// <summary>Whether there is a reminder to offer: there is time for one, the channel lets it be sent, and they aren't signed up yet.</summary>
    public bool CanRemind { get; init; }

    /// <summary>Whether they want one.</summary>
    public bool? Remind { get; init; }
}
