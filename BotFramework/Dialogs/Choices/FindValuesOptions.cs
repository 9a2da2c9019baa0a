namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How values are looked for in a text.</summary>
public class FindValuesOptions
{
    /// <summary>Whether a part of a value's words is enough: "city" for "City Hall".</summary>
    public bool AllowPartialMatches { get; set; }

    /// <summary>The text's locale; null means English.</summary>
    public string? Locale { get; set; }

    /// <summary>How many other words may stand between two words of a value; null means 2.</summary>
    public int? MaxTokenDistance { get; set; }

    /// <summary>What splits texts into words; null means <see cref="Choices.Tokenizer.DefaultTokenizer"/>.</summary>
    public TokenizerFunction? Tokenizer { get; set; }
}

/// <summary>How choices are looked for in a text.</summary>
public class FindChoicesOptions : FindValuesOptions
{
    /// <summary>Not to look for the choices' values.</summary>
    public bool NoValue { get; set; }

    /// <summary>Not to look for the titles of the choices' buttons.</summary>
    public bool NoAction { get; set; }

    /// <summary>Whether "2" and "two" choose the second.</summary>
    public bool RecognizeNumbers { get; set; } = true;

    /// <summary>Whether "the second one" chooses the second.</summary>
    public bool RecognizeOrdinals { get; set; } = true;
}
