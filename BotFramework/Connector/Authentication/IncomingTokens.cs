using System.Security.Claims;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// Checks the token of a call: a channel's, or in Development one that an emulator got with the bot's own
/// credentials. The rules are those of "Authentication with the Bot Connector API" in Microsoft's documentation.
/// </summary>
internal sealed class IncomingTokens(
    ChannelCloud cloud,
    ServiceClientCredentialsFactory credentials,
    AuthenticationConfiguration configuration,
    Func<HttpMessageInvoker> http,
    bool acceptEmulator,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // A channel's token has about 1 KB; nothing is computed over a much larger one.
    private const int MaxTokenChars = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxTokenChars };
    private readonly SigningKeys _channelKeys = new(cloud.OpenIdMetadataUrl, http, time, logger);
    private readonly SigningKeys _emulatorKeys = new(cloud.EmulatorOpenIdMetadataUrl, http, time, logger);

    /// <exception cref="UnauthorizedAccessException">Anything about the token is wrong.</exception>
    /// <exception cref="HttpRequestException">The keys to check it with can't be had now.</exception>
    public async Task<ClaimsIdentity> ValidateAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var token = Read(authHeader);
        var audience = await AudienceAsync(token, cancellationToken);

        if (token.Issuer == cloud.TokenIssuer)
        {
            var (identity, key) = await ValidateAsync(token, audience, [cloud.TokenIssuer], _channelKeys, cancellationToken);
            RequireEndorsements(key, activity.ChannelId);
            RequireServiceUrl(identity, activity.ServiceUrl);
            return identity;
        }

        if (!acceptEmulator)
            throw new UnauthorizedAccessException("The token's issuer is not the Bot Framework.");

        var issuers = AppTokens.BotFrameworkIssuers.Concat(configuration.ValidTokenIssuers);
        var (emulator, _) = await ValidateAsync(token, audience, issuers, _emulatorKeys, cancellationToken);
        return AppTokens.CallerAppId(emulator.Claims) == audience
            ? emulator
            : throw new UnauthorizedAccessException("An emulator's token must have been issued to the bot's own app.");
    }

    private JsonWebToken Read(string authHeader)
    {
        const string scheme = "Bearer ";
        if (authHeader.Length > scheme.Length + MaxTokenChars || !authHeader.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            throw new UnauthorizedAccessException("The Authorization header holds no bearer token of a usable size.");
        try
        {
            return _handler.ReadJsonWebToken(authHeader[scheme.Length..].Trim());
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            throw new UnauthorizedAccessException("The Authorization header holds no JSON web token.", e);
        }
    }

    /// <summary>The one audience of the token, which must be this bot's app.</summary>
    private async Task<string> AudienceAsync(JsonWebToken token, CancellationToken cancellationToken) =>
        token.Audiences.ToList() is [{ Length: > 0 } audience] && await credentials.IsValidAppIdAsync(audience, cancellationToken)
            ? audience
            : throw new UnauthorizedAccessException("The token is meant for another app.");

    private async Task<(ClaimsIdentity Identity, SigningKey Key)> ValidateAsync(
        JsonWebToken token, string audience, IEnumerable<string> issuers, SigningKeys keys, CancellationToken cancellationToken)
    {
        // Before any key is asked for: a token that can't be right must not cause traffic.
        if (!AuthenticationConstants.AllowedSigningAlgorithms.Contains(token.Alg, StringComparer.Ordinal) || string.IsNullOrEmpty(token.Kid))
            throw new UnauthorizedAccessException("The token is not signed in a way that is accepted.");
        if (!issuers.Contains(token.Issuer, StringComparer.Ordinal))
            throw new UnauthorizedAccessException("The token's issuer is not known.");

        var key = await keys.FindAsync(token.Kid, cancellationToken)
            ?? throw new UnauthorizedAccessException("The token's issuer has no such signing key.");
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = issuers,
            ValidAudience = audience,
            ValidAlgorithms = AuthenticationConstants.AllowedSigningAlgorithms,
            IssuerSigningKey = key.Key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsAlive,
        });
        if (!result.IsValid)
            throw new UnauthorizedAccessException("The token is not valid.", result.Exception);

        await (configuration.ClaimsValidator?.ValidateClaimsAsync([.. result.ClaimsIdentity.Claims]) ?? Task.CompletedTask);
        return (result.ClaimsIdentity, key);
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires > now - ClockSkew && (notBefore is null || notBefore < now + ClockSkew);
    }

    private void RequireEndorsements(SigningKey key, string? channelId)
    {
        if (string.IsNullOrEmpty(channelId) || !key.Endorsements.Contains(channelId) || !configuration.RequiredEndorsements.All(key.Endorsements.Contains))
            throw new UnauthorizedAccessException("The token's key is not endorsed for the activity's channel.");
    }

    private static void RequireServiceUrl(ClaimsIdentity identity, string? serviceUrl)
    {
        var claims = identity.FindAll(AuthenticationConstants.ServiceUrlClaim).Select(c => c.Value).ToList();
        if (claims is not [var claimed] || serviceUrl is null || claimed.TrimEnd('/') != serviceUrl.TrimEnd('/'))
            throw new UnauthorizedAccessException("The activity's service URL is not the token's.");
    }
}
