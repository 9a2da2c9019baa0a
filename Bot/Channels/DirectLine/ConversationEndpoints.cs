using CampaignBot.Channels.DirectLine.Tokens;
using CampaignBot.Turns;

namespace CampaignBot.Channels.DirectLine;

/// <summary><c>/conversations</c>: begins a conversation, and takes one up again after its socket was lost.</summary>
internal static class ConversationEndpoints
{
    /// <summary>Longer ids are not ours.</summary>
    private const int MaxIdLength = 100;

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("conversations", StartAsync);
        routes.MapGet("conversations/{id}", ReconnectAsync);
    }

    private static async Task<IResult> StartAsync(
        HttpContext context,
        CallerVerification callers,
        CallerLimits limits,
        Conversations conversations,
        IncomingActivity incoming,
        Inbox inbox,
        TokenIssuer tokens,
        PublicAddress address)
    {
        var caller = await callers.VerifyAsync(context);
        var request = await JsonBody.ReadAsync(context, maxBytes: 16 * 1024, DirectLineJson.Default.StartRequest);
        // Whoever holds the secret begins conversations for its visitors; anyone else only the one in the token.
        var token = caller.Token ?? UserNaming.NewConversation(request?.User);
        if (caller.Token is not null)
            limits.CountConversation(context);
        var (started, conversation) = await conversations.StartAsync(
            new Conversation(token.ConversationId, token.UserId, token.UserName, Welcomed: false), context.RequestAborted);
        if (!conversation.Welcomed)
        {
            // Accepted under one id however often it is tried, then noted, so that a crash in between repeats nothing.
            var welcome = incoming.Welcome(token, request?.Locale, address.Of(context));
            (await inbox.AcceptAsync(welcome, welcome.Id!, context.RequestAborted)).Require();
            await conversations.SetWelcomedAsync(conversation, context.RequestAborted);
        }

        return await AnswerAsync(started ? 201 : 200, token, watermark: 0, tokens, address, context);
    }

    private static async Task<IResult> ReconnectAsync(
        HttpContext context,
        string id,
        CallerVerification callers,
        Conversations conversations,
        Transcript transcript,
        TokenIssuer tokens,
        PublicAddress address)
    {
        var token = await RequireAsync(context, id, callers, conversations);
        // A client that has seen nothing sends an empty watermark and wants everything; one that sends none, what is new.
        var watermark = context.Request.Query.TryGetValue("watermark", out var text)
            ? Watermark.Parse(text)
            : await transcript.LastAsync(DirectLineChannel.KeyOf(id), context.RequestAborted);
        return await AnswerAsync(200, token, watermark, tokens, address, context);
    }

    /// <summary>The conversation and user that a request is about.</summary>
    /// <exception cref="DirectLineProblem">401, 403: not for this caller. 404: not started.</exception>
    public static async ValueTask<ConversationToken> RequireAsync(
        HttpContext context, string id, CallerVerification callers, Conversations conversations)
    {
        var caller = await callers.VerifyAsync(context);
        caller.Require(id);
        var conversation = id.Length > MaxIdLength ? null : await conversations.FindAsync(id, context.RequestAborted);
        return conversation is null
            ? throw DirectLineProblem.NotFound()
            : caller.Token ?? new ConversationToken(id, conversation.UserId, conversation.UserName, Origins: []);
    }

    private static async Task<IResult> AnswerAsync(
        int status, ConversationToken token, long watermark, TokenIssuer tokens, PublicAddress address, HttpContext context)
    {
        var stream = new UriBuilder(address.Of(context));
        stream.Scheme = stream.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        stream.Path += $"{DirectLineChannel.Path}/conversations/{token.ConversationId}/stream";
        stream.Query = $"watermark={Watermark.ToText(watermark)}&t={await tokens.IssueForStreamAsync(token, context.RequestAborted)}";
        return TypedResults.Json(
            new ConversationResponse(
                token.ConversationId, await tokens.IssueAsync(token, context.RequestAborted), tokens.ExpiresIn, stream.Uri.AbsoluteUri),
            DirectLineJson.Default.ConversationResponse,
            statusCode: status);
    }
}
