using System.Globalization;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds numbers in digits and words, cardinal and ordinal, "a dozen" and "half an hour"; not articles ("un voto"), nor
/// words that only look like numbers ("no one", "wait a second", "medio ambiente"), nor texting ("want 2 vote").
/// </summary>
internal static class NumberReader
{
    private static readonly string[] HalfThings = ["hora", "dia", "ano", "kilo", "litro", "milla", "galon", "pagina", "precio", "manzana", "mes", "siglo", "vuelta", "cuadra", "docena", "millon"];

    public static int Read(Cursor at, bool spanish, out EntityValue? value)
    {
        var cursor = at;
        var number = at.Now.Kind switch
        {
            TokenKind.Digits => InDigits(ref cursor, spanish),
            TokenKind.Word => spanish ? InSpanish(ref cursor) : InEnglish(ref cursor),
            _ => null,
        };
        value = number;
        return number is null ? 0 : cursor.At;
    }

    private static Number? InDigits(ref Cursor cursor, bool spanish)
    {
        var (before, now) = (cursor.Before, cursor.Now);
        if (now.Length > 15 || (!now.Spaced && (before.Kind is TokenKind.Word || (before.Kind == TokenKind.Mark && before.Word[0] is '/' or ':' or '_' or '@' or '.'))))
            return null;
        if (IsTexting(cursor))
            return null;
        var ahead = cursor;
        ahead.Move();
        if (!ahead.Now.Spaced && IsOrdinalEnding(ahead.Now.Word, spanish))
        {
            ahead.Move();
            cursor = ahead;
            return new Number(Whole(now.Word), IsOrdinal: true);
        }
        if (ahead.Now is { Spaced: false, Word: "/" })
            return Fraction(ref cursor);
        var number = Grouped(ref ahead, now.Word, spanish);
        if (ahead.Now is { Spaced: false, Kind: TokenKind.Word } && ahead.Now.Word is not ("k" or "m" or "mil" or "million" or "pm" or "am"))
            return null;
        number *= Multiplier(ref ahead, spanish);
        if (ahead.Eat("and", "a", "half") || ahead.Eat("y", "medio") || ahead.Eat("y", "media"))
            number += 0.5m;
        cursor = ahead;
        return new Number(number);
    }

    /// <summary>"I want 2 vote", "4 me": digits that stand for words.</summary>
    private static bool IsTexting(Cursor cursor) => cursor.Now.Word switch
    {
        "2" => cursor.Next.Word is "vote" or "go" or "register" or "donate" or "know" or "get" or "be" or "see" or "do" or "help" or "the" or "my" or "ask" or "make" or "sign" or "speak" or "talk" or "volunteer" or "me" or "u",
        "4" => cursor.Next.Word is "me" or "the" or "my" or "you" or "u" or "ur" or "this" or "it" or "who" or "what" or "sure" or "real" or "that" or "now",
        _ => false,
    };

    private static bool IsOrdinalEnding(string word, bool spanish) => spanish
        ? word is "º" or "ª" or "°" or "o" or "a" or "er" or "ro" or "ra" or "do" or "da" or "to" or "ta" or "mo" or "ma" or "vo" or "va" or "no" or "na" or "th" or "st" or "nd" or "rd"
        : word is "st" or "nd" or "rd" or "th";

    private static Number? Fraction(ref Cursor cursor)
    {
        var ahead = cursor;
        if (!ahead.EatDigits(1, 1, 3, out var over) || !ahead.EatGlued("/") || ahead.Now.Spaced || !ahead.EatDigits(1, 2, 4, out var under) || over >= under || ahead.Now is { Spaced: false, Word: "/" })
            return null;
        cursor = ahead;
        return new Number((decimal)over / under);
    }

    /// <summary>
    /// A separator with three digits after it groups thousands, be it point (Spanish) or comma (both, as Spanish in the United States has it);
    /// what else follows one is a fraction.
    /// </summary>
    private static decimal Grouped(ref Cursor cursor, string digits, bool spanish)
    {
        var separator = "";
        while (cursor.Now is { Kind: TokenKind.Mark, Spaced: false, Word: "," or "." } && cursor.Next is { Kind: TokenKind.Digits, Spaced: false })
        {
            var (mark, next) = (cursor.Now.Word, cursor.Next.Word);
            var groups = next.Length == 3 && digits[0] != '0' && (mark == "," || spanish) && (separator.Length > 0 || digits.Length <= 3) && (separator.Length == 0 || separator == mark);
            if (groups && digits.Length + 3 <= 15)
            {
                (digits, separator) = (digits + next, mark);
                cursor.Move(2);
                continue;
            }
            if (mark == separator || (mark == "," && !spanish) || next.Length > 9)
                break;
            cursor.Move(2);
            return decimal.Parse($"{digits}.{next}", CultureInfo.InvariantCulture);
        }
        return Whole(digits);
    }

    private static decimal Whole(string digits) => decimal.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static decimal Multiplier(ref Cursor cursor, bool spanish)
    {
        var scale = cursor.Now.Word switch
        {
            "k" when !cursor.Now.Spaced => 1_000m,
            "hundred" => 100m,
            var word => NumberWords.Of(spanish).Scales.GetValueOrDefault(word, 1),
        };
        if (scale > 1)
            cursor.Move();
        return scale;
    }

    private static Number? InEnglish(ref Cursor cursor)
    {
        var ahead = cursor;
        if (ahead.Eat("half", "a", "dozen"))
            return Kept(ref cursor, ahead, 6);
        if (ahead.Eat("a", "dozen") || ahead.Eat("dozen"))
            return Kept(ref cursor, ahead, 12);
        if (ahead.Eat("a", "couple") || ahead.Eat("a", "pair") || (ahead.Eat("couple") && ahead.Now.Word is "hundred" or "thousand" or "of"))
        {
            var hundreds = ahead;
            hundreds.EatOne("of");
            return hundreds.EatOne("hundred", "thousand") ? Kept(ref cursor, hundreds, hundreds.Before.Word == "hundred" ? 200 : 2_000) : Kept(ref cursor, ahead, 2);
        }
        if (ahead.Eat("half"))
            return ahead.Now.Word is "a" or "an" or "of" or "the" ? Kept(ref cursor, ahead, 0.5m) : null;
        if (cursor.Now.Word == "one" && !IsOne(cursor))
            return null;
        if (NumberWords.English.Ordinals.TryGetValue(cursor.Now.Word, out var ordinal))
            return IsEnglishOrdinal(cursor) ? Ordinal(ref cursor, ordinal) : null;
        if (!NumberWords.English.Eat(ref ahead, out var value))
            return null;
        if (value is >= 20 and < 100 && value % 10 == 0)
        {
            // "twenty-first" is one number.
            var more = ahead;
            more.Eat("-");
            if (NumberWords.English.Ordinals.TryGetValue(more.Now.Word, out var last) && last < 10)
            {
                cursor = more;
                return Ordinal(ref cursor, (int)value + last);
            }
        }
        if (ahead.Eat("dozen"))
            value *= 12;
        return Kept(ref cursor, ahead, value + (ahead.Eat("and", "a", "half") ? 0.5m : 0));
    }

    /// <summary>"no one", "this one", "the second one", "one of them", "one day" count nothing.</summary>
    private static bool IsOne(Cursor cursor) =>
        (cursor.At == 0 || cursor.Before.Kind != TokenKind.End) && cursor.Before.Word is not ("no" or "this" or "that" or "the" or "which" or "each" or "every" or "any" or "some" or "another" or "other" or "next" or "last" or "right" or "wrong" or "good" or "big" or "old" or "new" or "loved" or "a")
        && cursor.Next.Word is not ("of" or "another" or "day" or "s" or "who" or "that" or "thing" or "can" or "should" or "has" or "must" or "second" or "sec" or "minute" or "moment");

    private static bool IsEnglishOrdinal(Cursor cursor)
    {
        var (before, next) = (cursor.Before.Word, cursor.Next.Word);
        return cursor.Now.Word switch
        {
            "second" => (before is "the" or "my" or "your" or "his" or "her" or "our" or "their" or "every" or "this" or "that" or "for" or "") && next is not ("hand" or "guess" or "thought" or "thoughts") && cursor.Next.Kind == TokenKind.Word,
            "first" => before is not ("at" or "name") && next is not ("name" or "names" or "of" or "aid" or "responders" or "responder" or "lady"),
            "third" or "fourth" or "fifth" => before is not ("a" or "one" or "two" or "three"),
            _ => true,
        };
    }

    private static Number? InSpanish(ref Cursor cursor)
    {
        var ahead = cursor;
        if (ahead.Eat("media", "docena"))
            return Kept(ref cursor, ahead, 6);
        if (ahead.Eat("una", "docena") || ahead.EatOne("docena"))
            return Kept(ref cursor, ahead, 12);
        if (ahead.Eat("un", "par"))
        {
            var hundreds = ahead;
            return hundreds.Eat("de") && hundreds.EatOne("cientos", "miles") ? Kept(ref cursor, hundreds, hundreds.Before.Word == "cientos" ? 200 : 2_000) : Kept(ref cursor, ahead, 2);
        }
        if (ahead.EatOne("medio", "media"))
            return cursor.Before.Word is not ("por" or "en" or "y") && (HalfThings.Contains(ahead.Now.Word, StringComparer.Ordinal) || (cursor.At == 0 && ahead.Now.Kind == TokenKind.End)) ? Half(ref cursor, ahead) : null;
        if (NumberWords.Spanish.Ordinals.TryGetValue(cursor.Now.Word, out var ordinal))
            return IsSpanishOrdinal(cursor) ? Ordinal(ref cursor, ordinal) : null;
        if (cursor.Now.Word is "ciento" or "cien" && cursor.Before.Word == "por")
            return null;
        var article = cursor.Now.Word is "un" or "una" or "uno";
        if (!NumberWords.Spanish.Eat(ref ahead, out var value) || (article && value == 1 && (cursor.Now.Word != "uno" || cursor.Before.Word is "cada" or "de" or "que" || ahead.Now.Word is "de" or "mismo")))
            return null;
        if (ahead.EatOne("docenas"))
            value *= 12;
        return Kept(ref cursor, ahead, value + (ahead.Eat("y", "medio") || ahead.Eat("y", "media") ? 0.5m : 0));
    }

    private static Number Half(ref Cursor cursor, Cursor ahead) => ahead.Eat("millon") ? Kept(ref cursor, ahead, 500_000) : Kept(ref cursor, ahead, 0.5m);

    private static bool IsSpanishOrdinal(Cursor cursor) => cursor.Now.Word switch
    {
        "segundo" => cursor.Before.Word is "el" or "mi" or "su" or "tu" or "este" or "lo" || cursor.At == 0 && cursor.Next.Kind == TokenKind.Word,
        "primero" or "primera" or "primer" => cursor.Before.Word is "el" or "la" or "mi" or "su" or "por" or "en" or "es" or "lo" or "" && cursor.Next.Word is not ("nombre" or "que" or "dama") && (cursor.Now.Word != "primero" || cursor.Before.Word is "el" or "lo"),
        "cuarto" => cursor.Before.Word is "el" && cursor.Next.Kind == TokenKind.Word && !WordForms.Spanish.IsCommon(cursor.Next.Word),
        "tercera" => cursor.Next.Word != "edad",
        "cuarta" or "quinta" => cursor.Before.Word is "la" or "mi" or "su",
        _ => true,
    };

    private static Number Kept(ref Cursor cursor, Cursor ahead, decimal value)
    {
        cursor = ahead;
        return new Number(value);
    }

    private static Number Ordinal(ref Cursor cursor, int value)
    {
        cursor.Move();
        return new Number(value, IsOrdinal: true);
    }
}
