using System.Globalization;

namespace CampaignBot.Training;

/// <summary>A day as people and programs write it.</summary>
internal static class CalendarDay
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en-US"), CultureInfo.GetCultureInfo("es-US")];
    private static readonly string[] Written = ["MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "d 'de' MMMM 'de' yyyy", "d MMMM, yyyy"];

    /// <summary>
    /// Reads 2026-11-22 (with or without a time), November 22, 2026, 22 de noviembre de 2026, and 11/22/2026 where only one of its numbers can be
    /// the month: 11/10/2026 is one day here and another there.
    /// </summary>
    /// <returns>Null where it is no such day.</returns>
    public static DateOnly? Read(string text)
    {
        text = text.Trim();
        if (text.Length >= 10 && DateOnly.TryParseExact(text[..10], ["yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && (text.Length == 10 || text[10] is 'T' or ' '))
            return day;
        foreach (var culture in Cultures)
        {
            if (DateOnly.TryParseExact(text, Written, culture, DateTimeStyles.AllowWhiteSpaces, out day))
                return day;
        }
        var monthFirst = DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var american);
        var dayFirst = DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var other);
        return (monthFirst, dayFirst) switch
        {
            (true, false) => american,
            (false, true) => other,
            (true, true) when american == other => american,
            _ => null,
        };
    }
}
