using System.Globalization;
using System.Text;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

internal enum WordKind
{
    None,
    Letters,
    Digits,
    Symbol,
}

/// <summary>
/// A run of letters or of digits, or one symbol. <paramref name="Text"/> is in lower case without accents or
/// apostrophes; <paramref name="Start"/> (inclusive) and <paramref name="End"/> (exclusive) count the original's
/// characters; <paramref name="Spaced"/> says whether white space, or the text's start, comes before.
/// </summary>
internal readonly record struct Word(string Text, WordKind Kind, int Start, int End, bool Spaced)
{
    public bool Is(string text) => Text == text;

    /// <summary>Whether the word continues the one before it with nothing between, like "pm" in "5pm".</summary>
    public bool IsJoined => Kind != WordKind.None && !Spaced;
}

/// <summary>A text as words, so that recognizers compare words and never scan characters. Reading is linear.</summary>
internal sealed class Words
{
    /// <summary>More than anyone answers a prompt with; it bounds what an endless message may cost.</summary>
    private const int MaxWords = 400;

    private readonly List<Word> _words = [];

    private Words(string text) => Original = text;

    public string Original { get; }

    public int Count => _words.Count;

    /// <summary>The word at <paramref name="index"/>, or an empty one beyond either end.</summary>
    public Word this[int index] =>
        (uint)index < (uint)_words.Count ? _words[index] : new Word(string.Empty, WordKind.None, Original.Length, Original.Length, true);

    /// <summary>The original text of the words from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public string Slice(int from, int to) => Original[this[from].Start..this[to - 1].End];

    /// <summary>Reads the text's first <paramref name="limit"/> words.</summary>
    public static Words Read(string? text, int limit = MaxWords)
    {
        var words = new Words(text ?? string.Empty);
        var buffer = new StringBuilder();
        var spaced = true;
        for (var at = 0; at < words.Original.Length && words.Count < limit;)
        {
            if (char.IsWhiteSpace(words.Original[at]))
            {
                spaced = true;
                at++;
                continue;
            }
            var start = at;
            var kind = KindOf(words.Original, at);
            if (kind == WordKind.Symbol)
            {
                at += char.IsSurrogatePair(words.Original, at) ? 2 : 1;
                words._words.Add(new Word(words.Original[start..at], kind, start, at, spaced));
            }
            else
            {
                at = ReadRun(words.Original, at, kind, buffer.Clear());
                words._words.Add(new Word(buffer.ToString(), kind, start, at, spaced));
            }
            spaced = false;
        }
        return words;
    }

    private static int ReadRun(string text, int at, WordKind kind, StringBuilder into)
    {
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (KindOf(text, at) == kind)
                into.Append(Fold(c));
            else if (kind != WordKind.Letters || !(IsAccent(c) || (IsApostrophe(c) && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
                break;
        }
        return at;
    }

    private static WordKind KindOf(string text, int at) =>
        char.IsLetter(text[at]) ? WordKind.Letters : char.IsDigit(text[at]) ? WordKind.Digits : WordKind.Symbol;

    private static bool IsAccent(char c) => c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsApostrophe(char c) => c is '\'' or '’';

    /// <summary>Lower case without its accent; any script's digit as 0 to 9; the º and ª of ordinals as o and a.</summary>
    internal static char Fold(char c)
    {
        if (char.IsAscii(c))
            return char.ToLowerInvariant(c);
        if (char.IsSurrogate(c))
            return c;
        if (char.IsDigit(c))
            return (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
        return char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormKD)[0]);
    }
}
