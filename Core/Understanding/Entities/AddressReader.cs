using System.Globalization;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds postal addresses: a house number with a street ("12 n oak st apt 3"), a Spanish one with the number after it
/// ("calle 5 #12"), a corner ("esquina de Main y 5th"), a post office box; each with the city, state and ZIP that follow.
/// </summary>
internal static class AddressReader
{
    private const int LongestName = 4;

    public static int Read(Cursor at, out EntityValue? value)
    {
        var cursor = at;
        var address = Box(ref cursor) ?? Corner(ref cursor) ?? NumberAfter(ref cursor) ?? NumberFirst(ref cursor);
        value = address;
        return address is null ? 0 : cursor.At;
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
        return Locality(ref cursor, new PostalAddress(Box: box), introduced: false);
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
        if (CornerStreet(ref ahead, cued) is not { } first || !ahead.EatOne("and", "&", "y", "e", "con", "n") || CornerStreet(ref ahead, true) is not { } second)
            return null;
        cursor = ahead;
        return Locality(ref cursor, new PostalAddress(Direction: first.Direction, Street: first.Street, Suffix: first.Suffix, CrossStreet: second.StreetLine), introduced: false);
    }

    /// <param name="bare">Whether it may come without a suffix.</param>
    private static PostalAddress? CornerStreet(ref Cursor cursor, bool bare)
    {
        var ahead = cursor;
        var named = SpanishName(ref ahead, out _);
        if (named is null && AmericanName(ref ahead, out var sure) is { } american && (sure || bare))
            named = american;
        if (named is null && bare)
        {
            ahead = cursor;
            var direction = Direction(ref ahead);
            var name = Ordinal(ref ahead);
            if (name is null)
            {
                for (var words = 0; words < LongestName && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
                {
                    name = Joined(name, ahead);
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
        if (SpanishName(ref ahead, out var numbered) is not { } address)
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

    /// <summary>"Calle 5", "Avenida De La Rosa".</summary>
    /// <param name="numbered">Whether its name is a number, after which that of the house must be marked.</param>
    private static PostalAddress? SpanishName(ref Cursor cursor, out bool numbered)
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
            type = $"{type} {Ordinal(ref ahead) ?? Digits(ref ahead)}";
        }
        else
        {
            var words = 0;
            for (; words < LongestName && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word) && !(words > 0 && IsNumberMark(ahead)); words++)
            {
                type = Joined(type, ahead);
                ahead.Move();
            }
            if (words == 0)
                return null;
        }
        cursor = ahead;
        return new PostalAddress(Street: type);
    }

    private static bool IsNumberMark(Cursor cursor) => cursor.Now.Word is "no" or "num" or "numero" or "number" && cursor.Next.Kind is TokenKind.Digits or TokenKind.Mark;

    private static PostalAddress? NumberFirst(ref Cursor cursor)
    {
        var ahead = cursor;
        if (House(ref ahead) is not { } house)
            return null;
        ahead.Eat(",");
        var start = ahead;
        var address = PrefixedName(ref ahead);
        var sure = address is not null;
        address ??= AmericanName(ref ahead, out sure);
        if (address is null)
        {
            address = NumberedName(ref ahead) ?? NameBeforePlace(ref ahead);
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
        else if (ahead.Now is { Word: "-", Spaced: false } && ahead.Next is { Kind: TokenKind.Digits, Length: <= 3, Spaced: false })
        {
            house += $"-{ahead.Next.Word}";
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

    private static PostalAddress? PrefixedName(ref Cursor cursor)
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
        for (; words < LongestName && (ahead.Now.Kind == TokenKind.Digits || (ahead.Now.Kind == TokenKind.Word && (AddressWords.IsName(ahead.Now.Word) || ahead.Now.Length == 1))) && !IsUnit(ahead); words++)
        {
            var digits = ahead.Now.Kind == TokenKind.Digits;
            type = digits ? $"{type} {Ordinal(ref ahead) ?? Digits(ref ahead)}" : Joined(type, ahead);
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
    private static PostalAddress? AmericanName(ref Cursor cursor, out bool sure)
    {
        sure = false;
        var ahead = cursor;
        var direction = Direction(ref ahead);
        string? name = null;
        for (var words = 0; words <= LongestName; words++)
        {
            if (name is not null && AddressWords.IsSuffix(ahead.Now, out var suffix, out sure))
            {
                var (before, longer) = (ahead, Joined(name, ahead));
                ahead.Move();
                while (AddressWords.IsSuffix(ahead.Now, out var later, out var laterSure) && (laterSure || !sure))
                {
                    (suffix, name, sure) = (later, longer, laterSure);
                    longer = Joined(name, ahead);
                    ahead.Move();
                }
                ahead.EatGlued(".");
                cursor = ahead;
                return new PostalAddress(Direction: direction, Street: name, Suffix: suffix, DirectionAfter: DirectionAfter(ref cursor));
            }
            if (Ordinal(ref ahead) is { } ordinal)
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
            name = Joined(name, ahead);
            ahead.Move();
            if (letter || AddressWords.IsParticle(ahead.Before.Word))
                ahead.EatGlued(".");
        }
        return null;
    }

    /// <summary>"450 W 23rd": a direction and an ordinal need no suffix. Nor does "123 Broadway".</summary>
    private static PostalAddress? NumberedName(ref Cursor cursor)
    {
        var ahead = cursor;
        var direction = Direction(ref ahead);
        var name = direction is null ? null : Ordinal(ref ahead);
        if (name is null && ahead.Eat("broadway"))
            name = "Broadway";
        if (name is null)
            return null;
        cursor = ahead;
        return new PostalAddress(Direction: direction, Street: name, DirectionAfter: DirectionAfter(ref cursor));
    }

    /// <summary>"12 Alameda, Alder Falls, OR 97301": no suffix, but all of what else makes an address.</summary>
    private static PostalAddress? NameBeforePlace(ref Cursor cursor)
    {
        var ahead = cursor;
        string? name = null;
        for (var words = 0; words < 3 && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
        {
            name = Joined(name, ahead);
            ahead.Move();
        }
        if (name is null || !ahead.Now.IsMark(','))
            return null;
        var place = ahead;
        if (Locality(ref place, new PostalAddress(), introduced: false) is not { City: not null, State: not null })
            return null;
        cursor = ahead;
        return new PostalAddress(Street: name);
    }

    private static PostalAddress Rest(ref Cursor cursor, PostalAddress address, bool introduced) =>
        Locality(ref cursor, address with { Unit = Unit(ref cursor) }, introduced);

    private static string? Direction(ref Cursor cursor)
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

    private static bool IsUnit(Cursor cursor) => cursor.Now.IsMark('#') || (AddressWords.Units.ContainsKey(cursor.Now.Word) && cursor.Next.Kind is not TokenKind.End);

    private static string? Unit(ref Cursor cursor)
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
        if (Ordinal(ref ahead) is not { } ordinal || !ahead.EatOne("fl", "floor", "piso"))
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

    /// <summary>City, state and ZIP as far as they follow.</summary>
    /// <param name="introduced">Whether an address is what the clause tells: then its end may be a city without comma or capitals.</param>
    private static PostalAddress Locality(ref Cursor cursor, PostalAddress address, bool introduced)
    {
        var ahead = cursor;
        var comma = ahead.EatOne(",", "\n");
        if (!comma)
            comma = ahead.Now.IsMark('.') && ahead.Next.Kind == TokenKind.Word && ahead.Eat(".");
        var linked = !comma && ahead.EatOne("in", "en");
        if (!linked && StateAndZip(ref ahead, comma) is { } here)
        {
            cursor = ahead;
            return address with { State = here.State, Zip = here.Zip };
        }
        var (city, capitals) = ("", true);
        var start = ahead.At;
        for (var words = 0; words < LongestName && ahead.Now.Kind == TokenKind.Word && AddressWords.IsName(ahead.Now.Word); words++)
        {
            capitals &= ahead.Tokens.IsCapital(ahead.At);
            city = Joined(city.Length == 0 ? null : city, ahead);
            ahead.Move();
            if (AddressWords.IsParticle(ahead.Before.Word))
                ahead.EatGlued(".");
            var after = ahead;
            var between = after.EatOne(",", "\n");
            if (StateAndZip(ref after, between) is { } place)
            {
                cursor = after;
                return address with { City = city, State = place.State, Zip = place.Zip };
            }
        }
        if (ahead.At > start && ahead.AtEnd && (comma || capitals || (introduced && !linked)))
        {
            cursor = ahead;
            return address with { City = city };
        }
        return address;
    }

    private static (string? State, string? Zip)? StateAndZip(ref Cursor cursor, bool comma)
    {
        var ahead = cursor;
        var state = State(ref ahead, out var unmistakable);
        var afterState = ahead;
        ahead.Eat(",");
        if (ahead.EatOne("zip", "zipcode", "cp") || ahead.Eat("codigo", "postal"))
        {
            ahead.EatOne("code");
            ahead.EatOne("is", "es", ":");
        }
        if (ZipReader.Eat(ref ahead, out var zip) && !Counting.IsCounted(ahead.Now))
        {
            cursor = ahead;
            return (state, zip.Plus4 is null ? zip.Zip : $"{zip.Zip}-{zip.Plus4}");
        }
        if (state is null || !(unmistakable || comma || afterState.Now.Kind == TokenKind.End))
            return null;
        cursor = afterState;
        return (state, null);
    }

    /// <param name="unmistakable">Whether it can't be another word: "or" and "in" are Oregon and Indiana in capitals only.</param>
    private static string? State(ref Cursor cursor, out bool unmistakable)
    {
        unmistakable = true;
        if (AddressWords.LongStates.TryGetValue($"{cursor.Now.Word} {cursor.Next.Word}", out var state))
        {
            cursor.Move(2);
            return state;
        }
        if (cursor.Eat("d", ".", "c") || cursor.Eat("d", "c"))
        {
            cursor.EatGlued(".");
            return "DC";
        }
        // Of "Washington, DC" it is the city.
        var next = cursor.Next.IsMark(',') ? cursor.Tokens[cursor.At + 2] : cursor.Next;
        if (cursor.Now.Kind != TokenKind.Word || !AddressWords.States.TryGetValue(cursor.Now.Word, out state) || (state == "WA" && next.Word is "dc" or "d"))
            return null;
        unmistakable = cursor.Now.Length > 2 || cursor.Tokens.IsUpper(cursor.At) || !(WordForms.English.IsCommon(cursor.Now.Word) || WordForms.Spanish.IsCommon(cursor.Now.Word) || cursor.Now.Word is "hi" or "ok" or "oh" or "pa" or "ma" or "id");
        cursor.Move();
        return state;
    }

    /// <summary>Whether what stands before tells that an address comes.</summary>
    private static bool Introduces(Cursor cursor) =>
        cursor.Before.Word is "at" or "address" or "en" or "direccion" or "el" or ":" || (cursor.Before.Word is "is" or "es" && new Cursor(cursor.Tokens, cursor.At - 1).Before.Word is "address" or "direccion");

    private static bool IsCapitalised(Cursor name) => name.Now.Kind == TokenKind.Word && name.Tokens.IsCapital(name.At) && name.Next.Kind == TokenKind.Word && name.Tokens.IsCapital(name.At + 1);

    private static string? Ordinal(ref Cursor cursor)
    {
        if (cursor.Now is not { Kind: TokenKind.Digits, Length: <= 3 } || cursor.Next is not { Spaced: false, Word: "st" or "nd" or "rd" or "th" or "ta" or "ra" or "da" or "va" or "na" or "ma" })
            return null;
        var ordinal = cursor.Now.Word + cursor.Next.Word;
        cursor.Move(2);
        return ordinal;
    }

    private static string Digits(ref Cursor cursor)
    {
        var digits = cursor.Now.Word;
        cursor.Move();
        return digits;
    }

    /// <summary>A name with the next word, its first letter a capital.</summary>
    private static string Joined(string? name, Cursor cursor)
    {
        var written = cursor.Tokens.Between(cursor.At, cursor.At + 1);
        var word = char.ToUpperInvariant(written[0]) + (written.Length > 2 && cursor.Tokens.IsUpper(cursor.At) ? written[1..].ToLower(CultureInfo.InvariantCulture) : written[1..]);
        return name is null ? word : $"{name} {word}";
    }
}
