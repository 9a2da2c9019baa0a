using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms;

/// <summary>
/// The reader's own time, where their channel tells their zone (an activity's localTimezone, an IANA id) and clocks differ there from the
/// campaign's. What takes place keeps its place's time and tells theirs beside it; what comes to them, such as a reminder, is told in theirs.
/// </summary>
internal static class ReaderClock
{
    private const int LongestId = 64;

    /// <summary>The reader's zone; null where none is told, it is none, or its clocks show what the campaign's do.</summary>
    public static TimeZoneInfo? Of(FormTurn turn) =>
        turn.Context.Activity.LocalTimezone is { Length: > 0 and <= LongestId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.GetUtcOffset(turn.Now) != turn.Zone.GetUtcOffset(turn.Now)
            ? zone
            : null;

    /// <summary>A moment by the reader's clock, and else by the campaign's.</summary>
    public static DateTime At(FormTurn turn, DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Of(turn) ?? turn.Zone).DateTime;

    /// <summary>A time at its place, with the reader's beside it: "5 p.m. to 6:30 p.m., 8 p.m. to 9:30 p.m. where you are", with the day where that is another.</summary>
    /// <param name="told">The place's, in words.</param>
    /// <param name="until">Null where only a moment is told.</param>
    public static string Beside(FormTurn turn, string told, DateTimeOffset from, DateTimeOffset? until = null)
    {
        if (Of(turn) is not { } zone)
            return told;
        var own = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var hours = until is { } end ? turn.Say(Joining.JoiningPhrase.TimeSpan, Time(own), Time(TimeZoneInfo.ConvertTime(end, zone).DateTime)) : Time(own);
        var isSameDay = own.Date == TimeZoneInfo.ConvertTime(from, turn.Zone).Date;
        return turn.Say(Phrase.WhereYouAre, told, isSameDay ? hours : $"{Words.Day(DateOnly.FromDateTime(own), turn.Today, turn.Language)}, {hours}");

        string Time(DateTime at) => Words.Time(TimeOnly.FromDateTime(at), turn.Language);
    }

    /// <summary>Hours of a place, which are by its own clock: said so to who is elsewhere.</summary>
    public static string There(FormTurn turn, string hours) => Of(turn) is null ? hours : turn.Say(Phrase.TimeThere, hours);
}
