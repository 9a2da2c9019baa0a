namespace CampaignBot.Dialogs.Forms;

/// <summary>What a question makes of a message.</summary>
/// <typeparam name="T">The form's details.</typeparam>
public abstract record Reading<T>
    where T : FormDetails
{
    private Reading()
    {
    }

    /// <summary>It doesn't answer this question.</summary>
    public sealed record Nothing : Reading<T>;

    /// <summary>It answers it.</summary>
    /// <param name="Details">With the answer.</param>
    /// <param name="IsWhole">Whether the message says nothing else, so that it can't be a question that merely mentions it.</param>
    public sealed record Taken(T Details, bool IsWhole) : Reading<T>;

    /// <summary>It is meant as the answer and can't be one.</summary>
    /// <param name="Why">What to say, in the reader's language, with what to do.</param>
    public sealed record Wrong(string Why) : Reading<T>;

    /// <summary>Something said earlier is to be changed.</summary>
    public sealed record Change : Reading<T>;
}
