using CampaignBot.Channels.DirectLine.Streams;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Channels.DirectLine;

/// <summary><c>/conversations/{id}/activities</c>: what was said, and saying something.</summary>
internal static class ActivityEndpoints
{
    /// <summary>How many activities a client gets at once; it asks until it gets none.</summary>
    private const int PageSize = 100;

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("conversations/{id}/activities", GetAsync);
        routes.MapPost("conversations/{id}/activities", PostAsync);
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, CallerVerification callers, Conversations conversations, Transcript transcript)
    {
        await ConversationEndpoints.RequireAsync(context, id, callers, conversations);
        var position = Watermark.Parse(context.Request.Query["watermark"]);
        var entries = await transcript.ReadAsync(DirectLineChannel.KeyOf(id), position, PageSize, context.RequestAborted);
        return TypedResults.Bytes(ActivitySet.ToJson(entries, position), "application/json; charset=utf-8");
    }

    private static async Task<IResult> PostAsync(
        HttpContext context,
        string id,
        CallerVerification callers,
        CallerLimits limits,
        Conversations conversations,
        IncomingActivity incoming,
        Inbox inbox,
        ChannelMetrics metrics,
        OpenStreams streams,
        PublicAddress address,
        IOptions<DirectLineOptions> options)
    {
        var token = await ConversationEndpoints.RequireAsync(context, id, callers, conversations);
        if (!context.Request.HasJsonContentType())
            throw DirectLineProblem.Unsupported("Send an activity as JSON, with the header 'Content-Type: application/json'.");
        var body = await JsonBody.ReadBytesAsync(context.Request, options.Value.MaxActivityBytes);
        limits.CountActivity(context, id, body.Length);
        var activity = incoming.Read(body, token, address.Of(context));
        if (string.Equals(activity.Type, ActivityTypes.Typing, StringComparison.OrdinalIgnoreCase))
        {
            streams.Pass(id, activity);
            metrics.Handled(DirectLineChannel.Id);
            return TypedResults.Json(new IdResponse(activity.Id!), DirectLineJson.Default.IdResponse);
        }
        var acceptance = await inbox.AcceptAsync(activity, activity.Id!, context.RequestAborted);
        if (acceptance is Acceptance.Accepted or Acceptance.Duplicate)
            metrics.Took(DirectLineChannel.Id, acceptance);
        acceptance.Require();
        return TypedResults.Json(new IdResponse(activity.Id!), DirectLineJson.Default.IdResponse);
    }
}
