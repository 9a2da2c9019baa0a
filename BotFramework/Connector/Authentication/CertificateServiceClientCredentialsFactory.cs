using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A bot whose app proves itself with a certificate.</summary>
public class CertificateServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly X509Certificate2 _certificate;
    private readonly string _appId;
    private readonly string? _tenantId;
    private readonly HttpClient? _httpClient;
    private readonly ILogger? _logger;
    private readonly bool _sendX5c;

    /// <param name="certificate">With its private key (RSA).</param>
    /// <param name="appId">The app.</param>
    /// <param name="tenantId">Its own tenant; null for one that lives in the Bot Framework's.</param>
    /// <param name="httpClient">What tokens are asked for with; shared connections where it is null.</param>
    /// <param name="logger">Told of tokens that can't be had.</param>
    /// <param name="sendX5c">Whether the certificate itself is sent, for an app that trusts its subject and issuer.</param>
    public CertificateServiceClientCredentialsFactory(X509Certificate2 certificate, string appId, string? tenantId = null, HttpClient? httpClient = null, ILogger? logger = null, bool sendX5c = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        if (!certificate.HasPrivateKey)
            throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        (_certificate, _appId, _tenantId, _httpClient, _logger, _sendX5c) = (certificate, appId, tenantId, httpClient, logger, sendX5c);
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(AppLogin.IsSame(_appId, appId));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        AppLogin.IsSame(_appId, appId)
            ? Task.FromResult<ServiceClientCredentials>(new Credentials(this, audience, AppLogin.Endpoint(loginEndpoint, _tenantId)))
            : throw new InvalidOperationException("The app id is not the bot's.");

    private sealed class Credentials : AppCredentials
    {
        private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

        private readonly CertificateServiceClientCredentialsFactory _factory;
        private readonly string _endpoint;

        public Credentials(CertificateServiceClientCredentialsFactory factory, string scope, string endpoint)
            : base(factory._tenantId, factory._httpClient, factory._logger, scope) =>
            (_factory, _endpoint, MicrosoftAppId) = (factory, endpoint, factory._appId);

        public override string OAuthEndpoint => _endpoint;

        protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new TokenCache(GetAsync, TimeProvider.System));

        private Task<AuthenticatorResult> GetAsync()
        {
            var address = ClientCredentialsFlow.TokenAddress(OAuthEndpoint);
            return ClientCredentialsFlow.GetTokenAsync(
                CustomHttpClient ?? ConnectorHttp.Shared,
                address,
                new(StringComparer.Ordinal)
                {
                    ["client_id"] = _factory._appId,
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = Assertion(address),
                    ["scope"] = ClientCredentialsFlow.DefaultScope(OAuthScope),
                },
                TimeProvider.System);
        }

        private string Assertion(Uri address)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var header = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["x5t#S256"] = Base64UrlEncoder.Encode(_factory._certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)),
            };
            if (_factory._sendX5c)
                header["x5c"] = new[] { Convert.ToBase64String(_factory._certificate.RawData) };
            return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = _factory._appId,
                Audience = address.ToString(),
                NotBefore = now,
                IssuedAt = now,
                Expires = now + Lifetime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = _factory._appId,
                    ["jti"] = Guid.NewGuid().ToString(),
                },
                AdditionalHeaderClaims = header,
                SigningCredentials = new SigningCredentials(new RsaSecurityKey(_factory._certificate.GetRSAPrivateKey()), SecurityAlgorithms.RsaSsaPssSha256),
            });
        }
    }
}
