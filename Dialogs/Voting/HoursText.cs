using System.Globalization;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Opening hours in the reader's words.</summary>
/// <param name="zone">The place's.</param>
internal sealed class HoursText(TimeZoneInfo zone)
{
    /// <summary>The hours of a place from today on, up to the election; null where nobody knows them.</summary>
    /// <param name="common">When places are open that have no hours of their own.</param>
    public string? Of(VotingPlace place, OpeningHours? common, DateOnly from, DateOnly election, string language)
    {
        var hours = place.Hours ?? (place.Kind == PlaceKind.PollingPlace && place.HoursText is null ? common : null);
        var told = hours is null ? [] : ToldHours.Of(hours, place.Kind == PlaceKind.PollingPlace ? election : from, election, zone);
        if (told.Count > 0)
            return string.Join("; ", told.Select(t => Of(t, place.Kind == PlaceKind.PollingPlace, from, language)));
        var days = hours?.Periods is [{ From: { } first, Until: { } last }] ? Days(first, last, from, language) : null;
        return (days, place.HoursText?[language]) switch
        {
            ({ } when, { } text) => $"{when}: {text}",
            var (when, text) => text ?? when,
        };
    }

    private string Of(ToldHours told, bool isOneDay, DateOnly today, string language) => told switch
    {
        ToldHours.OnDays { Hours: var hours } when isOneDay => Clock(hours, language),
        ToldHours.OnDays days => $"{Days(days.From, days.Until, today, language)}, {Clock(days.Hours, language)}",
        ToldHours.Weekly week => $"{Days(week.From, week.Until, today, language)}: {string.Join(", ", week.Days.Select(d => $"{Weekdays(d, language)} {Clock(d.Hours, language)}"))}",
        ToldHours.NonStop open => Words.Say(VotingPhrase.DayAndNight, language, At(open.From, today, language), At(open.Until, today, language)),
        _ => "",
    };

    /// <summary>"7 a.m. to 8 p.m.", "9 a.m. to noon and 1 p.m. to 5 p.m.".</summary>
    public static string Clock(IReadOnlyList<ClockHours> hours, string language) => Words.List(
        [.. hours.Select(h => h.From == TimeSpan.Zero && h.Until == TimeSpan.FromHours(24)
            ? Words.Say(VotingPhrase.AllDay, language)
            : Words.Say(h.From == TimeSpan.FromHours(12) ? VotingPhrase.FromNoonTo : VotingPhrase.FromTo, language, Time(h.From, language), Time(h.Until, language)))],
        language);

    /// <summary>"Saturday, October 21 to Sunday, November 5"; the year, where it is told, once.</summary>
    public static string Days(DateOnly from, DateOnly until, DateOnly today, string language) => from == until
        ? Words.Day(from, today, language)
        : Words.Say(VotingPhrase.FromToDays, language, Words.Day(from, from.Year == until.Year && Words.IsFar(until, today) ? until : today, language), Words.Day(until, today, language));

    private static string Weekdays(WeekdayHours days, string language)
    {
        var names = CultureInfo.GetCultureInfo(language).DateTimeFormat;
        var (first, last) = (names.GetDayName(days.First), names.GetDayName(days.Last));
        return first == last ? first : Words.Say(VotingPhrase.FromToWeekdays, language, first, last);
    }

    /// <summary>"at 5 p.m."; in Spanish "a las 5 p. m.", "a la 1 p. m.", "al mediodía".</summary>
    public static string AtTime(TimeOnly time, string language) => Words.Say(
        time == new TimeOnly(12, 0) ? VotingPhrase.AtTimeNoon : time.Hour % 12 == 1 ? VotingPhrase.AtTimeOne : VotingPhrase.AtTime, language, Words.Time(time, language));

    private string At(DateTimeOffset instant, DateOnly today, string language)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var day = Words.Day(DateOnly.FromDateTime(local), today, language);
        return local.TimeOfDay == TimeSpan.Zero ? day : $"{day}, {Words.Time(TimeOnly.FromDateTime(local), language)}";
    }

    private static string Time(TimeSpan time, string language) => Words.Time(TimeOnly.FromTimeSpan(time == TimeSpan.FromHours(24) ? TimeSpan.Zero : time), language);
}
