namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>What a text says about time, from character <paramref name="Start"/> to <paramref name="End"/> (exclusive).</summary>
internal sealed record RecognizedDateTime(int Start, int End, IReadOnlyList<DateTimeResolution> Resolutions);

/// <summary>
/// Finds days, times and ranges of them in English and Spanish, whatever the locale, which decides only what could be
/// either ("3/4"). Every word is looked at a bounded number of times.
/// </summary>
internal static class DateTimeRecognizer
{
    /// <summary>All that the text says about time, in order, as seen from <paramref name="now"/> where the user is.</summary>
    public static List<RecognizedDateTime> Recognize(string? text, string? locale, DateTime now)
    {
        var words = Words.Read(text);
        var reader = new MomentReader(words, LocaleRules.For(locale), now);
        var found = new List<RecognizedDateTime>();
        for (var at = 0; at < words.Count;)
        {
            var next = at + 1;
            if (CalendarWords.NoTime.TryRead(words, at, out _, out var afterGreeting))
            {
                next = afterGreeting;
            }
            else if (Read(words, reader, at) is { } resolved)
            {
                next = resolved.Next;
                found.Add(new RecognizedDateTime(words[at].Start, words[next - 1].End, resolved.Resolutions));
            }
            else if (Numerals.IsDateLike(words, at))
            {
                next = at + Numerals.DateLikeLength;
            }
            at = next;
        }
        return found;
    }

    private static (IReadOnlyList<DateTimeResolution> Resolutions, int Next)? Read(Words words, MomentReader reader, int at)
    {
        try
        {
            if (TryReadDays(words, reader, at, out var resolutions, out var next))
                return (resolutions, next);
            if (reader.TryRead(at, out var moment, out next) && Resolutions.Of(moment) is { Count: > 0 } single)
                return (single, next);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A day beyond the calendar's years 1 to 9999 is none.
        }
        return null;
    }

    /// <summary>"from Nov 3 to Nov 5", "Nov 3-5", "del 3 al 5 de noviembre", "Monday through Friday", "Saturday 3pm to Sunday noon".</summary>
    private static bool TryReadDays(Words words, MomentReader reader, int at, out IReadOnlyList<DateTimeResolution> resolutions, out int next)
    {
        resolutions = [];
        var start = words[at].Is("del") ? at + 1 : reader.SkipFrom(at);
        var isOpened = start > at;
        if (reader.TryRead(start, out var from, out next) && from is { Date: not null, Until: null }
            && reader.AfterTo(next, isOpened) is { } afterTo)
        {
            if (reader.TryRead(afterTo, out var to, out next) && to.Date is not null)
                resolutions = Resolutions.Between(from, to);
            else if (from.Date.Repeats != CalendarUnit.Week && reader.Dates.TryReadDayNumber(afterTo, out var day, out next) && DateReader.InMonthOf(from.Date, day) is { } sameMonth)
                resolutions = Resolutions.Between(from, new Moment { Date = sameMonth });
        }
        else if (TryReadDayBeforeMonth(reader, words[start].Is("the") || words[start].Is("el") ? start + 1 : start, isOpened, out var first, out var last, out next))
        {
            resolutions = Resolutions.Between(first, last);
        }
        return resolutions.Count > 0;
    }

    /// <summary>"3 to 5 November", "del 3 al 5 de noviembre": the first day takes the second's month.</summary>
    private static bool TryReadDayBeforeMonth(MomentReader reader, int at, bool isOpened, out Moment first, out Moment last, out int next)
    {
        (first, last) = (new Moment(), new Moment());
        if (!reader.Dates.TryReadDayNumber(at, out var day, out next) || reader.AfterTo(next, isOpened) is not { } afterTo
            || !reader.Dates.TryRead(afterTo, out var date, out next) || date.Repeats == CalendarUnit.Week
            || DateReader.InMonthOf(date, day) is not { } start)
            return false;
        (first, last) = (new Moment { Date = start }, new Moment { Date = date });
        return true;
    }
}
