using System.Globalization;
using System.Text;

namespace CampaignBot.Core.Calendar;

/// <summary>An appointment.</summary>
/// <param name="Uid">Names it for good: a file with the same one and a higher <paramref name="Sequence"/> takes the place of the one before.</param>
/// <param name="Sequence">How often it was changed, from 0.</param>
/// <param name="Stamp">When it was written down.</param>
/// <param name="Starts">When it begins.</param>
/// <param name="Ends">When it ends; after <paramref name="Starts"/>.</param>
/// <param name="Title">In a line.</param>
/// <param name="Location">Where, in a line; null where it is anywhere.</param>
/// <param name="Description">More about it; may have several lines.</param>
/// <param name="Link">A page about it; null for none.</param>
/// <param name="Alarm">How long before it the calendar is to ring; null for never.</param>
public sealed record CalendarEvent(
    string Uid,
    int Sequence,
    DateTimeOffset Stamp,
    DateTimeOffset Starts,
    DateTimeOffset Ends,
    string Title,
    string? Location,
    string? Description,
    Uri? Link,
    TimeSpan? Alarm);

/// <summary>
/// Writes an appointment as an iCalendar file (RFC 5545). Times are in UTC: every calendar shows them in its own zone, and no
/// time zone's definition can be wrong.
/// </summary>
public static class CalendarFile
{
    /// <summary>The file's media type.</summary>
    public const string ContentType = "text/calendar";

    /// <summary>Octets in a line, its end not counted (RFC 5545, 3.1).</summary>
    private const int MaxOctets = 75;

    /// <summary>The file's text, its lines ended by CRLF.</summary>
    public static string Write(CalendarEvent happening)
    {
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//CampaignBot//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("BEGIN:VEVENT");
        Line($"UID:{Escaped(happening.Uid)}");
        Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{happening.Sequence}"));
        Line($"DTSTAMP:{Utc(happening.Stamp)}");
        Line($"DTSTART:{Utc(happening.Starts)}");
        Line($"DTEND:{Utc(happening.Ends)}");
        Line($"SUMMARY:{Escaped(happening.Title)}");
        if (happening.Location is { } location)
            Line($"LOCATION:{Escaped(location)}");
        if (happening.Description is { } description)
            Line($"DESCRIPTION:{Escaped(description)}");
        if (happening.Link is { } link)
            Line($"URL:{link.AbsoluteUri}");
        if (happening.Alarm is { } before)
        {
            Line("BEGIN:VALARM");
            Line("ACTION:DISPLAY");
            Line($"DESCRIPTION:{Escaped(happening.Title)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"TRIGGER:-PT{(int)before.TotalMinutes}M"));
            Line("END:VALARM");
        }

        Line("END:VEVENT");
        Line("END:VCALENDAR");
        return text.ToString();

        void Line(string line) => Fold(text, line);
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Text as a value (RFC 5545, 3.3.11); control characters, which no value may hold, are left out.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n')
                escaped.Append("\\n");
            else if (c is '\\' or ';' or ',')
                escaped.Append('\\').Append(c);
            else if (!char.IsControl(c))
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Breaks a line that is too long before a space of its own; no character is cut in two.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
