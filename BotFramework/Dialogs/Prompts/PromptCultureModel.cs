namespace Microsoft.Bot.Builder.Dialogs.Prompts;

/// <summary>How prompts say "or", "yes" and "no" in a language.</summary>
public class PromptCultureModel
{
    /// <summary>The language's locale, as "en-us".</summary>
    public string? Locale { get; set; }

    /// <summary>Between two of three or more choices.</summary>
    public string? Separator { get; set; }

    /// <summary>Between two choices.</summary>
    public string? InlineOr { get; set; }

    /// <summary>Before the last of three or more choices.</summary>
    public string? InlineOrMore { get; set; }

    public string? YesInLanguage { get; set; }

    public string? NoInLanguage { get; set; }
}
