namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds one time of day: a name ("noon"), a fraction ("quarter to 5", "cuarto para las 3"), an hour with or without minutes.</summary>
internal static class ClockTimeReader
{
    /// <summary>One time of day.</summary>
    /// <param name="bare">Whether a number alone will do.</param>
    public static ClockTime? Read(ref Cursor cursor, bool spanish, bool bare)
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
