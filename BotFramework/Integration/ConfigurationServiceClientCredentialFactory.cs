using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// The bot's identity from its settings: <c>MicrosoftAppType</c> (MultiTenant, the default; SingleTenant;
/// UserAssignedMSI), <c>MicrosoftAppId</c>, <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c>. With none of
/// them nobody is let in, unless <c>AzureBotService:AllowAnonymous</c> is true, in Development.
/// </summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private const string AllowAnonymousKey = "AzureBotService:AllowAnonymous";

    private readonly ServiceClientCredentialsFactory _inner;
    private readonly bool _allowAnonymous;

    /// <exception cref="ArgumentException">A setting is missing or not one of its values; the message names it.</exception>
    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration, HttpClient? httpClient = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var type = configuration[MicrosoftAppCredentials.MicrosoftAppTypeKey] is { Length: > 0 } named ? named : "MultiTenant";
        var appId = configuration[MicrosoftAppCredentials.MicrosoftAppIdKey];
        var password = configuration[MicrosoftAppCredentials.MicrosoftAppPasswordKey];
        var tenantId = configuration[MicrosoftAppCredentials.MicrosoftAppTenantIdKey];

        _inner = type.ToUpperInvariant() switch
        {
            "MULTITENANT" when string.IsNullOrEmpty(appId) && string.IsNullOrEmpty(password) => new PasswordServiceClientCredentialFactory(),
            "MULTITENANT" => new PasswordServiceClientCredentialFactory(
                Require(appId, MicrosoftAppCredentials.MicrosoftAppIdKey),
                Require(password, MicrosoftAppCredentials.MicrosoftAppPasswordKey),
                null, httpClient, logger),
            "SINGLETENANT" => new PasswordServiceClientCredentialFactory(
                Require(appId, MicrosoftAppCredentials.MicrosoftAppIdKey),
                Require(password, MicrosoftAppCredentials.MicrosoftAppPasswordKey),
                Require(tenantId, MicrosoftAppCredentials.MicrosoftAppTenantIdKey), httpClient, logger),
            "USERASSIGNEDMSI" => ManagedIdentity(appId, tenantId, httpClient, logger),
            _ => throw new ArgumentException(
                $"{MicrosoftAppCredentials.MicrosoftAppTypeKey} must be MultiTenant, SingleTenant or UserAssignedMSI.", nameof(configuration)),
        };
        _allowAnonymous = bool.TryParse(configuration[AllowAnonymousKey], out var allow) && allow;

        string Require(string? value, string setting) => !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ArgumentException($"{setting} is missing; {MicrosoftAppCredentials.MicrosoftAppTypeKey} {type} needs it.", nameof(configuration));

        ManagedIdentityServiceClientCredentialsFactory ManagedIdentity(string? id, string? tenant, HttpClient? http, ILogger? log)
        {
            Require(tenant, MicrosoftAppCredentials.MicrosoftAppTenantIdKey);
            return new(Require(id, MicrosoftAppCredentials.MicrosoftAppIdKey), http, log);
        }
    }

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        _inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);

    public override async Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        _allowAnonymous && await _inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        _inner.IsValidAppIdAsync(appId, cancellationToken);
}
