using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>How a message is written.</summary>
public enum Register
{
    /// <summary>A capital first, a full stop or question mark last, and nothing of texting.</summary>
    Formal,

    /// <summary>Neither of the others.</summary>
    Informal,

    /// <summary>With shorthand ("u", "pls", "xq"), emoji, or letters drawn out.</summary>
    Texting,
}

/// <summary>Tells the <see cref="Register"/> of a message by marks that can be seen: rough, but the same for all.</summary>
internal static partial class Registers
{
    // Shorthand that is written in any register.
    private static readonly HashSet<string> Proper = new(StringComparer.Ordinal)
    {
        "info", "bus", "nov", "oct", "sep", "sept", "apr", "abr", "sat", "sun", "tues", "tue", "wed", "thurs", "fri", "tel", "hr", "hrs", "mins", "yrs", "yr", "dl", "ballot", "license", "licence", "drivers", "registration", "reg",
        "absentee", "government", "whats", "whens", "wheres", "hows", "whos", "whys", "dont", "doesnt", "didnt", "cant", "wont", "isnt", "arent", "wasnt", "havent", "hasnt", "couldnt", "shouldnt", "im", "ive", "ill", "id", "cause", "text", "urna",
        "mudado", "mudarme", "inscribirme", "inscripcion", "empadronar", "banqueta", "vereda", "camion", "guagua", "2", "4", "y", "b", "c", "w", "n", "ya", "adonde", "botar",
    };

    private static readonly HashSet<string> Texted = [.. WordForms.English.Shorthand.Concat(WordForms.Spanish.Shorthand).Where(word => !Proper.Contains(word)).Where(word => word.Length > 1 || word is "u" or "r" or "k" or "q" or "x" or "d")];

    public static Register Of(string text)
    {
        var words = FoldedText.Fold(text).Split(' ');
        if (Array.Exists(words, Texted.Contains) || DrawnOut().IsMatch(text) || text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol))
            return Register.Texting;
        var first = text.FirstOrDefault(char.IsLetter);
        return char.IsUpper(first) && text.Any(char.IsLower) && text[^1] is '.' or '?' or '!' ? Register.Formal : Register.Informal;
    }

    [GeneratedRegex(@"(?<letter>[A-Za-z])\k<letter>\k<letter>|[!?]{2}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex DrawnOut();
}
