using CampaignBot.Core.Calendar;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Voting;

/// <summary>Where a calendar file of a name is to be had; null where nobody outside could reach it.</summary>
public delegate Uri? CalendarAddress(string name);

/// <summary>A plan to vote in words, and as an appointment.</summary>
public static class PlanText
{
    /// <summary>How long voting is set down for in a calendar.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Alarm = TimeSpan.FromHours(1);

    /// <summary>"you vote on Tuesday, November 7 at 5 p.m. at Mill Street School, ..., by bus".</summary>
    /// <param name="zone">The campaign's.</param>
    /// <param name="today">The day it is told on.</param>
    public static string Of(VotingPlan plan, TimeZoneInfo zone, DateOnly today, string language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var local = TimeZoneInfo.ConvertTime(plan.At, zone).DateTime;
        var (day, time) = (Words.Day(DateOnly.FromDateTime(local), today, language), HoursText.AtTime(TimeOnly.FromDateTime(local), language));
        var said = plan.Way switch
        {
            VotingWay.Mail => Words.Say(VotingPhrase.PlanMail, language, day),
            VotingWay.DropBox => Words.Say(VotingPhrase.PlanDrop, language, day, time),
            _ => Words.Say(VotingPhrase.PlanOn, language, day, time),
        };
        if (plan.Place is { } place)
            said += " " + Words.Say(VotingPhrase.AtPlace, language, place);
        // "I need a ride" is no way there yet.
        return plan.Travel is { } travel and not Travel.NeedsRide
            ? $"{said}, {Words.Say(Phrase(travel), language).ToLowerInvariant()}"
            : said;
    }

    /// <summary>The plan as an appointment, with the polls' own name for nothing but what the plan says.</summary>
    public static CalendarEvent Appointment(VotingPlan plan, CampaignProfile profile)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(profile);
        var title = plan.Way switch
        {
            VotingWay.Mail => VotingPhrase.CalendarTitleMail,
            VotingWay.DropBox => VotingPhrase.CalendarTitleDrop,
            _ => VotingPhrase.CalendarTitle,
        };
        var office = profile.Election.Office;
        return new CalendarEvent(
            $"{plan.Link?[..16]}@campaignbot",
            plan.Revision,
            plan.Changed,
            plan.At,
            plan.At + Length,
            Words.Say(title, plan.Language),
            plan.Place,
            $"{profile.Election.Name[plan.Language]}\n{Words.Say(VotingPhrase.AskOffice, plan.Language, office.Name[plan.Language], office.Phone, office.Web.OriginalString)}",
            office.Web,
            Alarm);
    }

    /// <summary>What is said to a day on which one can't vote that way.</summary>
    internal static VotingPhrase Outside(VotingWay way) => way switch
    {
        VotingWay.Early => VotingPhrase.OutsideEarly,
        VotingWay.DropBox => VotingPhrase.OutsideBoxes,
        _ => VotingPhrase.OutsideMail,
    };

    internal static VotingPhrase Phrase(Travel travel) => travel switch
    {
        Travel.Walk => VotingPhrase.Walk,
        Travel.Bike => VotingPhrase.Bike,
        Travel.Bus => VotingPhrase.Bus,
        Travel.Car => VotingPhrase.Car,
        _ => VotingPhrase.NeedsRide,
    };

    internal static VotingPhrase Phrase(VotingWay way) => way switch
    {
        VotingWay.ElectionDay => VotingPhrase.WayElectionDay,
        VotingWay.Early => VotingPhrase.WayEarly,
        VotingWay.DropBox => VotingPhrase.WayDropBox,
        _ => VotingPhrase.WayMail,
    };

    internal static VotingPhrase Phrase(RemindAt at) => at switch
    {
        RemindAt.EveningBefore => VotingPhrase.RemindEvening,
        RemindAt.Morning => VotingPhrase.RemindMorning,
        RemindAt.Never => VotingPhrase.RemindNo,
        _ => VotingPhrase.RemindBoth,
    };
}
