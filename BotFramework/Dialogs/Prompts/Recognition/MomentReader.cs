namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads all that is said about one moment, in any order: "Saturday at 5pm", "5 de la tarde del sábado", "mañana por la
/// mañana", "tomorrow from 3 to 5".
/// </summary>
internal sealed class MomentReader(Words words, LocaleRules locale, DateTime now)
{
    private const int MaxFillers = 3;

    private static readonly PhraseTable<bool> _fillers = new(
        (",|on|in|the|el|la|los|las|de|del|en|por|a|t|-|maybe|perhaps|sometime|around|about|tal vez|quizas|como|@|at", true));

    private static readonly PhraseTable<bool> _from = new(("from|between|de|desde|entre|desde las|de las|entre las|from the", true));

    private static readonly PhraseTable<bool> _to = new(
        ("to|until|till|til|through|thru|-|–|—|a|al|hasta|a las|hasta las|a la|hasta la|hasta el|to the", true));

    private static readonly PhraseTable<bool> _and = new(("and|y|and the|y las|y la|y el", true));

    private readonly ClockReader _clock = new(words);
    private readonly OffsetReader _offsets = new(words, locale, now);
    private readonly PeriodReader _periods = new(words, DateOnly.FromDateTime(now));

    public DateReader Dates { get; } = new(words, locale, DateOnly.FromDateTime(now));

    /// <summary>The word after "to" or a dash, or after "and" where <paramref name="afterBetween"/>; null when none stands there.</summary>
    public int? AfterTo(int at, bool afterBetween) =>
        _to.TryRead(words, at, out _, out var next) || (afterBetween && _and.TryRead(words, at, out _, out next)) ? next : null;

    /// <summary>The word after "from" or "between", or <paramref name="at"/>.</summary>
    public int SkipFrom(int at) => _from.Skip(words, at);

    public bool TryRead(int at, out Moment moment, out int next)
    {
        (moment, next) = (new Moment(), at);
        for (var from = at; TryReadComponent(from, moment, out var more, out var after);)
        {
            (moment, next) = (more, after);
            if (moment.Instant is not null || moment.Period is not null)
                break;
            from = FindComponent(next, moment);
        }
        return !moment.IsEmpty;
    }

    /// <summary>Where the next part begins, behind a few words like "on the"; a place where none begins when there is none.</summary>
    private int FindComponent(int at, Moment moment)
    {
        for (var fillers = 0; fillers <= MaxFillers; fillers++)
        {
            if (TryReadComponent(at, moment, out _, out _) || !_fillers.TryRead(words, at, out _, out var next))
                break;
            at = next;
        }
        return at;
    }

    private bool TryReadComponent(int at, Moment moment, out Moment more, out int next)
    {
        more = moment;
        if (CalendarWords.NoTime.TryRead(words, at, out _, out next))
            return false;
        if (moment.IsEmpty && _offsets.TryRead(at, out more, out next))
            return true;
        if (moment is { Time: null, Until: null } && TryReadHours(at, moment, out more, out next))
            return true;
        if (moment.Date is null && CalendarWords.PartsOfToday.TryRead(words, at, out var part, out next))
            more = moment with { Date = DateReading.Exactly(DateOnly.FromDateTime(now)), Part = part };
        else if (moment.Part is null && CalendarWords.Parts.TryRead(words, at, out part, out next))
            more = moment with { Part = part };
        else if (moment.Date is null && Dates.TryRead(at, out var date, out next))
            more = moment with { Date = date };
        else if (moment.IsEmpty && _periods.TryRead(at, out var period, out next))
            more = moment with { Period = period };
        return more != moment;
    }

    /// <summary>One time, or two as "from 3 to 5", "3-5pm", "de 3 a 5 de la tarde".</summary>
    private bool TryReadHours(int at, Moment moment, out Moment more, out int next)
    {
        more = moment;
        var start = SkipFrom(at);
        var isOpened = start > at;
        if (_clock.TryRead(start, isMarked: true, out var first, out var afterFirst)
            && AfterTo(afterFirst, isOpened) is { } second
            && _clock.TryRead(second, isMarked: true, out var until, out next)
            && (isOpened || moment.Date is not null || !first.IsAmbiguous || !until.IsAmbiguous || first.Minute is not null)
            && !Dates.TryRead(start, out _, out _) && !CalendarWords.Months.TryRead(words, words[next].Is("de") ? next + 1 : next, out _, out _))
        {
            more = moment with { Time = first, Until = until };
            return true;
        }
        if (!_clock.TryRead(at, isMarked: false, out first, out next))
            return false;
        more = moment with { Time = first };
        return true;
    }
}
