namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>How long something takes, or how often it comes again.</summary>
internal enum CalendarUnit
{
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// <summary>Which one is meant: the coming one, this period's, the next period's, or the one before.</summary>
internal enum Which
{
    This,
    Coming,
    Next,
    Last,
}

/// <summary>A part of a day, by its Timex code and hours; <paramref name="IsAfternoon"/> settles "5" as 17:00.</summary>
internal sealed record DayPart(string Code, TimeOnly Start, TimeOnly End, bool IsAfternoon)
{
    public static readonly DayPart Dawn = new("TDA", new TimeOnly(4, 0), new TimeOnly(8, 0), false);
    public static readonly DayPart Morning = new("TMO", new TimeOnly(8, 0), new TimeOnly(12, 0), false);
    public static readonly DayPart Afternoon = new("TAF", new TimeOnly(12, 0), new TimeOnly(16, 0), true);
    public static readonly DayPart Evening = new("TEV", new TimeOnly(16, 0), new TimeOnly(20, 0), true);
    public static readonly DayPart Night = new("TNI", new TimeOnly(20, 0), new TimeOnly(23, 59, 59), true);

    /// <summary>The hour of 0 to 23 that a clock's <paramref name="hour"/> of 1 to 12 is in this part of the day.</summary>
    public int HourOf(int hour) =>
        hour > 12 ? hour
        : this == Night ? hour % 12 + (hour is >= 6 and < 12 ? 12 : 0)
        : hour % 12 + (IsAfternoon ? 12 : 0);
}

/// <summary>The words of the calendar in English and Spanish, with the hours that the Recognizers convention gives to parts of a day.</summary>
internal static class CalendarWords
{
    public static readonly PhraseTable<int> Months = Numbered(
        "january jan enero ene|february feb febrero|march mar marzo|april apr abril abr|may mayo|june jun junio|july jul julio|august aug agosto ago|"
        + "september sept sep septiembre setiembre|october oct octubre|november nov noviembre|december dec diciembre dic");

    /// <summary>Names of months that mean something else too: "may" can be a verb, "mar" the sea.</summary>
    public static bool IsDoubtfulMonth(string word) => word is "may" or "march" or "mar" or "ago" or "dec" or "jan";

    /// <summary>ISO days of the week: Monday is 1, Sunday 7.</summary>
    public static readonly PhraseTable<int> Weekdays = Numbered(
        "monday mon mondays lunes lun|tuesday tue tues tuesdays martes|wednesday wed wednesdays miercoles mie|thursday thu thur thurs thursdays jueves jue|"
        + "friday fri fridays viernes vie|saturday sat saturdays sabado sab sabados|sunday sun sundays domingo dom domingos");

    /// <summary>Days counted from today.</summary>
    public static readonly PhraseTable<int> RelativeDays = new(
        ("day before yesterday|the day before yesterday|anteayer|antier|antes de ayer", -2),
        ("yesterday|ayer", -1),
        ("today|hoy|hoy mismo|hoy dia", 0),
        ("tomorrow|tmrw|tmr|tomorow|tommorow|manana", 1),
        ("day after tomorrow|the day after tomorrow|pasado manana", 2));

    public static readonly PhraseTable<Which> Before = new(
        ("this|this coming|este|esta", Which.This),
        ("coming|the coming|upcoming|el proximo|la proxima|este proximo|esta proxima|proximo|proxima", Which.Coming),
        ("next|the next", Which.Next),
        ("last|the last|past|previous|el pasado|la pasada|el ultimo|la ultima|ultimo|ultima", Which.Last));

    public static readonly PhraseTable<Which> After = new(
        ("que viene|proximo|proxima|que entra", Which.Coming),
        ("pasado|pasada|que paso", Which.Last));

    public static readonly PhraseTable<CalendarUnit> Units = new(
        ("minute|minutes|min|mins|minuto|minutos", CalendarUnit.Minute),
        ("hour|hours|hr|hrs|hora|horas", CalendarUnit.Hour),
        ("day|days|dia|dias", CalendarUnit.Day),
        ("week|weeks|semana|semanas", CalendarUnit.Week),
        ("weekend|weekends|fin de semana|fines de semana|finde", CalendarUnit.Weekend),
        ("month|months|mes|meses", CalendarUnit.Month),
        ("year|years|ano|anos", CalendarUnit.Year));

    /// <summary>A part of a day said with its preposition, or alone.</summary>
    public static readonly PhraseTable<DayPart> Parts = new(
        ("dawn|at dawn|madrugada|de la madrugada|de madrugada|por la madrugada|en la madrugada", DayPart.Dawn),
        ("morning|in the morning|mornings|por la manana|de la manana|en la manana|a la manana|la manana|por las mananas", DayPart.Morning),
        ("afternoon|in the afternoon|afternoons|por la tarde|de la tarde|en la tarde|a la tarde|la tarde|tarde|tardes|por las tardes", DayPart.Afternoon),
        ("evening|in the evening|evenings", DayPart.Evening),
        ("night|at night|por la noche|de la noche|en la noche|a la noche|de noche|la noche|noche", DayPart.Night));

    /// <summary>A part of the day that it is today.</summary>
    public static readonly PhraseTable<DayPart> PartsOfToday = new(
        ("this morning|esta manana|hoy por la manana", DayPart.Morning),
        ("this afternoon|esta tarde", DayPart.Afternoon),
        ("this evening", DayPart.Evening),
        ("tonight|tonite|this night|esta noche|hoy por la noche", DayPart.Night));

    /// <summary>Greetings and "later", which name a part of a day and mean none.</summary>
    public static readonly PhraseTable<bool> NoTime = new(
        ("good morning|good afternoon|good evening|good night|buen dia|buenos dias|buenas tardes|buenas noches|buena tarde|buena noche|mas tarde|muy tarde", true));

    public static readonly PhraseTable<TimeOnly> ClockNames = new(
        ("noon|midday|12 noon|mediodia|medio dia|12 del mediodia|doce del mediodia|las 12 del mediodia", new TimeOnly(12, 0)),
        ("midnight|12 midnight|medianoche|media noche", new TimeOnly(0, 0)));

    /// <summary>False before noon, true after.</summary>
    public static readonly PhraseTable<bool> Meridiems = new(
        ("am|a m|a.m|a.m.|a. m.|a.m .", false),
        ("pm|p m|p.m|p.m.|p. m.|p.m .", true));

    public static readonly PhraseTable<bool> Now = new(("now|right now|ahora|ahora mismo|ahorita|at the moment", true));

    private static PhraseTable<int> Numbered(string rows) =>
        new(rows.Split('|').Select((row, i) => (row.Replace(' ', '|'), i + 1)).ToArray());
}
