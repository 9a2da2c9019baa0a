using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A bot whose app has a secret.</summary>
public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly HttpClient? _httpClient;
    private readonly ILogger? _logger;

    /// <summary>No app yet: tokens for nobody are accepted.</summary>
    public PasswordServiceClientCredentialFactory()
    {
    }

    public PasswordServiceClientCredentialFactory(string? appId, string? password, string? tenantId, HttpClient? httpClient, ILogger? logger) =>
        (AppId, Password, TenantId, _httpClient, _logger) = (appId, password, tenantId, httpClient, logger);

    public string? AppId { get; set; }

    public string? Password { get; set; }

    /// <summary>The app's own tenant; null for one that lives in the Bot Framework's.</summary>
    public string? TenantId { get; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(AppLogin.IsSame(AppId, appId));

    /// <summary>True without an app id: who makes such a factory by hand asks for it. It counts in Development only.</summary>
    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string oauthScope, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(appId) && string.IsNullOrEmpty(AppId))
            return Task.FromResult<ServiceClientCredentials>(new MicrosoftAppCredentials(null, null));
        return AppLogin.IsSame(AppId, appId)
            ? Task.FromResult<ServiceClientCredentials>(new Credentials(this, oauthScope, AppLogin.Endpoint(loginEndpoint, TenantId), validateAuthority))
            : throw new InvalidOperationException("The app id is not the bot's.");
    }

    private sealed class Credentials(PasswordServiceClientCredentialFactory factory, string scope, string endpoint, bool validateAuthority)
        : MicrosoftAppCredentials(factory.AppId, factory.Password, factory.TenantId, factory._httpClient, factory._logger, scope)
    {
        public override string OAuthEndpoint => endpoint;

        public override bool ValidateAuthority => validateAuthority;
    }
}
