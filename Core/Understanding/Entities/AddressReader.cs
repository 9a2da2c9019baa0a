namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds postal addresses: a house number with a street ("12 n oak st apt 3"), a Spanish one with the number after it
/// ("calle 5 #12") or an English one so written ("mill street 12"), a corner ("esquina de Main y 5th"), a post office box; each with the city, state and ZIP that follow.
/// </summary>
internal static class AddressReader
{
    public static int Read(Cursor at, out EntityValue? value)
    {
        var cursor = at;
        var address = UnitFirst(ref cursor) ?? Box(ref cursor) ?? Corner(ref cursor) ?? NumberAfter(ref cursor) ?? NumberLast(ref cursor) ?? NumberFirst(ref cursor);
        value = address;
        return address is null ? 0 : cursor.At;
    }

    /// <summary>"Apt 5, 77 Birchwood Terrace".</summary>
    private static PostalAddress? UnitFirst(ref Cursor cursor)
    {
        var ahead = cursor;
        if (!AddressWords.Units.ContainsKey(ahead.Now.Word) || UnitReader.Read(ref ahead) is not { } unit)
            return null;
        ahead.Eat(",");
        if (NumberFirst(ref ahead) is not { Unit: null } address)
            return null;
        cursor = ahead;
        return address with { Unit = unit };
    }

    private static PostalAddress? Box(ref Cursor cursor)
    {
        var ahead = cursor;
        var begins = (ahead.EatOne("p", "po") && Dot(ref ahead) && (cursor.Now.Word == "po" || (ahead.Eat("o") && Dot(ref ahead))) && ahead.EatOne("box", "bx"))
            || Begins(ref ahead, cursor, "post", "office", "box") || Begins(ref ahead, cursor, "pobox")
            || Begins(ref ahead, cursor, "apartado", "postal") || Begins(ref ahead, cursor, "apartado") || Begins(ref ahead, cursor, "apdo", "postal") || Begins(ref ahead, cursor, "apdo");
        if (!begins)
            return null;
        ahead.EatGlued(".");
        ahead.EatOne("#", "no", "num", "numero");
        ahead.EatGlued(".");
        if (ahead.Now.Kind != TokenKind.Digits || ahead.Now.Length > 6)
            return null;
        var box = ahead.Now.Word;
        ahead.Move();
        cursor = ahead;
        return LocalityReader.Read(ref cursor, new PostalAddress(Box: box), introduced: false);
    }

    private static bool Begins(ref Cursor ahead, Cursor from, params ReadOnlySpan<string> words)
    {
        ahead = from;
        return ahead.Eat(words);
    }

    private static bool Dot(ref Cursor cursor)
    {
        cursor.EatGlued(".");
        return true;
    }

    private static PostalAddress? Corner(ref Cursor cursor)
    {
        var ahead = cursor;
        var cued = ahead.Eat("corner", "of") || ahead.Eat("intersection", "of") || ahead.Eat("esquina", "de") || ahead.Eat("esquina", "con") || ahead.Eat("cruce", "de") || ahead.Eat("entre", "calle");
        if (cued)
            ahead.EatOne("la", "las", "los");
        if (CornerStreet(ref ahead, cued) is not { } first || !ahead.EatOne("and", "&", "y", "e", "con", "n") || SecondStreet(ref ahead) is not { } second)
            return null;
        cursor = ahead;
        return LocalityReader.Read(ref cursor, new PostalAddress(Direction: first.Direction, Street: first.Street, Suffix: first.Suffix, CrossStreet: second.StreetLine), introduced: false);
    }

    private static PostalAddress? SecondStreet(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.EatOne("la", "el");
        if (CornerStreet(ref ahead, bare: true) is not { } street)
            return null;
        cursor = ahead;
        return street;
    }

    /// <param name="bare">Whether it may come without a suffix.</param>
    private static PostalAddress? CornerStreet(ref Cursor cursor, bool bare)
    {
        var ahead = cursor;
        var named = StreetReader.SpanishName(ref ahead, out _);
        if (named is null && StreetReader.AmericanName(ref ahead, out var sure) is { } american && (sure || bare))
            named = american;
        if (named is null && bare)
        {
            ahead = cursor;
            var direction = StreetReader.Direction(ref ahead);
            var name = AddressName.Ordinal(ref ahead);
            if (name is null)
            {
                for (var words = 0; words < AddressName.Longest && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
                {
                    name = AddressName.Joined(name, ahead);
                    ahead.Move();
                }
            }
            named = name is null ? null : new PostalAddress(Direction: direction, Street: name);
        }
        if (named is not null)
            cursor = ahead;
        return named;
    }

    private static PostalAddress? NumberAfter(ref Cursor cursor)
    {
        var ahead = cursor;
        if (StreetReader.SpanishName(ref ahead, out var numbered) is not { } address)
            return null;
        ahead.Eat(",");
        var marked = ahead.EatOne("#", "no", "num", "numero", "nº", "number");
        ahead.EatGlued(".", "º", "°");
        // Five digits are a ZIP code there.
        if ((numbered && !marked) || (!marked && ahead.Now.Length > 4) || House(ref ahead) is not { } house)
            return null;
        cursor = ahead;
        return Rest(ref cursor, address with { House = house }, introduced: true);
    }

    /// <summary>"Mill street 12", as Spanish speakers put the number last: where a clause ends, or a town or unit follows.</summary>
    private static PostalAddress? NumberLast(ref Cursor cursor)
    {
        var ahead = cursor;
        if (cursor.Before.Kind == TokenKind.Digits || StreetReader.AmericanName(ref ahead, out var sure) is not { } address || !sure)
            return null;
        ahead.Eat(",");
        ahead.EatOne("#", "no", "num", "numero", "nº", "number");
        ahead.EatGlued(".", "º", "°");
        if (ahead.Now.Length > 4 || House(ref ahead) is not { } house || ahead.Now.Word is "am" or "pm" or "a" or "p" or "oclock" or ":" || Counting.IsCounted(ahead.Now))
            return null;
        address = Rest(ref ahead, address with { House = house }, introduced: true);
        if (!ahead.AtEnd && address.City is null)
            return null;
        cursor = ahead;
        return address;
    }

    private static PostalAddress? NumberFirst(ref Cursor cursor)
    {
        var ahead = cursor;
        if (House(ref ahead) is not { } house)
            return null;
        ahead.Eat(",");
        // "El 415 de la calle Pino".
        var of = ahead;
        if (of.Eat("de", "la") && AddressWords.NumberAfter.Contains(of.Now.Word))
            ahead = of;
        var start = ahead;
        var address = StreetReader.PrefixedName(ref ahead);
        var sure = address is not null;
        address ??= StreetReader.AmericanName(ref ahead, out sure);
        if (address is null)
        {
            address = StreetReader.NumberedName(ref ahead) ?? StreetReader.NameBeforePlace(ref ahead) ?? StreetReader.CommonName(ref ahead, cursor);
            sure = address is not null;
        }
        if (address is null)
            return null;
        var nameEnd = ahead;
        var introduced = cursor.Before.Kind != TokenKind.Word || Introduces(cursor);
        address = Rest(ref ahead, address with { House = house }, introduced);
        sure = sure || ahead.At > nameEnd.At || IsCapitalised(start) || Introduces(cursor) || (cursor.At == 0 && nameEnd.AtEnd);
        if (!sure)
            return null;
        cursor = ahead;
        return address;
    }

    /// <summary>The number of a house: "12", "12B", "37-12", "12 1/2".</summary>
    private static string? House(ref Cursor cursor)
    {
        var (now, before) = (cursor.Now, cursor.Before);
        if (now.Kind != TokenKind.Digits || now.Length > 6 || (!now.Spaced && before.Kind is not TokenKind.End && !(before.Kind == TokenKind.Mark && before.Word[0] is ',' or ':' or '(' or '#' or '"' or '\n' or '.' or 'º' or '°')))
            return null;
        var ahead = cursor;
        ahead.Move();
        var house = now.Word;
        if (ahead.Now is { Kind: TokenKind.Word, Spaced: false, Length: 1 })
        {
            house += ahead.Now.Word.ToUpperInvariant();
            ahead.Move();
        }
        else if (ahead.Now is { Word: "-", Spaced: false } && ahead.Next is { Kind: TokenKind.Digits, Length: <= 3, Spaced: false } or { Kind: TokenKind.Word, Length: 1, Spaced: false })
        {
            house += $"-{ahead.Next.Word.ToUpperInvariant()}";
            ahead.Move(2);
        }
        else if (ahead.Now.Kind != TokenKind.End && !ahead.Now.Spaced && !ahead.Now.IsMark(',') && !ahead.Now.IsMark('\n') && !ahead.AtEnd && !ahead.Now.IsMark('#'))
        {
            return null;
        }
        if (ahead.Eat("1", "/", "2"))
            house += " 1/2";
        cursor = ahead;
        return house;
    }

    private static PostalAddress Rest(ref Cursor cursor, PostalAddress address, bool introduced) =>
        LocalityReader.Read(ref cursor, address with { Unit = UnitReader.Read(ref cursor) }, introduced);

    /// <summary>Whether what stands before tells that an address comes.</summary>
    private static bool Introduces(Cursor cursor) =>
        cursor.Before.Word is "at" or "address" or "en" or "direccion" or "el" or ":" || (cursor.Before.Word is "is" or "es" && new Cursor(cursor.Tokens, cursor.At - 1).Before.Word is "address" or "direccion");

    private static bool IsCapitalised(Cursor name) => name.Now.Kind == TokenKind.Word && name.Tokens.IsCapital(name.At) && name.Next.Kind == TokenKind.Word && name.Tokens.IsCapital(name.At + 1);
}
