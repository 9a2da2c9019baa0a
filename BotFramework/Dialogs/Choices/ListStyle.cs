namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How a prompt shows its choices. The numbers are those that Microsoft's packages store.</summary>
public enum ListStyle
{
    /// <summary>Not at all: the prompt's own text names them.</summary>
    None,

    /// <summary>The best style that the channel can show.</summary>
    Auto,

    /// <summary>At the end of the text: "(1) red, (2) green, or (3) blue".</summary>
    Inline,

    /// <summary>As a numbered list under the text.</summary>
    List,

    /// <summary>As suggested actions.</summary>
    SuggestedAction,

    /// <summary>As buttons of a hero card.</summary>
    HeroCard,
}
