namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds the names of streets, with the directions and suffixes that belong to them.</summary>
internal static class StreetReader
{
    /// <summary>"Calle 5", "Avenida De La Rosa".</summary>
    /// <param name="numbered">Whether its name is a number, after which that of the house must be marked.</param>
    public static PostalAddress? SpanishName(ref Cursor cursor, out bool numbered)
    {
        numbered = false;
        var ahead = cursor;
        if (!AddressWords.NumberAfter.Contains(ahead.Now.Word))
            return null;
        var type = AddressWords.Prefixes.GetValueOrDefault(ahead.Now.Word, "Avenida");
        ahead.Move();
        ahead.EatGlued(".");
        if (ahead.Now.Kind == TokenKind.Digits)
        {
            numbered = true;
            type = $"{type} {AddressName.Ordinal(ref ahead) ?? AddressName.Digits(ref ahead)}";
        }
        else
        {
            var words = 0;
            for (; words < AddressName.Longest && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word) && !(words > 0 && IsNumberMark(ahead)); words++)
            {
                type = AddressName.Joined(type, ahead);
                ahead.Move();
            }
            if (words == 0)
                return null;
        }
        cursor = ahead;
        return new PostalAddress(Street: type);
    }

    private static bool IsNumberMark(Cursor cursor) => cursor.Now.Word is "no" or "num" or "numero" or "number" && cursor.Next.Kind is TokenKind.Digits or TokenKind.Mark;

    public static PostalAddress? PrefixedName(ref Cursor cursor)
    {
        var ahead = cursor;
        var direction = Direction(ref ahead);
        ahead.EatOne("el", "la");
        string? type = null;
        if (ahead.Eat("county", "road") || ahead.Eat("county", "rd"))
            type = "County Road";
        else if (ahead.Eat("state", "route") || ahead.Eat("state", "highway") || ahead.Eat("state", "road"))
            type = "State Route";
        else if (AddressWords.Prefixes.TryGetValue(ahead.Now.Word, out var prefix))
        {
            type = prefix;
            ahead.Move();
        }
        if (type is null)
            return null;
        ahead.EatGlued(".");
        var words = 0;
        for (; words < AddressName.Longest && (ahead.Now.Kind == TokenKind.Digits || (ahead.Now.Kind == TokenKind.Word && (AddressWords.IsName(ahead.Now.Word) || ahead.Now.Length == 1))) && !UnitReader.IsAhead(ahead); words++)
        {
            var digits = ahead.Now.Kind == TokenKind.Digits;
            type = digits ? $"{type} {AddressName.Ordinal(ref ahead) ?? AddressName.Digits(ref ahead)}" : AddressName.Joined(type, ahead);
            if (digits)
            {
                words++;
                break;
            }
            ahead.Move();
        }
        if (words == 0)
            return null;
        cursor = ahead;
        return new PostalAddress(Direction: direction, Street: type, DirectionAfter: DirectionAfter(ref cursor));
    }

    /// <summary>A name and its suffix, with directions. The last of several suffixes is the one ("park ave", "oak hill rd").</summary>
    /// <param name="sure">Whether the suffix is hardly ever another word.</param>
    public static PostalAddress? AmericanName(ref Cursor cursor, out bool sure)
    {
        sure = false;
        var ahead = cursor;
        var direction = Direction(ref ahead);
        string? name = null;
        for (var words = 0; words <= AddressName.Longest; words++)
        {
            if (name is not null && AddressWords.IsSuffix(ahead.Now, out var suffix, out sure))
            {
                var (before, longer) = (ahead, AddressName.Joined(name, ahead));
                ahead.Move();
                while (AddressWords.IsSuffix(ahead.Now, out var later, out var laterSure) && (laterSure || !sure))
                {
                    (suffix, name, sure) = (later, longer, laterSure);
                    longer = AddressName.Joined(name, ahead);
                    ahead.Move();
                }
                ahead.EatGlued(".");
                cursor = ahead;
                return new PostalAddress(Direction: direction, Street: name, Suffix: suffix, DirectionAfter: DirectionAfter(ref cursor));
            }
            if (AddressName.Ordinal(ref ahead) is { } ordinal)
            {
                name = name is null ? ordinal : $"{name} {ordinal}";
                continue;
            }
            var strong = false;
            // "I St", "T. St", "M.L. King Ave".
            var letter = ahead.Now is { Kind: TokenKind.Word, Length: 1 } && ((ahead.Next.IsMark('.') && !ahead.Next.Spaced) || (AddressWords.IsSuffix(ahead.Next, out _, out strong) && strong));
            var number = ahead.Now is { Kind: TokenKind.Digits, Length: <= 3 } && name is null && ahead.Next.Spaced && AddressWords.IsSuffix(ahead.Next, out _, out strong) && strong;
            if (!letter && !number && !(ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word)))
                return null;
            name = AddressName.Joined(name, ahead);
            ahead.Move();
            if (letter || AddressWords.IsParticle(ahead.Before.Word))
                ahead.EatGlued(".");
        }
        return null;
    }

    /// <summary>"450 W 23rd": a direction and an ordinal need no suffix. Nor does "123 Broadway".</summary>
    public static PostalAddress? NumberedName(ref Cursor cursor)
    {
        var ahead = cursor;
        var direction = Direction(ref ahead);
        var name = direction is null ? null : AddressName.Ordinal(ref ahead);
        if (name is null && ahead.Eat("broadway"))
            name = "Broadway";
        if (name is null)
            return null;
        cursor = ahead;
        return new PostalAddress(Direction: direction, Street: name, DirectionAfter: DirectionAfter(ref cursor));
    }

    /// <summary>"12 Alameda, Alder Falls, OR 97301": no suffix, but all of what else makes an address.</summary>
    public static PostalAddress? NameBeforePlace(ref Cursor cursor)
    {
        var ahead = cursor;
        string? name = null;
        for (var words = 0; words < 3 && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
        {
            name = AddressName.Joined(name, ahead);
            ahead.Move();
        }
        if (name is null || !ahead.Now.IsMark(','))
            return null;
        var place = ahead;
        if (LocalityReader.Read(ref place, new PostalAddress(), introduced: false) is not { City: not null, State: not null })
            return null;
        cursor = ahead;
        return new PostalAddress(Street: name);
    }

    /// <summary>"555 oak", "405 main apt 5": no suffix, but a name that hardly anything but a street has, where a clause ends or a unit follows.</summary>
    /// <param name="house">Where the house number stands: one of two digits or more that labels nothing.</param>
    public static PostalAddress? CommonName(ref Cursor cursor, Cursor house)
    {
        var ahead = cursor;
        var direction = Direction(ref ahead);
        if (house.Now.Length < 2 || DateNumbers.IsLabel(house.Before) || !AddressWords.IsCommonStreet(ahead.Now.Word))
            return null;
        var name = AddressName.Joined(null, ahead);
        ahead.Move();
        if (!ahead.AtEnd && !UnitReader.IsAhead(ahead) && ahead.Now.Word is not ("in" or "en"))
            return null;
        cursor = ahead;
        return new PostalAddress(Direction: direction, Street: name);
    }

    public static string? Direction(ref Cursor cursor)
    {
        var ahead = cursor;
        // "north st" is a street of that name, "north park st" one to the north.
        if (AddressWords.Direction(ahead.Now.Word) is not { } direction || (AddressWords.IsSuffix(ahead.Next, out _, out _) && !AddressWords.IsSuffix(ahead.Tokens[ahead.At + 2], out _, out _)))
            return null;
        ahead.Move();
        ahead.EatGlued(".");
        // "n.e." and "n e" are one direction.
        if (direction.Length == 1 && AddressWords.Direction(ahead.Now.Word) is { Length: 1 } second && ahead.Now.Length == 1 && !AddressWords.IsSuffix(ahead.Next, out _, out _))
        {
            direction += second;
            ahead.Move();
            ahead.EatGlued(".");
        }
        if (ahead.Now.Kind is not (TokenKind.Word or TokenKind.Digits))
            return null;
        cursor = ahead;
        return direction;
    }

    private static string? DirectionAfter(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.Eat(",");
        // "e" and "sur" are Spanish words too, and "12 oak st south of the river" tells no direction of the street.
        if (AddressWords.Direction(ahead.Now.Word) is not { } direction || (ahead.Now.Length > 2 && ahead.Next.Word is "of" or "de" or "del"))
            return null;
        ahead.Move();
        ahead.EatGlued(".");
        cursor = ahead;
        return direction;
    }
}
