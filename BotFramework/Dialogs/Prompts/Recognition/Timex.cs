using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>Writes TIMEX and the values beside it, as the Recognizers convention has them. "X" stands for what was left open.</summary>
internal static class Timex
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string OfMonthDay(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:00}-{day:00}");

    public static string OfDay(int day) => string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-{day:00}");

    public static string OfWeekday(int isoDay) => string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{isoDay}");

    public static string OfWeek(DateOnly day, bool weekend)
    {
        var at = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at)}-W{ISOWeek.GetWeekOfYear(at):00}{(weekend ? "-WE" : "")}");
    }

    public static string OfInstant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"(start,end,P2D)" or "(start,end,PT1H30M)".</summary>
    public static string OfRange(string start, string end, TimeSpan length)
    {
        var duration = "P"
            + (length.Days > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Days}D") : string.Empty)
            + (length - TimeSpan.FromDays(length.Days) > TimeSpan.Zero ? "T" : string.Empty)
            + (length.Hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Hours}H") : string.Empty)
            + (length.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}M") : string.Empty)
            + (length.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Seconds}S") : string.Empty);
        return $"({start},{end},{(duration == "P" ? "P0D" : duration)})";
    }

    public static string Value(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Value(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
