using CampaignBot.Channels.DirectLine.Tokens;

namespace CampaignBot.Channels.DirectLine;

/// <summary><c>/tokens</c>: how a site's server gets a token for a visitor, and how a client keeps one.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("tokens/generate", GenerateAsync);
        routes.MapPost("tokens/refresh", RefreshAsync);
    }

    private static async Task<IResult> GenerateAsync(HttpContext context, CallerVerification callers, TokenIssuer tokens)
    {
        if ((await callers.VerifyAsync(context)).Token is not null)
            throw DirectLineProblem.Forbidden("New tokens are given for the secret alone.");
        var request = await JsonBody.ReadAsync(context, maxBytes: 16 * 1024, DirectLineJson.Default.TokenRequest);
        var origins = request?.TrustedOrigins ?? [];
        if (origins.Count > 20 || !origins.All(Origins.IsOrigin))
            throw DirectLineProblem.BadArgument("trustedOrigins must be at most 20 origins such as https://example.org.");
        return await AnswerAsync(UserNaming.NewConversation(request?.User) with { Origins = [.. origins] }, tokens, context);
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, CallerVerification callers, TokenIssuer tokens) =>
        await AnswerAsync(
            (await callers.VerifyAsync(context)).Token ?? throw DirectLineProblem.Forbidden("The secret needs no refreshing."),
            tokens,
            context);

    private static async Task<IResult> AnswerAsync(ConversationToken token, TokenIssuer tokens, HttpContext context) =>
        TypedResults.Json(
            new ConversationResponse(token.ConversationId, await tokens.IssueAsync(token, context.RequestAborted), tokens.ExpiresIn),
            DirectLineJson.Default.ConversationResponse);
}
