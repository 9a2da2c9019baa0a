using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Training;

/// <summary>
/// A message as it is kept for training: Unicode NFC, without control and invisible characters, without the quoted message below it and the
/// line that a phone puts there, spaces single. Typos, case, accents and emoji stay: the classifier is to meet them.
/// </summary>
public static partial class CleanText
{
    /// <summary>Longer messages are cut here; the classifier reads less.</summary>
    public const int MaxLength = EntityReader.MaxLength;

    /// <summary>Cleans a message; empty where nothing of it is left.</summary>
    public static string Of(string text)
    {
        var normal = WellFormed(text.Length > MaxLength * 4 ? text[..(MaxLength * 4)] : text).Normalize(NormalizationForm.FormC);
        var written = new StringBuilder(normal.Length);
        foreach (var line in normal.ReplaceLineEndings("\n").Split('\n'))
        {
            if (written.Length > 0 && BeginsTail().IsMatch(line))
                break;
            if (line.StartsWith('>') || PhonesLine().IsMatch(line))
                continue;
            foreach (var rune in line.EnumerateRunes())
                Append(written, rune);
            Append(written, new Rune(' '));
        }
        return Cut(written.ToString().Trim());
    }

    private static void Append(StringBuilder written, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (written.Length > 0 && written[^1] != ' ')
                written.Append(' ');
        }
        // The joiner holds an emoji together, the selector gives it colour.
        else if (rune.Value is 0x200D or 0xFE0F || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
        {
            written.Append(rune);
        }
    }

    /// <summary>Half a surrogate pair can't be normalised.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar));

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        var end = text.LastIndexOf(' ', MaxLength);
        return text[..(end > MaxLength / 2 ? end : char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)].TrimEnd();
    }

    [GeneratedRegex(@"^\s*(On .{1,100} wrote:|El .{1,100} escribi[oó]:|-{2,} ?(Original|Forwarded) [Mm]essage ?-*|-{2,} ?Mensaje (original|reenviado) ?-*|_{10,}|From: .+@|De: .+@|-- )\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex BeginsTail();

    [GeneratedRegex(@"^\s*(Sent from my|Sent via|Get Outlook for|Enviado desde mi|Obtener Outlook)\b.{0,60}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex PhonesLine();
}
