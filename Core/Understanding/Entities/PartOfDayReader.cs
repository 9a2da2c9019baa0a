namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds parts of the day: "this morning", "at night", "por la tarde".</summary>
internal static class PartOfDayReader
{
    /// <summary>A part of the day, said after a day or a time or with a word such as "in the".</summary>
    /// <param name="isToday">Whether it is one of today ("this morning").</param>
    public static PartOfDay? Read(ref Cursor cursor, bool spanish, bool afterOther, out bool isToday)
    {
        isToday = false;
        var ahead = cursor;
        PartOfDay? part = null;
        if (spanish)
        {
            isToday = ahead.Eat("esta");
            var led = isToday || ahead.Eat("por", "la") || ahead.Eat("en", "la") || ahead.Eat("por", "las") || ahead.Eat("en", "las") || (afterOther && (ahead.Eat("de", "la") || ahead.Eat("a", "la") || ahead.Eat("x", "la")));
            if (led || (ahead.Eat("la") && ahead.Next.Word is "del" or "de"))
                part = SpanishPart(ref ahead);
        }
        else if (ahead.EatOne("tonight", "tonite") || ahead.Eat("2", "nite") || ahead.Eat("2", "night"))
        {
            (part, isToday) = (PartOfDay.Night, true);
        }
        else
        {
            isToday = ahead.Eat("this");
            if (!isToday && ahead.Eat("at", "night"))
                part = PartOfDay.Night;
            else if (ahead.Now.Word is "mornings" or "afternoons" or "evenings" or "nights" && !ahead.Before.IsMark('\''))
                part = EnglishPart(ref ahead);
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
}
