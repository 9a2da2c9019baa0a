using System.Text;
using CampaignBot.Core.Calendar;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Voting;

namespace CampaignBot;

/// <summary>
/// Gives out calendar files of plans to vote under names that only who made the plan was told. A name that is none, one that has
/// expired and one whose plan was deleted all answer alike.
/// </summary>
internal static class CalendarEndpoint
{
    /// <summary>The path of a file, without the slash before it.</summary>
    public static string PathOf(string name) => $"calendar/{name}.ics";

    public static IEndpointRouteBuilder MapCalendar(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar/{name}.ics", GiveAsync);
        return routes;
    }

    private static async Task<IResult> GiveAsync(
        string name, CalendarLinks links, VotingPlans plans, CampaignProfile profile, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        return await links.OpenAsync(name, cancellationToken) is { } target
            && await plans.FindAsync(target.ChannelId, target.Address, target.Election, cancellationToken) is { } plan && plan.Link == name
            ? Results.File(Encoding.UTF8.GetBytes(CalendarFile.Write(PlanText.Appointment(plan, profile))), $"{CalendarFile.ContentType}; charset=utf-8", "vote.ics")
            : Results.NotFound();
    }
}
