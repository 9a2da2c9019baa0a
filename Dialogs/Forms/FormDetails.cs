namespace CampaignBot.Dialogs.Forms;

/// <summary>What a form has gathered; each form derives its own with a property an answer, null while it is missing.</summary>
public abstract record FormDetails
{
    /// <summary>Ids of the questions that have an answer, the latest last: "back" undoes that one.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Ids of the questions the person did not want to answer.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>The id of the question asked now; null before the first.</summary>
    public string? Asked { get; init; }

    /// <summary>How often the answer to it could not be read.</summary>
    public int Misses { get; init; }

    /// <summary>How many messages in a row were about something else.</summary>
    public int Asides { get; init; }

    /// <summary>When it was left unfinished; null while it is under way.</summary>
    public DateTimeOffset? LeftAt { get; init; }
}
