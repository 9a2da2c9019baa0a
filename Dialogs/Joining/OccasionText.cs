using System.Globalization;
using CampaignBot.Core.Calendar;
using CampaignBot.Core.Events;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>How events and shifts are told of.</summary>
public static class OccasionText
{
    // A day further off is told with its year.

    /// <summary>"Thursday, December 3, 5 p.m. to 6:30 p.m.", in the occasion's own zone; to who is elsewhere with their own time beside it.</summary>
    public static string When(FormTurn turn, Occasion occasion)
    {
        var when = When(occasion, turn.Language, turn.Today);
        return occasion.IsAllDay ? when : ReaderClock.Beside(turn, when, occasion.Start, occasion.End is { } end && end.Date == occasion.Start.Date ? end : null);
    }

    /// <summary>"Thursday, December 3, 5 p.m. to 6:30 p.m.", in the occasion's own zone.</summary>
    public static string When(Occasion occasion, string language, DateOnly today)
    {
        var (start, day) = (occasion.Start, Day(occasion.Start, language, today));
        if (occasion.IsAllDay)
            return $"{day}, {Words.Say(JoiningPhrase.AllDay, language)}";
        return occasion.End is { } end && end.Date == start.Date
            ? $"{day}, {Words.Say(JoiningPhrase.TimeSpan, language, Time(start, language), Time(end, language))}"
            : $"{day}, {Time(start, language)}";
    }

    /// <summary>"Thursday, December 3", with its year where that is far off.</summary>
    public static string Day(FormTurn turn, DateTimeOffset start) => Day(start, turn.Language, turn.Today);

    /// <summary>"Thursday, December 3", "Saturday, December 5 to Sunday, December 6".</summary>
    public static string Days(FormTurn turn, DaySpan days)
    {
        var (from, until) = (Words.Day(days.From, turn.Today, turn.Language), Words.Day(days.Until, turn.Today, turn.Language));
        return days.From == days.Until ? from : turn.Say(JoiningPhrase.DaySpan, from, until);
    }

    /// <summary>"Sat, Dec 5, 10 a.m.", for a button.</summary>
    public static string Short(FormTurn turn, DateTimeOffset start) => $"{ShortDay(turn, start)}, {Time(start, turn.Language)}";

    /// <summary>"Sat, Dec 5", for a button.</summary>
    public static string ShortDay(FormTurn turn, DateTimeOffset start) =>
        start.ToString(turn.Say(JoiningPhrase.ShortDayPattern), CultureInfo.GetCultureInfo(turn.Language)).Replace(".", "", StringComparison.Ordinal);

    /// <summary>Everything there is to tell of it, a line each.</summary>
    public static string Full(FormTurn turn, Occasion occasion)
    {
        var language = turn.Language;
        var lines = new List<string> { $"**{occasion.Title[language]}**" };
        if (occasion.About is { } about)
            lines.Add(about[language]);
        lines.Add(turn.Say(JoiningPhrase.WhenLine, When(turn, occasion)));
        if (occasion.Status == EventStatus.Tentative)
            lines.Add(turn.Say(JoiningPhrase.Tentative));
        if (Where(occasion.Venue, language) is { Length: > 0 } where)
            lines.Add(turn.Say(JoiningPhrase.WhereLine, where));
        if (occasion.Venue?.Map is { } map)
            lines.Add(turn.Say(JoiningPhrase.MapLine, map.AbsoluteUri));
        if (occasion.Bring is { } bring)
            lines.Add(turn.Say(JoiningPhrase.BringLine, bring[language]));
        if (occasion is Gathering { Link: { } link })
            lines.Add(turn.Say(JoiningPhrase.LinkLine, link.AbsoluteUri));
        return string.Join('\n', lines);
    }

    /// <summary>"Our office, 214 Mill Street, Alder Falls 98701"; empty where nothing is known.</summary>
    public static string Where(Venue? venue, string language) =>
        string.Join(", ", new[] { venue?.Name?[language], venue?.Address?.ToString() }.Where(p => !string.IsNullOrEmpty(p)));

    /// <summary>The occasion as an appointment.</summary>
    /// <param name="now">When it is written down.</param>
    public static CalendarEvent Appointment(Occasion occasion, string language, DateTimeOffset now) => new(
        $"{occasion.Id}@campaignbot",
        occasion.Status == EventStatus.Cancelled ? 1 : 0,
        now,
        occasion.Start,
        occasion.End ?? (occasion.IsAllDay ? occasion.Start.AddDays(1) : occasion.Start.AddHours(1)),
        occasion.Title[language],
        Where(occasion.Venue, language) is { Length: > 0 } where ? where : null,
        string.Join('\n', new[] { occasion.About?[language], occasion.Bring is { } bring ? Words.Say(JoiningPhrase.BringLine, language, bring[language]) : null }.OfType<string>()),
        (occasion as Gathering)?.Link,
        TimeSpan.FromHours(1));

    private static string Day(DateTimeOffset start, string language, DateOnly today) => Words.Day(DateOnly.FromDateTime(start.DateTime), today, language);

    private static string Time(DateTimeOffset at, string language) => Words.Time(TimeOnly.FromDateTime(at.DateTime), language);
}
