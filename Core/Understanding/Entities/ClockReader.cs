namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds times of day and what lies between two: "5pm", "17:00", "at 5", "half past six", "from 3 to 5", "a las 3 y media", "5 de la tarde". A number alone is a
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

    private static ClockSpan? English(ref Cursor cursor, bool afterDay)
    {
        var range = cursor;
        if (range.EatOne("from", "between") && ClockTimeReader.Read(ref range, false, true) is { } first && range.EatOne("to", "till", "until", "-", "–", "and", "through") && ClockTimeReader.Read(ref range, false, true) is { } last && MayEnd(range, first, last))
            return Found(ref cursor, range, first, last);
        var open = cursor;
        if (open.EatOne("after", "past") && ClockTimeReader.Read(ref open, false, true) is { } from && MayEnd(open, from, from))
            return Found(ref cursor, open, from, null);
        open = cursor;
        if ((open.EatOne("before") || open.Eat("b", "4")) && ClockTimeReader.Read(ref open, false, true) is { } until && MayEnd(open, until, until))
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
        if (range.EatOne("de", "desde", "entre") && ClockTimeReader.Read(ref range, true, true) is { } first && range.EatOne("a", "hasta", "y", "-", "–") && ClockTimeReader.Read(ref range, true, true) is { } last && MayEnd(range, first, last))
            return Found(ref cursor, range, first, last);
        var open = cursor;
        if ((open.Eat("despues", "de") || open.Eat("a", "partir", "de") || open.Eat("luego", "de")) && open.Now.Word is "las" or "la" or "mediodia" or "medianoche" && ClockTimeReader.Read(ref open, true, true) is { } from && MayEnd(open, from, from))
            return Found(ref cursor, open, from, null);
        open = cursor;
        if ((open.Eat("antes", "de") || open.Eat("antes", "del")) && open.Now.Word is "las" or "la" or "mediodia" or "medianoche" && ClockTimeReader.Read(ref open, true, true) is { } until && MayEnd(open, until, until))
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
        if (ClockTimeReader.Read(ref ahead, spanish, true) is not { } time)
            return null;
        var second = ahead;
        if (second.EatOne("-", "–", "to", "till", "until", "a", "hasta") && !DateNumbers.IsLabel(start.Before))
        {
            var strict = second;
            if (ClockTimeReader.Read(ref strict, spanish, hours || !IsPlain(start, ahead)) is { } last && MayEnd(strict, time, last))
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
}
