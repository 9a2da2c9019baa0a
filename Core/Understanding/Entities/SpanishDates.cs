namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Days as Spanish names them. "El próximo sábado" and "el sábado que viene" are the first after today; "el sábado" may be today.</summary>
internal static class SpanishDates
{
    public static Days? Read(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("el", "del", "al", "los");
        var days = Election(ref ahead, calendar) ?? NthWeekday(ref ahead, calendar) ?? InEight(ref ahead, calendar) ?? WeekdayNamed(ref ahead, calendar) ?? OfMonth(ref ahead, calendar);
        if (days is null)
        {
            ahead = cursor;
            days = Relative(ref ahead, calendar) ?? Counted(ref ahead, calendar) ?? OfMonth(ref ahead, calendar) ?? Span(ref ahead, calendar) ?? DayNumbered(ref ahead, calendar) ?? InDigits(ref ahead, calendar);
        }
        if (days is not null)
            cursor = ahead;
        return days;
    }

    /// <summary>"el día de la elección", "la víspera de las elecciones", "navidad".</summary>
    private static Days? Election(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("la", "un");
        Days? days = null;
        var eve = ahead.Eat("vispera", "de") || ahead.Eat("dia", "antes", "de");
        if ((eve || ahead.Eat("dia", "de")) && (ahead.Eat("la", "eleccion") || ahead.Eat("las", "elecciones") || ahead.Eat("elecciones")))
            days = calendar.Election(eve ? -1 : 0);
        else if (!eve && calendar.Holiday(ahead.Now.Word) is { } holiday)
        {
            days = holiday;
            ahead.Move();
        }
        if (days is not null)
            cursor = ahead;
        return days;
    }

    /// <summary>"el primer sábado de noviembre", "el último viernes de octubre".</summary>
    private static Days? NthWeekday(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        int? nth = ahead.Now.Word == "ultimo" ? 0 : NumberWords.Spanish.Ordinals.TryGetValue(ahead.Now.Word, out var ordinal) && ordinal <= 5 ? ordinal : null;
        if (nth is null)
            return null;
        ahead.Move();
        if (Weekday(ref ahead, true) is not { } day || !ahead.EatOne("de", "en") || MonthOf(ref ahead) is not { } month)
            return null;
        cursor = ahead;
        return calendar.NthOf(nth.Value, day, month);
    }

    /// <summary>"de hoy en ocho", "de mañana en quince": one week, two weeks later, as the first day counts.</summary>
    private static Days? InEight(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("de");
        if (!ahead.EatOne("hoy", "manana"))
            return null;
        var from = ahead.Before.Word == "hoy" ? 0 : 1;
        if (!ahead.Eat("en") || !ahead.EatOne("ocho", "8", "quince", "15"))
            return null;
        var days = ahead.Before.Word is "ocho" or "8" ? 7 : 14;
        ahead.EatOne("dias");
        cursor = ahead;
        return calendar.Day(from + days);
    }

    private static Days? InDigits(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("el", "dia");
        ahead.EatOne("dia");
        if (DateNumbers.InDigits(ref ahead, true, calendar) is not { } days)
            return null;
        cursor = ahead;
        return days;
    }

    private static Days? Relative(ref Cursor cursor, Calendar calendar)
    {
        if (cursor.Eat("pasado", "manana"))
            return calendar.Day(2);
        if (cursor.EatOne("anteayer", "antier") || cursor.Eat("antes", "de", "ayer"))
            return calendar.Day(-2);
        if (cursor.EatOne("hoy"))
            return calendar.Day(0);
        if (cursor.EatOne("ayer"))
            return calendar.Day(-1);
        // "la mañana" is the morning.
        return cursor.Before.Word is not ("la" or "esta" or "una" or "cada" or "toda" or "las" or "media") && cursor.EatOne("manana") ? calendar.Day(1) : null;
    }

    /// <summary>"en dos semanas", "dentro de 3 días", "hace un mes".</summary>
    private static Days? Counted(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        var ago = ahead.EatOne("hace");
        if (!(ago || ahead.Eat("dentro", "de") || ahead.EatOne("en")) || !DateNumbers.EatCount(ref ahead, true, out var count))
            return null;
        Unit? unit = ahead switch
        {
            _ when ahead.EatOne("dia", "dias") => Unit.Day,
            _ when ahead.EatOne("semana", "semanas") => Unit.Week,
            _ when ahead.EatOne("mes", "meses") => Unit.Month,
            _ when ahead.EatOne("ano", "anos") => Unit.Year,
            _ => null,
        };
        if (unit is null)
            return null;
        cursor = ahead;
        return calendar.After(ago ? -count : count, unit.Value);
    }

    /// <summary>"7 de noviembre de 2026", "noviembre 7", "primero de mayo", "del 3 al 7 de noviembre", "en noviembre".</summary>
    private static Days? OfMonth(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("dia");
        if (!DateNumbers.IsLabel(ahead.Before) && DateNumbers.EatDay(ref ahead, true, out var day))
        {
            var until = ahead;
            var last = until.EatOne("al", "a", "-") && DateNumbers.EatDay(ref until, true, out var second) && second > day ? second : day;
            if (last > day)
                ahead = until;
            ahead.EatOne("de", "del");
            return MonthOf(ref ahead) is { } month ? Dated(ref cursor, ahead, calendar, month, day, last) : null;
        }
        var which = ahead.EatOne("proximo", "este") ? (ahead.Before.Word == "proximo" ? Which.Next : Which.This) : (Which?)null;
        var (name, start) = (ahead.Now.Word, cursor.Before.Word);
        if (MonthOf(ref ahead) is not { } named)
            return null;
        if (which is null && DateNumbers.EatDay(ref ahead, true, out var after))
            return Dated(ref cursor, ahead, calendar, named, after, after);
        if (name.Length <= 4 && name is not ("mayo") && which is null)
            return null;
        ahead.EatOne("pasado");
        var passed = ahead.Before.Word == "pasado";
        var year = OfYear(ref ahead);
        passed |= which is null && PastWords.Before(cursor);
        cursor = ahead;
        return calendar.MonthNamed(named, passed || start == "desde" ? Which.Last : which ?? Which.This, year);
    }

    private static Days? Dated(ref Cursor cursor, Cursor ahead, Calendar calendar, int month, int first, int last)
    {
        var year = OfYear(ref ahead);
        if (calendar.Date(year, month, first) is not { } days || calendar.Date(year, month, last) is not { } end)
            return null;
        cursor = ahead;
        return days.From == end.From ? days : new Days(days.From, end.Until);
    }

    private static int? OfYear(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.EatOne("de", "del", ",");
        var year = DateNumbers.Year(ref ahead);
        if (year is not null)
            cursor = ahead;
        return year;
    }

    private static Days? WeekdayNamed(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        Which? which = ahead.EatOne("este") ? Which.This : ahead.EatOne("proximo", "siguiente") ? Which.Next : ahead.EatOne("pasado") ? Which.Last : null;
        var article = cursor.Before.Word is "el" or "los" or "del" or "al";
        if (Weekday(ref ahead, which is not null || article) is not { } day)
            return null;
        cursor = ahead;
        // "el viernes 30", where the 30th is a Friday.
        if (ahead.EatDigits(2, 1, 31, out var number) && (ahead.AtEnd || ahead.Now.Word is "a" or "por" or "en") && calendar.DayOfMonth(number) is { } dated && dated.From.DayOfWeek == day)
        {
            cursor = ahead;
            return dated;
        }
        ahead = cursor;
        if (ahead.Eat("de", "la", "proxima", "semana") || ahead.Eat("de", "la", "semana", "que", "viene"))
        {
            cursor = ahead;
            return calendar.WeekdayOf(day, 1);
        }
        if (cursor.Eat("que", "viene") || cursor.EatOne("proximo", "entrante", "siguiente"))
            which = Which.Next;
        else if (cursor.EatOne("pasado"))
            which = Which.Last;
        return calendar.Weekday(day, which ?? Which.This, byWeek: false);
    }

    /// <summary>"esta semana", "la próxima semana", "el mes que viene", "este fin de semana".</summary>
    private static Days? Span(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        ahead.EatOne("la", "el");
        var which = Selected(ref ahead);
        var weekend = ahead.Eat("fin", "de", "semana") || ahead.Eat("finde");
        var unit = weekend ? "semana" : ahead.Now.Word;
        if (!weekend && !ahead.EatOne("semana", "mes", "ano"))
            return null;
        if (which is null && (ahead.Eat("que", "viene") || ahead.Eat("que", "entra") || ahead.EatOne("proximo", "proxima", "entrante", "siguiente")))
            which = Which.Next;
        else if (which is null && ahead.EatOne("pasado", "pasada"))
            which = Which.Last;
        if (which is null && !(weekend && cursor.Now.Word == "el"))
            return null;
        cursor = ahead;
        var offset = (int)(which ?? Which.This);
        return unit switch
        {
            "semana" => weekend ? calendar.Weekend(offset) : calendar.Week(offset),
            "mes" => calendar.Month(offset),
            _ => calendar.Year(offset),
        };
    }

    private static Which? Selected(ref Cursor cursor) => cursor switch
    {
        _ when cursor.EatOne("este", "esta") => Which.This,
        _ when cursor.EatOne("proximo", "proxima") => Which.Next,
        _ => null,
    };

    /// <summary>"el día 7"; "el 7" where the clause ends there.</summary>
    private static Days? DayNumbered(ref Cursor cursor, Calendar calendar)
    {
        var ahead = cursor;
        if (!ahead.EatOne("el", "dia"))
            return null;
        var named = cursor.Now.Word == "dia" || ahead.EatOne("dia");
        if (!ahead.EatDigits(2, 1, 31, out var day) || (!named && !ahead.AtEnd && !(ahead.Now.Word is "a" or "de" && ahead.Next.Word is "las" or "la" or "este")) || ahead.Now is { Spaced: false, Word: "/" or ":" or "-" } || calendar.DayOfMonth(day) is not { } days)
            return null;
        cursor = ahead;
        return days;
    }

    private static DayOfWeek? Weekday(ref Cursor cursor, bool cued)
    {
        var word = cursor.Now.Word;
        DayOfWeek? day = word switch
        {
            "lunes" or "lun" => DayOfWeek.Monday,
            "martes" => DayOfWeek.Tuesday,
            "miercoles" or "mie" => DayOfWeek.Wednesday,
            "jueves" or "jue" => DayOfWeek.Thursday,
            "viernes" or "vie" => DayOfWeek.Friday,
            "sabado" or "sabados" or "sab" => DayOfWeek.Saturday,
            "domingo" or "domingos" or "dom" => DayOfWeek.Sunday,
            _ => null,
        };
        if (day is null || (word.Length == 3 && !cued))
            return null;
        cursor.Move();
        return day;
    }

    private static int? MonthOf(ref Cursor cursor)
    {
        int? month = cursor.Now.Word switch
        {
            "enero" or "ene" => 1,
            "febrero" or "feb" => 2,
            "marzo" or "mar" => 3,
            "abril" or "abr" => 4,
            "mayo" or "may" => 5,
            "junio" or "jun" => 6,
            "julio" or "jul" => 7,
            "agosto" or "ago" => 8,
            "septiembre" or "setiembre" or "sep" or "sept" => 9,
            "octubre" or "oct" => 10,
            "noviembre" or "nov" => 11,
            "diciembre" or "dic" => 12,
            _ => null,
        };
        if (month is not null)
            cursor.Move();
        return month;
    }
}
