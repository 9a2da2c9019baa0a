namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>Reads a time counted from now at a place in a text: "in 3 days", "dentro de dos semanas", "an hour ago", "hace un mes", "now".</summary>
internal sealed class OffsetReader(Words words, LocaleRules locale, DateTime now)
{
    // More than anyone plans by; it also keeps every result within the calendar.
    private const int MaxCount = 1000;

    private static readonly PhraseTable<int> _before = new(
        ("in|in about|within|dentro de|en|de aqui a", 1),
        ("hace|hace unos|hace unas", -1));

    private static readonly PhraseTable<int> _after = new(
        ("from now|from today|later|a partir de ahora|a partir de hoy|desde hoy|mas tarde|despues", 1),
        ("ago|back|atras", -1));

    public bool TryRead(int at, out Moment moment, out int next)
    {
        moment = null!;
        if (CalendarWords.Now.TryRead(words, at, out _, out next))
        {
            moment = new Moment { Instant = ("PRESENT_REF", now) };
            return true;
        }
        var hasDirection = _before.TryRead(words, at, out var direction, out next);
        if (!TryReadCount(next, out var count, out next) || !CalendarWords.Units.TryRead(words, next, out var unit, out next))
            return false;
        if (!hasDirection && !_after.TryRead(words, next, out direction, out next))
            return false;
        return TryMove(count * direction, unit, out moment);
    }

    private bool TryReadCount(int at, out decimal count, out int next)
    {
        if (!new NumberReader(words, locale).TryRead(at, out count, out next))
        {
            if (!NumberWords.IsArticle(words[at].Text))
                return false;
            (count, next) = (1, at + 1);
        }
        if (words[next].Text is "of" or "de" or "a" or "an")
            next++;
        return count is > 0 and <= MaxCount;
    }

    private bool TryMove(decimal count, CalendarUnit unit, out Moment moment)
    {
        var today = DateOnly.FromDateTime(now);
        moment = unit switch
        {
            CalendarUnit.Minute => At(now.AddMinutes((double)count)),
            CalendarUnit.Hour => At(now.AddHours((double)count)),
            _ when !decimal.IsInteger(count) => null!,
            CalendarUnit.Day => On(today.AddDays((int)count)),
            CalendarUnit.Week => On(today.AddDays((int)count * 7)),
            CalendarUnit.Month => On(today.AddMonths((int)count)),
            CalendarUnit.Year => On(today.AddYears((int)count)),
            _ => null!,
        };
        return moment is not null;
    }

    private static Moment At(DateTime time) => new() { Instant = (Timex.OfInstant(time), time) };

    private static Moment On(DateOnly day) => new() { Date = DateReading.Exactly(day) };
}
