using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CampaignBot.Tests.Support;

/// <summary>
/// Stands in for everything of Microsoft's that a bot talks to: the OpenID documents with their keys, the token
/// service, and the Connector service. It is a real server; <see cref="Http"/> leads every https address to it.
/// </summary>
public sealed class BotFrameworkService : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string TeamsServiceUrl = "https://smba.trafficmanager.net/amer/";

    private readonly WebApplication _app;

    private BotFrameworkService(WebApplication app)
    {
        _app = app;
        Http = new RoutedHttp(this);
    }

    /// <summary>Where the server really listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Clients for which every host is this server.</summary>
    public RoutedHttp Http { get; }

    /// <summary>The keys that the Bot Framework publishes.</summary>
    public List<TokenKey> ChannelKeys { get; } = [new TokenKey("channel-1", "msteams", "webchat", "emulator")];

    /// <summary>The keys that Microsoft Entra publishes.</summary>
    public List<TokenKey> EntraKeys { get; } = [new TokenKey("entra-1")];

    /// <summary>The requests for the Bot Framework's keys so far.</summary>
    public int KeyRequests { get; private set; }

    /// <summary>Whether the OpenID documents can be had.</summary>
    public bool KeysAreDown { get; set; }

    /// <summary>The forms that came to the token service, with the address they came to.</summary>
    public ConcurrentQueue<(string Address, Dictionary<string, string> Form)> TokenRequests { get; } = new();

    /// <summary>What came to the Connector service.</summary>
    public ConcurrentQueue<ConnectorRequest> Requests { get; } = new();

    /// <summary>What the Connector service answers; unless told, 201 with an id.</summary>
    public Func<ConnectorRequest, HttpContext, Task>? Answer { get; set; }

    public static async Task<BotFrameworkService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new BotFrameworkService(builder.Build());
        service.Map();
        await service._app.StartAsync();
        service.Address = new Uri(service._app.Urls.First());
        return service;
    }

    /// <summary>A token as a channel sends it, changed as told.</summary>
    public string ChannelToken(Action<TokenContent>? change = null) => Token(new TokenContent
    {
        Key = ChannelKeys[0],
        Issuer = "https://api.botframework.com",
        Claims = { ["serviceurl"] = TeamsServiceUrl },
    }, change);

    /// <summary>A token as an emulator gets it with the bot's credentials, changed as told.</summary>
    public string EmulatorToken(Action<TokenContent>? change = null) => Token(new TokenContent
    {
        Key = EntraKeys[0],
        Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
        Claims = { ["appid"] = AppId, ["ver"] = "1.0", ["tid"] = "d6d49420-f39b-4df7-a1dc-d59a935871db" },
    }, change);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Http.Dispose();
    }

    private static string Token(TokenContent content, Action<TokenContent>? change)
    {
        change?.Invoke(content);
        return content.Sign();
    }

    private void Map()
    {
        _app.MapGet("/v1/.well-known/openidconfiguration", (HttpRequest request) => Document(Original(request, "/v1/.well-known/keys")));
        _app.MapGet("/v1/.well-known/keys", () =>
        {
            KeyRequests++;
            return Keys(ChannelKeys);
        });
        _app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (HttpRequest request) => Document(Original(request, "/common/discovery/v2.0/keys")));
        _app.MapGet("/common/discovery/v2.0/keys", () => Keys(EntraKeys));
        _app.MapPost("/{tenant}/oauth2/v2.0/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            TokenRequests.Enqueue((Original(request, request.Path), form.ToDictionary(f => f.Key, f => f.Value.ToString())));
            return form["client_secret"] == "wrong"
                ? Results.Json(new { error = "invalid_client", error_codes = new[] { 7000215 } }, statusCode: 401)
                : Results.Json(new { access_token = $"token-{TokenRequests.Count}", expires_in = 3600, token_type = "Bearer" });
        });
        _app.MapGet("/metadata/identity/oauth2/token", (HttpRequest request) =>
        {
            TokenRequests.Enqueue(("http://169.254.169.254" + request.Path, request.Query.ToDictionary(q => q.Key, q => q.Value.ToString())));
            return request.Headers["Metadata"] != "true" ? Results.BadRequest()
                : Results.Json(new { access_token = $"token-{TokenRequests.Count}", expires_in = "3600", expires_on = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), resource = request.Query["resource"].ToString(), token_type = "Bearer" });
        });
        _app.Map("/{**path}", ConnectAsync);
    }

    private async Task ConnectAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new ConnectorRequest(
            context.Request.Method,
            Original(context.Request, context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget),
            context.Request.Headers.Authorization,
            text.Length == 0 ? null : JsonNode.Parse(text));
        Requests.Enqueue(request);
        if (Answer is { } answer)
        {
            await answer(request, context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { id = $"sent-{Requests.Count}" }, context.RequestAborted);
    }

    private IResult Document(string keys) => KeysAreDown ? Results.StatusCode(503) : Results.Json(new Dictionary<string, string> { ["jwks_uri"] = keys });

    private static IResult Keys(List<TokenKey> keys) => Results.Json(new { keys = keys.Select(k => k.Published()) });

    private static string Original(HttpRequest request, string path) =>
        request.Headers.TryGetValue("X-Original-Host", out var host) ? $"https://{host}{path}" : $"{request.Scheme}://{request.Host}{path}";
}

/// <summary>A request to the Connector service.</summary>
/// <param name="Url">The address as the bot wrote it.</param>
public sealed record ConnectorRequest(string Method, string Url, string? Authorization, JsonNode? Body);

/// <summary>Clients whose https requests all arrive at the stand-in, which is told the host they were meant for.</summary>
public sealed class RoutedHttp(BotFrameworkService service) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false }), IHttpClientFactory
{
    /// <summary>The hosts that were called.</summary>
    public ConcurrentQueue<string> Hosts { get; } = new();

#pragma warning disable RS0030 // This is the factory that clients come from.
    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);
#pragma warning restore RS0030

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        Hosts.Enqueue(address.Authority);
        // The second is where a virtual machine's own identity is asked for.
        if (address.Scheme == Uri.UriSchemeHttps || address.Host == "169.254.169.254")
        {
            request.Headers.Add("X-Original-Host", address.Authority);
            request.RequestUri = new Uri(service.Address, address.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A signing key of an issuer.</summary>
public sealed class TokenKey(string id, params string[] endorsements)
{
    public string Id { get; } = id;

    public RSA Rsa { get; } = RSA.Create(2048);

    public Dictionary<string, object> Published()
    {
        var parameters = Rsa.ExportParameters(false);
        var key = new Dictionary<string, object>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        if (endorsements.Length > 0)
            key["endorsements"] = endorsements;
        return key;
    }
}

/// <summary>What a token says and how it is signed.</summary>
public sealed class TokenContent
{
    public required TokenKey Key { get; set; }

    /// <summary>The key id in the header, where it isn't the key's.</summary>
    public string? KeyId { get; set; }

    /// <summary>RS256 and so on with the key; HS256 with its public half as the secret; none.</summary>
    public string Algorithm { get; set; } = "RS256";

    public required string Issuer { get; set; }

    public string? Audience { get; set; } = BotFrameworkService.AppId;

    public DateTimeOffset? NotBefore { get; set; } = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    public DateTimeOffset? Expires { get; set; } = TimeProvider.System.GetUtcNow().AddHours(1);

    public Dictionary<string, object> Claims { get; } = [];

    public string Sign()
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = "JWT", ["kid"] = KeyId ?? Key.Id };
        var payload = new JsonObject { ["iss"] = Issuer };
        if (Audience is not null)
            payload["aud"] = Audience;
        if (NotBefore is not null)
            payload["nbf"] = NotBefore.Value.ToUnixTimeSeconds();
        if (Expires is not null)
            payload["exp"] = Expires.Value.ToUnixTimeSeconds();
        foreach (var (name, value) in Claims)
            payload[name] = JsonValue.Create(value.ToString());

        var text = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(Signature(Encoding.ASCII.GetBytes(text)))}";
    }

    private byte[] Signature(byte[] text) => Algorithm switch
    {
        "none" => [],
        "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key.Rsa.ExportSubjectPublicKeyInfoPem()), text),
        "PS256" => Key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => Key.Rsa.SignData(text, new HashAlgorithmName("SHA" + Algorithm[2..]), RSASignaturePadding.Pkcs1),
    };
}
