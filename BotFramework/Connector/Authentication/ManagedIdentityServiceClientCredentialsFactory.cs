using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A bot that runs in Azure under a managed identity assigned to it: there is no secret.</summary>
public class ManagedIdentityServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly string _appId;
    private readonly HttpClient? _httpClient;
    private readonly ILogger? _logger;

    public ManagedIdentityServiceClientCredentialsFactory(string appId, HttpClient? httpClient = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        (_appId, _httpClient, _logger) = (appId, httpClient, logger);
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(AppLogin.IsSame(_appId, appId));

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        AppLogin.IsSame(_appId, appId)
            ? Task.FromResult<ServiceClientCredentials>(new Credentials(this, audience))
            : throw new InvalidOperationException("The app id is not the bot's.");

    private sealed class Credentials : AppCredentials
    {
        private readonly ManagedIdentityCredential _identity;

        public Credentials(ManagedIdentityServiceClientCredentialsFactory factory, string scope)
            : base(null, factory._httpClient, factory._logger, scope)
        {
            MicrosoftAppId = factory._appId;
            var id = ManagedIdentityId.FromUserAssignedClientId(factory._appId);
            var options = new ManagedIdentityCredentialOptions(id);
            if (factory._httpClient is not null)
                options.Transport = new Azure.Core.Pipeline.HttpClientTransport(factory._httpClient);
            _identity = new ManagedIdentityCredential(options);
        }

        protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new TokenCache(GetAsync, TimeProvider.System));

        private async Task<AuthenticatorResult> GetAsync()
        {
            try
            {
                var token = await _identity.GetTokenAsync(new TokenRequestContext([ClientCredentialsFlow.DefaultScope(OAuthScope)]), CancellationToken.None);
                return new AuthenticatorResult { AccessToken = token.Token, ExpiresOn = token.ExpiresOn };
            }
            catch (AuthenticationFailedException e)
            {
                throw new HttpRequestException("The managed identity gave no token.", e);
            }
        }
    }
}
