namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>The choice that a user's text means.</summary>
public class FoundChoice
{
    /// <summary>The choice's own value.</summary>
    public string? Value { get; set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Index { get; set; }

    /// <summary>From 0 to 1, how well the text fits; 1 for a number or an ordinal.</summary>
    public float Score { get; set; }

    /// <summary>The word of the choice that was found: its value, its button's title or a synonym; null for a number.</summary>
    public string? Synonym { get; set; }
}
