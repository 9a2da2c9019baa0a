using Microsoft.Extensions.Primitives;

namespace CampaignBot.Operations;

/// <summary>What every response allows a browser: nothing. A page that needs more says so itself.</summary>
public static class SecurityHeaders
{
    private static readonly (string Name, StringValues Value)[] Headers =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    /// <summary>
    /// Puts the headers on every response, a failure's too; and over https tells the browser to come by that alone from now on.
    /// </summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            // At its start, as a failure's answer begins anew without what was set before.
            context.Response.OnStarting(Add, context.Response.Headers);
            return next(context);
        }).UseHsts();

    private static Task Add(object response)
    {
        var headers = (IHeaderDictionary)response;
        foreach (var (name, value) in Headers)
            headers.TryAdd(name, value);
        return Task.CompletedTask;
    }
}
