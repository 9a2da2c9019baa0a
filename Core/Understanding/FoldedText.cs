using System.Buffers;
using System.Globalization;
using System.Text;

namespace CampaignBot.Core.Understanding;

/// <summary>
/// Text as it is compared, everywhere in the program: lower case, without accents, apostrophes, punctuation and emoji, words
/// parted by one space, and letters drawn out ("holaaaa") once. Letters of every script stay.
/// </summary>
public static class FoldedText
{
    /// <summary>Longer texts are read up to here: nobody's question needs more.</summary>
    public const int MaxLength = 2_000;

    private const char SoftHyphen = '\u00AD';
    private const int FirstAccented = 0x00C0;
    private const int LastAccented = 0x024F;
    /// <summary>What <see cref="Letter"/> gives for a character that leaves no trace.</summary>
    internal const char Dropped = '\0';
    private static readonly char[] Unaccented = BaseLetters();

    /// <summary>Folds as much of a text as fits.</summary>
    /// <returns>How many characters were written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = 0;
        var run = 0;
        foreach (var original in text)
        {
            var c = Letter(original);
            if (c == Dropped || (c == ' ' && (length == 0 || destination[length - 1] == ' ')))
                continue;
            if (length == destination.Length)
                break;
            length = Append(destination, length, c, ref run);
        }
        return length > 0 && destination[length - 1] == ' ' ? length - 1 : length;
    }

    /// <summary>Folds a text of at most <see cref="MaxLength"/> characters; the rest is dropped.</summary>
    public static string Fold(string text)
    {
        var size = Math.Min(text.Length, MaxLength);
        var buffer = ArrayPool<char>.Shared.Rent(Math.Max(size, 1));
        var result = new string(buffer, 0, Fold(text, buffer.AsSpan(0, size)));
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    /// <summary>What messages are held to be the same by: the folded text, or the text itself where folding leaves nothing of it, as of an emoji.</summary>
    public static string Key(string text) => Fold(text) is { Length: > 0 } folded ? folded : text.Trim();

    /// <summary>Adds a folded character; of one that is drawn out, a single one is left.</summary>
    /// <param name="run">How many of the same came before; 0 at the start of a text or word.</param>
    /// <returns>The new length.</returns>
    internal static int Append(Span<char> text, int length, char c, ref int run)
    {
        run = run > 0 && char.IsLetter(c) && text[length - 1] == c ? run + 1 : 1;
        if (run >= 3)
            return run == 3 ? length - 1 : length;
        text[length] = c;
        return length + 1;
    }

    /// <summary>One character folded: a letter or digit, a space for what parts words, or <see cref="Dropped"/>.</summary>
    internal static char Letter(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        '\'' or '’' or '‘' or 'ʼ' or '´' or '`' or SoftHyphen => Dropped,
        < (char)FirstAccented => ' ',
        <= (char)LastAccented => Unaccented[c - FirstAccented],
        >= '\u0300' and <= '\u036F' or '\uFE0F' => Dropped,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Format => Dropped,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => c,
            _ => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ',
        },
    };

    private static char[] BaseLetters()
    {
        var letters = new char[LastAccented - FirstAccented + 1];
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = (char)(FirstAccented + i);
            letters[i] = char.IsLetter(letter)
                ? char.ToLowerInvariant(letter.ToString().Normalize(NormalizationForm.FormD)[0])
                : ' ';
        }
        return letters;
    }
}
