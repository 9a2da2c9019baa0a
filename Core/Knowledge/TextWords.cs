using System.Buffers;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Goes through a text's words as they are compared (folded), and tells how each was written. "U.S." is one word, as is "18,000,000".
/// </summary>
/// <param name="buffer">Room for the longest word.</param>
internal ref struct TextWords(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Longer runs of characters without a space are no words and are read up to here.</summary>
    public const int LongestPiece = 256;

    private readonly Span<char> _buffer = buffer;
    private readonly bool _isShouted = !text.ContainsAnyInRange('a', 'z');
    private ReadOnlySpan<char> _rest = text;
    private ReadOnlySpan<char> _piece;
    private bool _hasBegun;

    /// <summary>The word, folded. Holds until the next step.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether it begins with a capital.</summary>
    public bool IsCapital { get; private set; }

    /// <summary>Whether it is all capitals, two at least, where not everything is: "US" is not "us".</summary>
    public bool IsAcronym { get; private set; }

    /// <summary>Whether it is the text's first word, whose capital tells nothing.</summary>
    public bool IsFirst { get; private set; }

    public bool MoveNext()
    {
        while (_piece.IsEmpty)
        {
            var start = _rest.IndexOfAnyExcept(Gaps);
            if (start < 0)
                return false;
            _rest = _rest[start..];
            var end = _rest.IndexOfAny(Gaps);
            ReadPiece(end < 0 ? _rest : _rest[..end]);
            _rest = end < 0 ? default : _rest[end..];
        }
        var space = _piece.IndexOf(' ');
        Current = space < 0 ? _piece : _piece[..space];
        _piece = space < 0 ? default : _piece[(space + 1)..];
        IsFirst = !_hasBegun;
        _hasBegun = true;
        return true;
    }

    private static readonly SearchValues<char> Gaps = SearchValues.Create(" \t\r\n\u00A0-–—/");

    private void ReadPiece(ReadOnlySpan<char> raw)
    {
        raw = raw[..Math.Min(raw.Length, LongestPiece)];
        Span<char> joined = stackalloc char[LongestPiece];
        var (length, letters, capitals, isInitials) = (0, 0, 0, true);
        IsCapital = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            var isBetweenDigits = i > 0 && i + 1 < raw.Length && char.IsAsciiDigit(raw[i - 1]) && char.IsAsciiDigit(raw[i + 1]);
            if (c == ',' && isBetweenDigits)
                continue;
            if (char.IsLetter(c))
            {
                if (letters++ == 0)
                    IsCapital = char.IsUpper(c);
                capitals += char.IsUpper(c) ? 1 : 0;
                isInitials &= i + 1 < raw.Length && raw[i + 1] == '.';
            }
            else
            {
                isInitials &= c == '.' || !char.IsLetterOrDigit(c);
            }
            joined[length++] = c;
        }
        if (isInitials && letters > 1)
        {
            var kept = 0;
            foreach (var c in joined[..length])
            {
                if (c != '.')
                    joined[kept++] = c;
            }
            length = kept;
        }
        IsAcronym = letters > 1 && capitals == letters && !_isShouted;
        _piece = _buffer[..FoldedText.Fold(joined[..length], _buffer)];
    }
}
