namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>A value to look for. Several values, as synonyms, may share an index.</summary>
public class SortedValue
{
    public string? Value { get; set; }

    public int Index { get; set; }
}
