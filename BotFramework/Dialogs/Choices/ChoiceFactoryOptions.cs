namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How a list of choices is written out. What is null is taken from English: ", ", " or ", ", or ", numbered.</summary>
public class ChoiceFactoryOptions
{
    public ChoiceFactoryOptions()
    {
    }

    public ChoiceFactoryOptions(string? inlineSeparator, string? inlineOr, string? inlineOrMore, bool? includeNumbers) =>
        (InlineSeparator, InlineOr, InlineOrMore, IncludeNumbers) = (inlineSeparator, inlineOr, inlineOrMore, includeNumbers);

    /// <summary>Between two choices of three or more.</summary>
    public string? InlineSeparator { get; set; }

    /// <summary>Between two choices when there are only two.</summary>
    public string? InlineOr { get; set; }

    /// <summary>Before the last of three or more choices.</summary>
    public string? InlineOrMore { get; set; }

    /// <summary>Whether choices are numbered, inline and in a list.</summary>
    public bool? IncludeNumbers { get; set; }
}
