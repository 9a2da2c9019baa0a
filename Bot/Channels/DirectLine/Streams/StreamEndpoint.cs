using CampaignBot.Channels.DirectLine.Streams;
using CampaignBot.Channels.DirectLine.Tokens;

namespace CampaignBot.Channels.DirectLine;

/// <summary><c>/conversations/{id}/stream</c>: the socket on which a client follows its conversation.</summary>
internal static class StreamEndpoint
{
    public static void MapStream(this IEndpointRouteBuilder routes) => routes.MapGet("conversations/{id}/stream", FollowAsync);

    private static async Task<IResult> FollowAsync(
        HttpContext context, string id, TokenIssuer tokens, Origins origins, OpenStreams streams)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw DirectLineProblem.BadArgument("This address is for a WebSocket.");
        if (context.Request.Query["t"] is not [{ Length: > 0 } text])
            throw DirectLineProblem.Unauthorized();
        var token = await tokens.RedeemForStreamAsync(text, context.RequestAborted);
        new Caller(token).Require(id);
        if (!origins.Allows(context, token.Origins))
            throw DirectLineProblem.Forbidden("This page may not use the chat.");
        var position = Watermark.Parse(context.Request.Query["watermark"]);
        if (streams.IsFull(id))
            throw DirectLineProblem.TooMany(TimeSpan.FromSeconds(30));
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await streams.FollowAsync(socket, id, position);
        return Results.Empty;
    }
}
