using System.Globalization;
using System.Text;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// Text as the classifier sees it: lower case, no accents or apostrophes, shorthand written out, every digit a 0,
/// a letter at most twice in a row ("pleeease" is "pleease"), words, question marks and symbols such as emoji with one space around each.
/// </summary>
public static class PlainText
{
    /// <summary>The most characters <see cref="Write"/> gives; what a longer message says after that is not read.</summary>
    public const int MaxLength = 640;

    private const char Skipped = '\uffff';
    private const char Separator = ' ';

    // Latin letters to U+024F by their base letter, so that a message of any length is folded without allocating.
    private static readonly char[] Latin = [.. Enumerable.Range(0, 0x250).Select(c => FoldLatin((char)c))];

    /// <summary>Writes the plain form, which starts and ends with a space, and gives its length.</summary>
    /// <param name="text">Any text; broken surrogates count as spaces.</param>
    /// <param name="plain">At least <see cref="MaxLength"/> characters.</param>
    public static int Write(ReadOnlySpan<char> text, Span<char> plain)
    {
        var writer = new Writer(plain[..MaxLength]);
        foreach (var rune in text.EnumerateRunes())
        {
            if (writer.IsFull)
                break;
            if (rune.Value < Latin.Length)
                writer.Add(Latin[rune.Value]);
            else
                AddOther(ref writer, rune);
        }
        return writer.End();
    }

    private static void AddOther(ref Writer writer, Rune rune)
    {
        if (rune == Rune.ReplacementChar)
            writer.EndWord();
        else if (Rune.IsLetterOrDigit(rune) && rune.IsBmp)
            writer.Add((char)Rune.ToLowerInvariant(rune).Value);
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol)
            writer.AddAlone(rune);
        else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && rune.Value != '’')
            writer.EndWord();
    }

    private static char FoldLatin(char c) => c switch
    {
        '\'' or '´' or '`' => Skipped,
        '?' => '?',
        _ when char.IsLetterOrDigit(c) => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]),
        _ => Separator,
    };

    private ref struct Writer
    {
        private readonly Span<char> plain;
        private int length;
        private int wordStart;

        public Writer(Span<char> plain)
        {
            this.plain = plain;
            plain[0] = ' ';
            length = wordStart = 1;
        }

        // Leaves room for a word's expansion, a symbol of its own and the spaces around them.
        public readonly bool IsFull => length > plain.Length - Shorthand.MaxLength - 4;

        public void Add(char c)
        {
            if (c == Separator)
                EndWord();
            else if (c == '?')
                AddAlone(new Rune(c));
            else if (c != Skipped && !(length >= wordStart + 2 && char.IsLetter(c) && plain[length - 1] == c && plain[length - 2] == c))
                plain[length++] = c;
        }

        public void AddAlone(Rune rune)
        {
            EndWord();
            length += rune.EncodeToUtf16(plain[length..]);
            EndWord();
        }

        public void EndWord()
        {
            if (length == wordStart)
                return;
            var word = plain[wordStart..length];
            if (Shorthand.TryExpand(word, out var expansion))
            {
                expansion.CopyTo(plain[wordStart..]);
                length = wordStart + expansion.Length;
            }
            else
            {
                foreach (ref var c in word)
                    c = char.IsDigit(c) ? '0' : c;
            }
            plain[length++] = ' ';
            wordStart = length;
        }

        public int End()
        {
            EndWord();
            return length;
        }
    }
}
