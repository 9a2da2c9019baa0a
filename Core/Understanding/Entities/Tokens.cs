using System.Globalization;

namespace CampaignBot.Core.Understanding.Entities;

internal enum TokenKind
{
    /// <summary>Nothing more, or something that an entity already found holds.</summary>
    End,
    Word,
    Digits,
    Mark,
}

/// <summary>A word, a run of digits, or a single other character.</summary>
/// <param name="Word">A word folded (<see cref="FoldedText"/>), digits and marks as they are; a line break is "\n", a whole web address "~".</param>
/// <param name="Spaced">Whether a space stands before it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Word, bool Spaced)
{
    public int End => Start + Length;

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Word[0] == mark;
}

/// <summary>A message cut into tokens. Those of an entity already found are hidden from the readers that come later.</summary>
internal sealed class Tokens
{
    private static readonly Token None = new(TokenKind.End, 0, 0, "", true);

    private readonly List<Token> _tokens = [];
    private readonly bool[] _taken;

    public Tokens(string text)
    {
        Text = text.Length > EntityReader.MaxLength ? text[..EntityReader.MaxLength] : text;
        Cut();
        _taken = new bool[_tokens.Count];
    }

    public string Text { get; }

    public int Count => _tokens.Count;

    /// <summary>The token at a position; one of kind <see cref="TokenKind.End"/> outside of the text and where it is taken.</summary>
    public Token this[int i] => i < 0 || i >= _tokens.Count || _taken[i] ? None : _tokens[i];

    /// <summary>Whether the token is written with a capital letter first.</summary>
    public bool IsCapital(int i) => char.IsUpper(Text[_tokens[i].Start]);

    /// <summary>Whether the token is written in capital letters.</summary>
    public bool IsUpper(int i) => !Text.AsSpan(_tokens[i].Start, _tokens[i].Length).ContainsAnyInRange('a', 'z');

    /// <summary>The text from one token to before another.</summary>
    public string Between(int from, int end) => Text[_tokens[from].Start.._tokens[end - 1].End];

    /// <summary>Makes an entity of the tokens from one to before another, and hides them.</summary>
    public Entity Take(int from, int end, EntityValue value)
    {
        _taken.AsSpan(from, end - from).Fill(true);
        var (start, length) = (_tokens[from].Start, _tokens[end - 1].End - _tokens[from].Start);
        return new Entity(start, length, Text.Substring(start, length), value);
    }

    private void Cut()
    {
        Span<char> folded = stackalloc char[WordForms.LongestWord];
        var spaced = true;
        for (var i = 0; i < Text.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(Text[i]))
            {
                while (i < Text.Length && char.IsAsciiDigit(Text[i]))
                    i++;
                _tokens.Add(new Token(TokenKind.Digits, start, i - start, Text[start..i], spaced));
            }
            else if (spaced && LinkLength(i) is > 0 and var link)
            {
                i += link;
                _tokens.Add(new Token(TokenKind.Mark, start, link, "~", spaced));
            }
            else if (IsLetter(Text[i]))
            {
                while (i < Text.Length && (IsLetter(Text[i]) || (IsApostrophe(Text[i]) && i + 1 < Text.Length && IsLetter(Text[i + 1]))))
                    i++;
                var length = FoldedText.Fold(Text.AsSpan(start, Math.Min(i - start, folded.Length)), folded);
                _tokens.Add(new Token(TokenKind.Word, start, i - start, folded[..length].ToString(), spaced));
            }
            else
            {
                i++;
                if (Text[start] == '\n' || !char.IsWhiteSpace(Text[start]))
                    _tokens.Add(new Token(TokenKind.Mark, start, 1, Text[start].ToString(), spaced));
            }
            spaced = char.IsWhiteSpace(Text[i - 1]);
        }
    }

    /// <summary>A web address holds numbers and names, but says none.</summary>
    private int LinkLength(int start)
    {
        var rest = Text.AsSpan(start);
        if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return 0;
        var end = rest.IndexOfAny(" \t\r\n");
        return end < 0 ? rest.Length : end;
    }

    private static bool IsLetter(char c) =>
        (char.IsLetter(c) && c is not ('º' or 'ª')) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or '´' or '`';
}

/// <summary>A place in the tokens. A reader tries a phrase on a copy and keeps the copy where it fits.</summary>
internal struct Cursor(Tokens tokens, int at)
{
    public readonly Tokens Tokens => tokens;

    public int At { get; private set; } = at;

    public readonly Token Now => tokens[At];

    public readonly Token Next => tokens[At + 1];

    public readonly Token Before => tokens[At - 1];

    /// <summary>Whether a clause ends here.</summary>
    public readonly bool AtEnd => Now.Kind == TokenKind.End || (Now.Kind == TokenKind.Mark && Now.Word[0] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or '\n');

    public void Move(int by = 1) => At += by;

    /// <summary>Passes over words or marks where all of them come one after the other.</summary>
    public bool Eat(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (tokens[At + i].Word != words[i])
                return false;
        }
        At += words.Length;
        return true;
    }

    /// <summary>Passes over one of these.</summary>
    public bool EatOne(params ReadOnlySpan<string> words)
    {
        if (Now.Kind == TokenKind.End || !words.Contains(Now.Word))
            return false;
        At++;
        return true;
    }

    /// <summary>Passes over one of these that follows without a space.</summary>
    public bool EatGlued(params ReadOnlySpan<string> words) => !Now.Spaced && EatOne(words);

    /// <summary>Passes over digits that make a number of a range.</summary>
    /// <param name="longest">The most digits.</param>
    public bool EatDigits(int longest, int least, int most, out int value)
    {
        value = 0;
        if (Now.Kind != TokenKind.Digits || Now.Length > longest)
            return false;
        value = int.Parse(Now.Word, CultureInfo.InvariantCulture);
        if (value < least || value > most)
            return false;
        At++;
        return true;
    }
}
