using System.Globalization;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Puts the names of streets and cities together from the words typed.</summary>
internal static class AddressName
{
    /// <summary>How many words a street's or a city's name has at most.</summary>
    public const int Longest = 4;

    public static string? Ordinal(ref Cursor cursor)
    {
        if (cursor.Now is not { Kind: TokenKind.Digits, Length: <= 3 } || cursor.Next is not { Spaced: false, Word: "st" or "nd" or "rd" or "th" or "ta" or "ra" or "da" or "va" or "na" or "ma" })
            return null;
        var ordinal = cursor.Now.Word + cursor.Next.Word;
        cursor.Move(2);
        return ordinal;
    }

    public static string Digits(ref Cursor cursor)
    {
        var digits = cursor.Now.Word;
        cursor.Move();
        return digits;
    }

    /// <summary>A name with the next word, its first letter a capital.</summary>
    public static string Joined(string? name, Cursor cursor)
    {
        var written = cursor.Tokens.Between(cursor.At, cursor.At + 1);
        var word = char.ToUpperInvariant(written[0]) + (written.Length > 2 && cursor.Tokens.IsUpper(cursor.At) ? written[1..].ToLower(CultureInfo.InvariantCulture) : written[1..]);
        return name is null ? word : $"{name} {word}";
    }
}
