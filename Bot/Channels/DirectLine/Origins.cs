using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// Which pages may use the chat: the bot's own, those of the setting <c>DirectLine:AllowedOrigins</c>, and those a
/// token names. Browsers name the page in <c>Origin</c>, on WebSockets too, where CORS doesn't help; what is no
/// browser names none and is judged by its token alone.
/// </summary>
internal sealed class Origins(IOptions<DirectLineOptions> options, PublicAddress address)
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <param name="trusted">The origins the token is meant for; none: those of the setting.</param>
    public bool Allows(HttpContext context, IReadOnlyCollection<string> trusted)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, address.Of(context).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            || (trusted.Count == 0 ? _allowed.Contains(origin) : trusted.Contains(origin, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Lets the page read the response.</summary>
    public static void Expose(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin])
            return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = "Retry-After";
    }

    /// <summary>
    /// Answers a browser that asks whether it may send the request. Which origins may is told by the token, which a
    /// preflight doesn't carry, so it is asked of the request itself; nothing here rests on cookies.
    /// </summary>
    public static IResult Preflight(HttpContext context)
    {
        Expose(context);
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Content-Disposition, x-ms-bot-agent, x-requested-with";
        headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    }

    /// <summary>Whether the text is scheme, host and port of http or https and nothing more.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
