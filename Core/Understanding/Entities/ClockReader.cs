namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds times of day: "5pm", "17:00", "at 5", "half past six", "from 3 to 5", "a las 3 y media", "5 de la tarde". A number alone is a
/// time only after a word that says so and where nothing follows that it counts.
/// </summary>
internal static class ClockReader
{
    private static readonly string[] AfterTime =
    [
        "on", "tomorrow", "today", "tonight", "this", "next", "in", "at", "or", "and", "to", "please", "if", "because", "when", "for", "works", "is", "ok", "would", "on", "pls", "sharp", "with", "i", "but", "then", "until", "till", "-", "–",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sat", "sun", "mon", "tues", "wed", "thurs", "fri",
        "el", "del", "de", "en", "por", "manana", "hoy", "o", "y", "a", "para", "porque", "si", "pero", "este", "hasta", "que", "esta", "al", "mas", "gracias", "con",
    ];

    public static ClockSpan? Read(ref Cursor cursor, bool spanish, bool afterDay)
    {
        var ahead = cursor;
        var span = spanish ? Spanish(ref ahead, afterDay) : English(ref ahead, afterDay);
        if (span is not null)
            cursor = ahead;
        return span;
    }

    /// <summary>A part of the day, said after a day or a time or with a word such as "in the".</summary>
    /// <param name="isToday">Whether it is one of today ("this morning").</param>
    public static PartOfDay? Part(ref Cursor cursor, bool spanish, bool afterOther, out bool isToday)
    {
        isToday = false;
        var ahead = cursor;
        PartOfDay? part = null;
        if (spanish)
        {
            isToday = ahead.Eat("esta");
            var led = isToday || ahead.Eat("por", "la") || ahead.Eat("en", "la") || (afterOther && (ahead.Eat("de", "la") || ahead.Eat("a", "la") || ahead.Eat("x", "la")));
            if (led || (ahead.Eat("la") && ahead.Next.Word is "del" or "de"))
                part = SpanishPart(ref ahead);
        }
        else if (ahead.EatOne("tonight", "tonite", "2nite"))
        {
            (part, isToday) = (PartOfDay.Night, true);
        }
        else
        {
            isToday = ahead.Eat("this");
            if (!isToday && ahead.Eat("at", "night"))
                part = PartOfDay.Night;
            else if (isToday || ahead.Eat("in", "the") || afterOther || (ahead.Eat("the") && ahead.Next.Word == "of"))
                part = EnglishPart(ref ahead);
            if (ahead.Before.Word is "morning" or "afternoon" or "evening" && ahead.Now.Word == "of")
                ahead.Move();
        }
        if (part is null)
            isToday = false;
        else
            cursor = ahead;
        return part;
    }

    private static PartOfDay? EnglishPart(ref Cursor cursor) => cursor switch
    {
        _ when cursor.EatOne("morning", "mornings") => PartOfDay.Morning,
        _ when cursor.EatOne("afternoon", "afternoons") => PartOfDay.Afternoon,
        _ when cursor.EatOne("evening", "evenings") => PartOfDay.Evening,
        _ when cursor.EatOne("night", "nights") => PartOfDay.Night,
        _ => null,
    };

    private static PartOfDay? SpanishPart(ref Cursor cursor) => cursor switch
    {
        _ when cursor.EatOne("manana", "mananas") => PartOfDay.Morning,
        _ when cursor.EatOne("tarde", "tardes") => PartOfDay.Afternoon,
        _ when cursor.EatOne("noche", "noches") => PartOfDay.Night,
        _ when cursor.EatOne("madrugada") => PartOfDay.EarlyMorning,
        _ => null,
    };

    private static ClockSpan? English(ref Cursor cursor, bool afterDay)
    {
        var range = cursor;
        if (range.EatOne("from", "between") && Time(ref range, false, true) is { } first && range.EatOne("to", "till", "until", "-", "–", "and", "through") && Time(ref range, false, true) is { } last && MayEnd(range, first, last))
            return Found(ref cursor, range, first, last);
        var open = cursor;
        if (open.EatOne("after", "past") && Time(ref open, false, true) is { } from && MayEnd(open, from, from))
            return Found(ref cursor, open, from, null);
        open = cursor;
        if (open.EatOne("before") && Time(ref open, false, true) is { } until && MayEnd(open, until, until))
            return Found(ref cursor, open, null, until);

        var ahead = cursor;
        var cued = ahead.EatOne("at", "@", "by", "until", "till");
        if (cued || ahead.Now.Word is "around" or "about")
            ahead.EatOne("about", "around", "like");
        return Around(ref cursor, ahead, false, cued, afterDay);
    }

    private static ClockSpan? Spanish(ref Cursor cursor, bool afterDay)
    {
        var range = cursor;
        if (range.EatOne("de", "desde", "entre") && Time(ref range, true, true) is { } first && range.EatOne("a", "hasta", "y", "-", "–") && Time(ref range, true, true) is { } last && MayEnd(range, first, last))
            return Found(ref cursor, range, first, last);
        var open = cursor;
        if ((open.Eat("despues", "de") || open.Eat("a", "partir", "de") || open.Eat("luego", "de")) && open.Now.Word is "las" or "la" or "mediodia" or "medianoche" && Time(ref open, true, true) is { } from && MayEnd(open, from, from))
            return Found(ref cursor, open, from, null);
        open = cursor;
        if ((open.Eat("antes", "de") || open.Eat("antes", "del")) && open.Now.Word is "las" or "la" or "mediodia" or "medianoche" && Time(ref open, true, true) is { } until && MayEnd(open, until, until))
            return Found(ref cursor, open, null, until);

        var ahead = cursor;
        _ = ahead.EatOne("como", "tipo", "hasta", "desde", "para") || ahead.Eat("a", "eso", "de");
        ahead.EatOne("a", "al");
        var cued = ahead.Now.Word is "las" or "la";
        return Around(ref cursor, ahead, true, cued, afterDay);
    }

    /// <summary>A time, or two joined ("3-5pm", "9 to 5" after a day).</summary>
    private static ClockSpan? Around(ref Cursor cursor, Cursor ahead, bool spanish, bool cued, bool afterDay)
    {
        var start = ahead;
        var hours = afterDay || cued || cursor.Before.Word is "open" or "hours" or "abierto" or "abierta" or "abren" or "horario";
        if (Time(ref ahead, spanish, true) is not { } time)
            return null;
        var second = ahead;
        if (second.EatOne("-", "–", "to", "till", "until", "a", "hasta") && !DateNumbers.IsLabel(start.Before))
        {
            var strict = second;
            if (Time(ref strict, spanish, hours || !IsPlain(start, ahead)) is { } last && MayEnd(strict, time, last))
                return Found(ref cursor, strict, time, last);
        }
        if (IsPlain(start, ahead) && (!cued || !MayEnd(ahead, time, time)))
            return null;
        return Found(ref cursor, ahead, time, time);
    }

    private static ClockSpan Found(ref Cursor cursor, Cursor ahead, ClockTime? from, ClockTime? until)
    {
        cursor = ahead;
        return new ClockSpan(from, until);
    }

    /// <summary>Whether a time is only a number so far.</summary>
    private static bool IsPlain(Cursor start, Cursor end)
    {
        start.EatOne("las", "la");
        return end.At == start.At + 1 && end.Before.Word is not ("noon" or "midday" or "midnight" or "mediodia" or "medianoche")
            && !(end.Now.Word is "in" && end.Tokens[end.At + 2].Word is "morning" or "afternoon" or "evening") && !(end.Now.Word is "at" && end.Next.Word == "night")
            && !(end.Now.Word is "de" && end.Next.Word == "la" && end.Tokens[end.At + 2].Word is "manana" or "tarde" or "noche" or "madrugada");
    }

    /// <summary>Whether nothing follows that would make the number count it: "at 4 locations".</summary>
    private static bool MayEnd(Cursor end, ClockTime first, ClockTime last) =>
        end.AtEnd || end.Now.Kind is TokenKind.Mark || (!first.IsHalfUnknown && !last.IsHalfUnknown) || AfterTime.Contains(end.Now.Word, StringComparer.Ordinal) || end.Before.Kind == TokenKind.Word && end.Before.Word is "pm" or "am" or "m";

    /// <summary>One time of day.</summary>
    /// <param name="bare">Whether a number alone will do.</param>
    private static ClockTime? Time(ref Cursor cursor, bool spanish, bool bare)
    {
        var ahead = cursor;
        ClockTime? time = Named(ref ahead, spanish) ?? (spanish ? Quarters(ref ahead) : Past(ref ahead)) ?? OnTheHour(ref ahead, spanish, bare);
        if (time is not null)
            cursor = ahead;
        return time;
    }

    private static ClockTime? Named(ref Cursor cursor, bool spanish)
    {
        if (spanish)
        {
            cursor.EatOne("el", "la");
            if (cursor.Eat("mediodia") || cursor.Eat("medio", "dia"))
                return new ClockTime(ClockTime.HalfDay, false);
            return cursor.Eat("medianoche") || cursor.Eat("media", "noche") ? new ClockTime(ClockTime.Day, false) : null;
        }
        var noon = cursor;
        noon.Eat("12");
        if (noon.EatOne("noon", "midday"))
        {
            cursor = noon;
            return new ClockTime(ClockTime.HalfDay, false);
        }
        return cursor.Eat("midnight") ? new ClockTime(ClockTime.Day, false) : null;
    }

    /// <summary>"half past six", "quarter to 5", "ten past 8".</summary>
    private static ClockTime? Past(ref Cursor cursor)
    {
        var ahead = cursor;
        int minutes;
        ahead.EatOne("a");
        if (ahead.Eat("half"))
            minutes = 30;
        else if (ahead.EatOne("quarter"))
            minutes = 15;
        else if (!SmallNumber(ref ahead, false, 29, out minutes))
            return null;
        ahead.EatOne("minutes", "min");
        var before = ahead.EatOne("to", "till", "til");
        // "10 to 5" is as often from ten to five.
        if ((!before && !ahead.EatOne("past", "after")) || (before && minutes is not (15 or 5 or 20 or 25)) || !SmallNumber(ref ahead, false, 12, out var hour) || hour == 0)
            return null;
        cursor = ahead;
        return Finished(ref cursor, (hour * 60) + (before ? -minutes : minutes), false);
    }

    /// <summary>"cuarto para las 3", "diez para las tres".</summary>
    private static ClockTime? Quarters(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.EatOne("un", "las");
        var minutes = 15;
        if (!(ahead.EatOne("cuarto") || SmallNumber(ref ahead, true, 29, out minutes)) || !(ahead.Eat("para", "las") || ahead.Eat("para", "la")) || !SmallNumber(ref ahead, true, 12, out var hour) || hour == 0)
            return null;
        cursor = ahead;
        return Finished(ref cursor, (hour * 60) - minutes, true);
    }

    private static ClockTime? OnTheHour(ref Cursor cursor, bool spanish, bool bare)
    {
        var ahead = cursor;
        var article = spanish && ahead.EatOne("las", "la");
        if (DateNumbers.IsLabel(ahead.Before) || (!ahead.Now.Spaced && ahead.Before.Kind is TokenKind.Word or TokenKind.Digits) || (!ahead.Now.Spaced && ahead.Before.Word is "/" or ":" or "." or ","))
            return null;
        var now = ahead.Now;
        if (now is { Kind: TokenKind.Digits, Length: 3 or 4 })
            return Unparted(ref cursor, ahead);
        if (!SmallNumber(ref ahead, spanish, 24, out var hour))
            return null;
        var minutes = 0;
        var parted = false;
        if (now.Kind == TokenKind.Digits && ahead.Now is { Word: ":" or "." or "h", Spaced: false } && ahead.Next is { Kind: TokenKind.Digits, Length: 2, Spaced: false } && (ahead.Now.Word != "." || article))
        {
            ahead.Move();
            if (!ahead.EatDigits(2, 0, 59, out minutes))
                return null;
            parted = true;
        }
        else if (spanish)
        {
            parted = SpanishMinutes(ref ahead, article, out minutes);
        }
        else if (now.Kind == TokenKind.Word)
        {
            parted = EnglishMinutes(ref ahead, out minutes);
        }
        if (ahead.Now is { Spaced: false, Kind: TokenKind.Digits } or { Spaced: false, Word: "/" or "%" or ":" } || (ahead.Now is { Spaced: false, Word: "." } && ahead.Next is { Kind: TokenKind.Digits, Spaced: false }))
            return null;
        var start = ahead.At;
        var time = Finished(ref ahead, (hour * 60) + minutes, spanish);
        var said = parted || ahead.At > start;
        if (time is null || (!said && (!bare || hour == 0 || (!article && hour > 12))) || (!said && ahead.Now is { Spaced: false, Kind: TokenKind.Word }))
            return null;
        // "17:00" tells its half itself, and so does "00:30".
        if (hour is 0 or > 12)
            time = new ClockTime((hour * 60) + minutes, false);
        cursor = ahead;
        return time;
    }

    /// <summary>"530pm", "1700 hours".</summary>
    private static ClockTime? Unparted(ref Cursor cursor, Cursor ahead)
    {
        ahead.EatDigits(4, 0, 2359, out var digits);
        var (hour, minutes) = (digits / 100, digits % 100);
        if (minutes > 59)
            return null;
        var start = ahead.At;
        if (ahead.Before.Length == 4 && hour < 24 && ahead.EatOne("hours", "hrs", "horas"))
        {
            cursor = ahead;
            return new ClockTime((hour * 60) + minutes, false);
        }
        if (hour is 0 or > 12 || Finished(ref ahead, (hour * 60) + minutes, false) is not { } time || ahead.At == start)
            return null;
        cursor = ahead;
        return time;
    }

    private static bool SpanishMinutes(ref Cursor cursor, bool article, out int minutes)
    {
        minutes = 0;
        var ahead = cursor;
        var less = ahead.EatOne("menos");
        if (!less && !ahead.EatOne("y", "con"))
            return false;
        if (ahead.EatOne("media"))
            minutes = 30;
        else if (ahead.EatOne("cuarto"))
            minutes = 15;
        else if (!article || !SmallNumber(ref ahead, true, 59, out minutes) || minutes < 5)
            return false;
        minutes = less ? -minutes : minutes;
        cursor = ahead;
        return true;
    }

    /// <summary>"five thirty", "seven fifteen".</summary>
    private static bool EnglishMinutes(ref Cursor cursor, out int minutes)
    {
        var ahead = cursor;
        if (ahead.Now.Kind != TokenKind.Word || !SmallNumber(ref ahead, false, 59, out minutes) || minutes < 10)
        {
            minutes = 0;
            return false;
        }
        cursor = ahead;
        return true;
    }

    /// <summary>Passes over "am", "p.m.", "o'clock", "horas" and the like.</summary>
    private static ClockTime? Finished(ref Cursor cursor, int minutes, bool spanish)
    {
        if (!cursor.Eat("o", "clock"))
            cursor.EatOne("oclock", "ish");
        if (spanish)
            cursor.Eat("en", "punto");
        if (Meridiem(ref cursor) is { } pm)
            return minutes > ClockTime.HalfDay + 59 ? new ClockTime(minutes, false) : new ClockTime((minutes % ClockTime.HalfDay) + (pm ? ClockTime.HalfDay : 0), false);
        if (spanish && !cursor.EatGlued("h", "hrs", "hs"))
            cursor.EatOne("hrs", "hs");
        return new ClockTime(minutes, minutes < ClockTime.HalfDay + 60);
    }

    private static bool? Meridiem(ref Cursor cursor)
    {
        if (cursor.EatOne("pm", "am"))
            return cursor.Before.Word == "pm";
        var ahead = cursor;
        if (ahead.EatOne("p", "a"))
        {
            var pm = ahead.Before.Word == "p";
            var glued = !cursor.Now.Spaced;
            var dotted = ahead.EatGlued(".");
            if ((dotted || pm) && ahead.EatOne("m"))
            {
                ahead.EatGlued(".");
                cursor = ahead;
                return pm;
            }
            if (glued && !dotted)
            {
                cursor = ahead;
                return pm;
            }
        }
        return null;
    }

    private static bool SmallNumber(ref Cursor cursor, bool spanish, int most, out int value)
    {
        if (cursor.EatDigits(2, 0, most, out value))
            return true;
        var ahead = cursor;
        if (!NumberWords.Of(spanish).EatBelowHundred(ref ahead, out value) || value > most)
            return false;
        cursor = ahead;
        return true;
    }
}
