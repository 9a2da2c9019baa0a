using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>
/// A stand-in for what gives a program on Container Apps or App Service the tokens of its managed identity: IDENTITY_ENDPOINT, as
/// Microsoft's "REST endpoint reference" for managed identities describes it (version 2019-08-01).
/// </summary>
public sealed class IdentityEndpoint : IAsyncDisposable
{
    public const string Token = "a-token-of-the-managed-identity";
    private const string Header = "header-of-this-machine";
    private readonly WebApplication _app;

    private IdentityEndpoint(WebApplication app)
    {
        _app = app;
        app.MapGet("/msi/token", (HttpRequest request) =>
        {
            if (request.Headers["X-IDENTITY-HEADER"] != Header)
                return Results.Unauthorized();
            Asked.Enqueue((request.Query["resource"].ToString(), request.Query["client_id"].ToString()));
            var expires = TimeProvider.System.GetUtcNow().AddHours(8).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return Results.Json(new { access_token = Token, expires_on = expires, resource = request.Query["resource"].ToString(), token_type = "Bearer" });
        });
    }

    /// <summary>What tokens were asked for: the resource, and the identity's client id.</summary>
    public ConcurrentQueue<(string Resource, string ClientId)> Asked { get; } = new();

    /// <summary>What the platform puts into the program's environment.</summary>
    public (string Name, string Value)[] Environment => [("IDENTITY_ENDPOINT", _app.Urls.First() + "/msi/token"), ("IDENTITY_HEADER", Header)];

    public static async Task<IdentityEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new IdentityEndpoint(builder.Build());
        await endpoint._app.StartAsync(CancellationToken.None);
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
