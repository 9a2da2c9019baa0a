using CampaignBot.Core.Campaign;
using CampaignBot.Core.Reminders;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Office;

/// <summary>Tells whether somebody is at the office now.</summary>
internal static class OfficeText
{
    /// <summary>"The office is open now, until 6 p.m.", "The office is closed now. It opens on Monday, November 23, at 9 a.m."</summary>
    public static string State(FormTurn turn, CampaignOffice office)
    {
        var state = office.Open?.At(TimeZoneInfo.ConvertTime(turn.Now, turn.Zone).DateTime);
        return state switch
        {
            OfficeState.Open open => turn.Say(PersonPhrase.OpenNow, Time(turn.Today, open.Until)),
            OfficeState.Closed closed when closed.Day == turn.Today => turn.Say(PersonPhrase.OpensToday, Time(closed.Day, closed.From)),
            OfficeState.Closed closed when closed.Day == turn.Today.AddDays(1) => turn.Say(PersonPhrase.OpensTomorrow, Time(closed.Day, closed.From)),
            OfficeState.Closed closed => turn.Say(PersonPhrase.OpensOn, Words.Day(closed.Day, turn.Today, turn.Language), Time(closed.Day, closed.From)),
            _ => turn.Say(PersonPhrase.HoursAre, office.Hours[turn.Language]),
        };

        string Time(DateOnly day, TimeOnly time) => ReaderClock.Beside(turn, Words.Time(time, turn.Language), QuietHours.At(day, time, turn.Zone));
    }
}
