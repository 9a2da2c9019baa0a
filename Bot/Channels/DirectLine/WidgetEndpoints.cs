using CampaignBot.Channels.DirectLine.Tokens;
using CampaignBot.Core.Campaign;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>The body of <c>POST /widget/token</c>.</summary>
/// <param name="Resume">An earlier token, whose conversation is to go on.</param>
internal sealed record WidgetTokenRequest(string? Resume);

/// <summary>A conversation for the widget, not yet started.</summary>
internal sealed record WidgetTokenResponse(
    string ConversationId,
    string Token,
    [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn,
    string UserId);

/// <summary>What the widget shows of the campaign, and what it may send.</summary>
/// <param name="Title">The name in each language.</param>
internal sealed record WidgetConfig(
    string Name,
    IReadOnlyDictionary<string, string> Title,
    IReadOnlyList<string> Languages,
    WidgetOffice Office,
    IReadOnlyDictionary<string, string> Disclosure,
    string Accent,
    int MaxUploadBytes,
    IReadOnlyList<string> UploadTypes);

/// <summary>Where a person is reached.</summary>
internal sealed record WidgetOffice(string Phone, string Email, string Url);

/// <summary>
/// <c>/widget</c>: what our own widget needs beyond Direct Line. A visitor gets a token without a name, from the bot's own
/// pages and those of <c>DirectLine:AllowedOrigins</c> alone.
/// </summary>
internal static class WidgetEndpoints
{
    public static void MapWidget(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("widget").AddEndpointFilter(RefusalFilter.InvokeAsync);
        group.MapPost("token", TokenAsync);
        group.MapGet("config", Config);
        group.MapMethods("{path:regex(^(token|config)$)}", ["OPTIONS"], Origins.Preflight);
    }

    private static async Task<IResult> TokenAsync(
        HttpContext context, Origins origins, CallerLimits limits, TokenIssuer tokens, IOptions<DirectLineOptions> options)
    {
        RequirePage(context, origins);
        limits.CountConversation(context);
        var request = await JsonBody.ReadAsync(context, maxBytes: 16 * 1024, DirectLineJson.Default.WidgetTokenRequest);
        var token = await ResumeAsync(request?.Resume, tokens, options.Value, context)
            ?? UserNaming.NewConversation(user: null);
        return TypedResults.Json(
            new WidgetTokenResponse(
                token.ConversationId, await tokens.IssueAsync(token, context.RequestAborted), tokens.ExpiresIn, token.UserId),
            DirectLineJson.Default.WidgetTokenResponse);
    }

    // A token that can't be taken up is no error of the visitor's: a new conversation takes its place.
    private static async ValueTask<ConversationToken?> ResumeAsync(
        string? earlier, TokenIssuer tokens, DirectLineOptions options, HttpContext context)
    {
        if (string.IsNullOrEmpty(earlier))
            return null;
        try
        {
            return await tokens.VerifyAsync(earlier, options.ResumeWindow, context.RequestAborted);
        }
        catch (DirectLineProblem)
        {
            return null;
        }
    }

    private static JsonHttpResult<WidgetConfig> Config(
        HttpContext context, Origins origins, CampaignContent content, SentFiles files, IOptions<DirectLineOptions> options)
    {
        RequirePage(context, origins);
        var profile = content.Profile;
        return TypedResults.Json(
            new WidgetConfig(
                profile.Name[profile.Languages[0]],
                Title: InEach(profile.Languages, profile.Name),
                profile.Languages,
                new WidgetOffice(profile.Office.Phone, profile.Office.Email, profile.Office.Web.AbsoluteUri),
                InEach(profile.Languages, profile.Disclosure),
                profile.AccentColour,
                options.Value.MaxUploadBytes,
                options.Value.MaxUploadBytes == 0 ? [] : files.Types),
            DirectLineJson.Default.WidgetConfig);
    }

    private static Dictionary<string, string> InEach(IReadOnlyList<string> languages, LocalizedText text) =>
        languages.ToDictionary(language => language, language => text[language], StringComparer.Ordinal);

    private static void RequirePage(HttpContext context, Origins origins)
    {
        if (!origins.Allows(context, trusted: []))
            throw DirectLineProblem.Forbidden("This page may not use the chat: its origin is not in the setting DirectLine:AllowedOrigins.");
    }
}
