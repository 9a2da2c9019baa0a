namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Something recognized in a text.</summary>
public class ModelResult<T>
{
    /// <summary>The part of the text that it was recognized in.</summary>
    public string? Text { get; set; }

    /// <summary>That part's first character.</summary>
    public int Start { get; set; }

    /// <summary>That part's last character, inclusive.</summary>
    public int End { get; set; }

    /// <summary>What kind of thing <see cref="Resolution"/> is: "choice" or "value".</summary>
    public string? TypeName { get; set; }

    public T Resolution { get; set; } = default!;
}
