using System.Text.Json.Serialization;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>One thing a user may choose.</summary>
public class Choice
{
    [JsonConstructor]
    public Choice(string? value = null) => Value = value;

    /// <summary>What the choice is called, and what a prompt returns when it is chosen.</summary>
    public string? Value { get; set; }

    /// <summary>The button to show for it; without one, a button that says <see cref="Value"/>.</summary>
    public CardAction? Action { get; set; }

    /// <summary>Other words a user may say for it.</summary>
    public List<string>? Synonyms { get; set; }
}
