namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds which part of a house is meant: "apt 3", "# 12", "3rd floor", "3b".</summary>
internal static class UnitReader
{
    public static bool IsAhead(Cursor cursor) => cursor.Now.IsMark('#') || (AddressWords.Units.ContainsKey(cursor.Now.Word) && cursor.Next.Kind is not TokenKind.End);

    public static string? Read(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.Eat(",");
        string? kind = null;
        if (ahead.Now.IsMark('#'))
            kind = "#";
        else if (AddressWords.Units.TryGetValue(ahead.Now.Word, out var named))
            kind = named;
        if (kind is null)
            return Storey(ref cursor) ?? UnitByItself(ref cursor);
        ahead.Move();
        ahead.EatGlued(".");
        ahead.EatOne("#", "no", "num", "numero");
        ahead.EatGlued(".");
        if (UnitName(ref ahead) is not { } name)
            return null;
        cursor = ahead;
        return $"{kind} {name}";
    }

    /// <summary>"3rd floor".</summary>
    private static string? Storey(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.Eat(",");
        if (AddressName.Ordinal(ref ahead) is not { } ordinal || !ahead.EatOne("fl", "floor", "piso"))
            return null;
        cursor = ahead;
        return $"{ordinal} Fl";
    }

    /// <summary>"12 oak st 3b".</summary>
    private static string? UnitByItself(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.Eat(",");
        if (ahead.Now is not { Kind: TokenKind.Digits, Length: <= 4 } || ahead.Next is not { Kind: TokenKind.Word, Length: 1, Spaced: false })
            return null;
        var name = UnitName(ref ahead);
        cursor = ahead;
        return $"# {name}";
    }

    private static string? UnitName(ref Cursor cursor)
    {
        var name = "";
        var ahead = cursor;
        while (ahead.Now is { Kind: TokenKind.Digits, Length: <= 5 } or { Kind: TokenKind.Word, Length: 1 } or { Kind: TokenKind.Mark, Word: "-" } && (name.Length == 0 || !ahead.Now.Spaced))
        {
            name += ahead.Now.Word.ToUpperInvariant();
            ahead.Move();
        }
        if (name.Length == 0 || name[0] == '-')
            return null;
        cursor = ahead;
        return name;
    }
}
