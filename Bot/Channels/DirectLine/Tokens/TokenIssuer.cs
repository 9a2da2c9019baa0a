using System.Globalization;
using System.Security.Claims;
using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CampaignBot.Channels.DirectLine.Tokens;

/// <summary>
/// Issues and verifies tokens, JSON Web Tokens signed with HS256. A conversation token opens the REST endpoints; a
/// stream token opens one socket, once, within a minute, as it stands in an address.
/// </summary>
internal sealed class TokenIssuer(SigningKeys keys, IDocumentStore documents, IOptions<DirectLineOptions> options, TimeProvider clock)
{
    /// <summary>Stream tokens that were used, until they expire: another instance must not take them again.</summary>
    public static readonly DocumentKind SpentKind = new("spent-token");

    private const string Issuer = "campaignbot";
    private const string ConversationAudience = "campaignbot/directline";
    private const string StreamAudience = "campaignbot/directline/stream";
    private const string OriginsClaim = "origins";

    /// <summary>Longer ones are not ours.</summary>
    private const int MaxTokenLength = 4_096;

    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>How long a conversation token is valid, in seconds.</summary>
    public int ExpiresIn => (int)options.Value.TokenLifetime.TotalSeconds;

    /// <summary>A token for the REST endpoints.</summary>
    public ValueTask<string> IssueAsync(ConversationToken token, CancellationToken cancellationToken) =>
        CreateAsync(token, ConversationAudience, options.Value.TokenLifetime, cancellationToken);

    /// <summary>A token that opens one socket within a minute.</summary>
    public ValueTask<string> IssueForStreamAsync(ConversationToken token, CancellationToken cancellationToken) =>
        CreateAsync(token, StreamAudience, StreamLifetime, cancellationToken);

    /// <summary>What a conversation token grants.</summary>
    /// <param name="grace">For how long after its end it is taken nevertheless.</param>
    /// <exception cref="DirectLineProblem">403: it is not ours, or has expired.</exception>
    public async ValueTask<ConversationToken> VerifyAsync(string token, TimeSpan grace, CancellationToken cancellationToken) =>
        Read(await VerifyAsync(token, ConversationAudience, grace, cancellationToken));

    /// <summary>What a stream token grants. It grants nothing a second time.</summary>
    /// <exception cref="DirectLineProblem">403: it is not ours, has expired or was used.</exception>
    public async ValueTask<ConversationToken> RedeemForStreamAsync(string token, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(token, StreamAudience, TimeSpan.Zero, cancellationToken);
        try
        {
            // A second longer than it is valid, so that it never expires there before it does here.
            await documents.WriteAsync(
                new DocumentWrite(new DocumentKey(SpentKind.Name, verified.Id, "spent"), "{}"u8.ToArray(), WriteCondition.Create, Expiry(verified).AddSeconds(1)),
                cancellationToken);
        }
        catch (DocumentConflictException)
        {
            throw DirectLineProblem.TokenInvalid();
        }

        return Read(verified);
    }

    private async ValueTask<string> CreateAsync(
        ConversationToken token, string audience, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            ["conv"] = token.ConversationId,
            ["user"] = token.UserId,
            // In the token's own whole seconds, rounded up: a client may use it to the end of what it was told.
            [JwtRegisteredClaimNames.Iat] = now.ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.Exp] = (long)Math.Ceiling((now + lifetime).ToUnixTimeMilliseconds() / 1000.0),
        };
        if (token.UserName is not null)
            claims["name"] = token.UserName;
        if (token.Origins.Count > 0)
            claims[OriginsClaim] = token.Origins.ToArray();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Claims = claims,
            SigningCredentials = new SigningCredentials((await keys.GetAsync(cancellationToken))[0], SecurityAlgorithms.HmacSha256),
        });
    }

    private async ValueTask<JsonWebToken> VerifyAsync(
        string token, string audience, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (token.Length > MaxTokenLength || !_handler.CanReadToken(token))
            throw DirectLineProblem.TokenInvalid();
        string? keyId;
        try
        {
            keyId = _handler.ReadJsonWebToken(token).Kid;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            throw DirectLineProblem.TokenInvalid();
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeys = await keys.GetWithAsync(keyId, cancellationToken),
            TryAllIssuerSigningKeys = false,
            RequireExpirationTime = true,
            // Checked below, by our clock and to tell an end from a forgery.
            ValidateLifetime = false,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken verified)
            throw DirectLineProblem.TokenInvalid();
        return Expiry(verified) + grace > clock.GetUtcNow() ? verified : throw DirectLineProblem.TokenExpired();
    }

    private static DateTimeOffset Expiry(JsonWebToken token) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(token.GetClaim(JwtRegisteredClaimNames.Exp).Value, CultureInfo.InvariantCulture));

    private static ConversationToken Read(JsonWebToken token) => new(
        token.GetClaim("conv").Value,
        token.GetClaim("user").Value,
        token.TryGetClaim("name", out var name) ? name.Value : null,
        [.. token.Claims.Where(c => c.Type == OriginsClaim).Select(c => c.Value)]);
}
