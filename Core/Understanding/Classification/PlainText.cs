using System.Globalization;
using System.Text;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// Text as the classifier sees it: folded, with shorthand of both languages written out, every digit a 0 (which number it is tells nothing of
/// the intent), and also question marks and symbols such as emoji (which tell much), with one space around each.
/// </summary>
public static class PlainText
{
    /// <summary>The most characters <see cref="Write"/> gives; what a longer message says after that is not read.</summary>
    public const int MaxLength = 640;

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
            if (rune.Value == '?' || IsSymbol(rune))
                writer.AddAlone(rune);
            else
                writer.Add(rune.IsBmp && rune != Rune.ReplacementChar ? FoldedText.Letter((char)rune.Value) : ' ');
        }
        return writer.End();
    }

    // Below are ©, ° and the like, which tell nothing.
    private static bool IsSymbol(Rune rune) => rune.Value > 0x24F && rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;

    private ref struct Writer
    {
        private readonly Span<char> plain;
        private int length;
        private int wordStart;
        private int run;

        public Writer(Span<char> plain)
        {
            this.plain = plain;
            plain[0] = ' ';
            length = wordStart = 1;
        }

        // Leaves room for a word's expansion, a symbol of its own and the spaces around them.
        public readonly bool IsFull => length > plain.Length - WordForms.LongestShorthand - 4;

        public void Add(char c)
        {
            if (c == ' ')
                EndWord();
            else if (c != FoldedText.Dropped)
                length = FoldedText.Append(plain, length, c, ref run);
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
            if (WordForms.TryWriteOut(word, out var expansion))
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
            (wordStart, run) = (length, 0);
        }

        public int End()
        {
            EndWord();
            return length;
        }
    }
}
