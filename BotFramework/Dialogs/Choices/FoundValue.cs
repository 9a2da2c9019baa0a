namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>A value found in a user's text.</summary>
public class FoundValue
{
    public string? Value { get; set; }

    /// <summary>The index it was given in <see cref="SortedValue.Index"/>.</summary>
    public int Index { get; set; }

    /// <summary>From 0 to 1, how much of the value was found and how closely together.</summary>
    public float Score { get; set; }
}
