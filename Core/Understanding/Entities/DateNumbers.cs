namespace CampaignBot.Core.Understanding.Entities;

/// <summary>What dates and times of both languages are made of: small numbers, years, dates in digits.</summary>
internal static class DateNumbers
{
    /// <summary>Before it a number names something: "measure 4", "room 12".</summary>
    public static bool IsLabel(Token before) => before.Word is "measure" or "measures" or "prop" or "props" or "proposition" or "amendment" or "question" or "number" or "no" or "numero" or "nº" or "#" or "$" or "district" or "ward"
        or "precinct" or "room" or "apt" or "unit" or "bus" or "line" or "route" or "page" or "option" or "step" or "ballot" or "medida" or "propuesta" or "proposicion" or "pregunta" or "distrito" or "linea" or "opcion" or "paso" or "salon"
        or "casilla" or "pagina" or "item" or "initiative" or "iniciativa" or "grade" or "chapter" or "version" or "form" or "bond" or "section" or "seccion";

    /// <summary>Passes over a number up to 999 in digits or words, or an article that counts one.</summary>
    public static bool EatCount(ref Cursor cursor, bool spanish, out int count)
    {
        if (cursor.EatDigits(3, 0, 999, out count))
            return true;
        var ahead = cursor;
        count = 1;
        if (!spanish && ahead.EatOne("a", "an"))
        {
            if (ahead.Eat("couple", "of") || ahead.Eat("couple"))
                count = 2;
            cursor = ahead;
            return true;
        }
        if (spanish && ahead.Eat("un", "par", "de"))
        {
            (cursor, count) = (ahead, 2);
            return true;
        }
        if (!NumberWords.Of(spanish).Eat(ref ahead, out var value) || value > 999)
            return false;
        (cursor, count) = (ahead, (int)value);
        return true;
    }

    /// <summary>Passes over a day of the month, which counts nothing itself ("may 2 people").</summary>
    public static bool EatDay(ref Cursor cursor, bool spanish, out int day)
    {
        var ahead = cursor;
        if (!ahead.EatDigits(2, 1, 31, out day))
        {
            var words = NumberWords.Of(spanish);
            if (words.Ordinals.TryGetValue(ahead.Now.Word, out day))
                ahead.Move();
            else if (words.Eat(ref ahead, out var value) && value is >= 1 and <= 31)
                day = (int)value;
            else
                return false;
            if (!spanish && day is 20 or 30 && ahead.Eat("-", "first"))
                day++;
        }
        else
        {
            ahead.EatGlued("st", "nd", "rd", "th", "º", "°", "o");
        }
        if (Counting.IsCounted(ahead.Now) || ahead.Now is { Spaced: false, Word: ":" or "/" or "%" })
            return false;
        cursor = ahead;
        return true;
    }

    /// <summary>Passes over a year of four digits.</summary>
    public static int? Year(ref Cursor cursor) => cursor.Now.Length == 4 && cursor.EatDigits(4, 1900, 2199, out var year) ? year : null;

    /// <summary>
    /// "11/7", "11-7-2026", "11.7.26", "2026-11-07". English puts the month first; Spanish the day, though in the United States not
    /// always, so the other way is given as well where there is one. "24/7" and fractions are no dates.
    /// </summary>
    public static Days? InDigits(ref Cursor cursor, bool spanish, Calendar calendar)
    {
        if (cursor.Now.Kind != TokenKind.Digits || IsLabel(cursor.Before) || (!cursor.Now.Spaced && cursor.Before.Kind == TokenKind.Mark && cursor.Before.Word[0] is '/' or '-' or '.'))
            return null;
        var ahead = cursor;
        Days? days;
        if (Year(ref ahead) is { } iso && ahead.EatGlued("-") && ahead.EatDigits(2, 1, 12, out var isoMonth) && ahead.EatGlued("-") && ahead.EatDigits(2, 1, 31, out var isoDay))
        {
            days = calendar.Date(iso, isoMonth, isoDay);
        }
        else
        {
            ahead = cursor;
            if (!ahead.EatDigits(2, 1, 31, out var first))
                return null;
            var mark = ahead.Now.Word;
            if (!ahead.EatGlued("/", "-", ".") || ahead.Now.Spaced || !ahead.EatDigits(2, 1, 31, out var second))
                return null;
            int? year = null;
            var withYear = ahead;
            if (withYear.EatGlued(mark) && !withYear.Now.Spaced)
            {
                year = Year(ref withYear) ?? (withYear.Now.Length == 2 && withYear.EatDigits(2, 0, 99, out var inCentury) ? 2000 + inCentury : null);
                if (year is null)
                    return null;
                ahead = withYear;
            }
            if (year is null && (mark != "/" || (first, second) is (24, 7) || (first < second && second <= 4 && !IsDated(cursor.Before))))
                return null;
            var (month, day) = (spanish && second <= 12) || first > 12 ? (second, first) : (first, second);
            days = calendar.Date(year, month, day);
            if (spanish && days is not null && month != day && day <= 12)
                days = days with { Otherwise = calendar.Date(year, day, month) };
        }
        if (ahead.Now is { Spaced: false, Kind: TokenKind.Digits or TokenKind.Word } or { Spaced: false, Word: "/" or "%" })
            return null;
        if (days is not null)
            cursor = ahead;
        return days;
    }

    private static bool IsDated(Token before) => before.Word is "on" or "by" or "before" or "after" or "until" or "till" or "since" or "for" or "el" or "del" or "hasta" or "desde" or "para";
}
