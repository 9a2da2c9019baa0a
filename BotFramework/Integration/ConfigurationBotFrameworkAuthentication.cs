using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// Authentication from settings: the bot's identity (<see cref="ConfigurationServiceClientCredentialFactory"/>),
/// <c>ChannelService</c> for another cloud than the public one, and each of a cloud's addresses by the name of
/// <see cref="BotFrameworkAuthenticationFactory"/>'s parameter. An emulator, this machine's service URLs and callers
/// without a token are for the Development environment.
/// </summary>
public class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly ChannelAuthentication _inner;

    /// <summary>With the rules of production, whatever the environment is.</summary>
    public ConfigurationBotFrameworkAuthentication(IConfiguration configuration, ServiceClientCredentialsFactory? credentialsFactory = null, AuthenticationConfiguration? authConfiguration = null, IHttpClientFactory? httpClientFactory = null, ILogger? logger = null) =>
        _inner = Create(configuration, isDevelopment: false, credentialsFactory, authConfiguration, httpClientFactory, logger, TimeProvider.System);

    /// <summary>With the rules of the environment. A service provider takes this one.</summary>
    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        IHostEnvironment environment,
        ServiceClientCredentialsFactory? credentialsFactory = null,
        AuthenticationConfiguration? authConfiguration = null,
        IHttpClientFactory? httpClientFactory = null,
        ILogger? logger = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null) =>
        _inner = Create(
            configuration,
            environment.IsDevelopment(),
            credentialsFactory,
            authConfiguration,
            httpClientFactory,
            logger ?? loggerFactory?.CreateLogger<ConfigurationBotFrameworkAuthentication>(),
            timeProvider ?? TimeProvider.System);

    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string? authHeader, CancellationToken cancellationToken) =>
        _inner.AuthenticateRequestAsync(activity, authHeader, cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _inner.CreateConnectorFactory(claimsIdentity);

    public override string GetOriginatingAudience() => _inner.GetOriginatingAudience();

    private static ChannelAuthentication Create(
        IConfiguration configuration,
        bool isDevelopment,
        ServiceClientCredentialsFactory? credentialsFactory,
        AuthenticationConfiguration? authConfiguration,
        IHttpClientFactory? httpClientFactory,
        ILogger? logger,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var cloud = ChannelCloud.Of(configuration["ChannelService"], c => c with
        {
            LoginUrl = Setting("ToChannelFromBotLoginUrl") ?? c.LoginUrl,
            Scope = Setting("ToChannelFromBotOAuthScope") ?? c.Scope,
            TokenIssuer = Setting("ToBotFromChannelTokenIssuer") ?? c.TokenIssuer,
            OpenIdMetadataUrl = Setting("ToBotFromChannelOpenIdMetadataUrl") ?? Setting(AuthenticationConstants.BotOpenIdMetadataKey) ?? c.OpenIdMetadataUrl,
            EmulatorOpenIdMetadataUrl = Setting("ToBotFromEmulatorOpenIdMetadataUrl") ?? c.EmulatorOpenIdMetadataUrl,
            CallerId = Setting("CallerId") ?? c.CallerId,
            ValidateAuthority = !bool.TryParse(Setting("ValidateAuthority"), out var validate) || validate,
        });

        // An emulator with this bot's credentials gets its tokens from the bot's own tenant.
        var tokens = authConfiguration ?? new AuthenticationConfiguration();
        if (Setting(MicrosoftAppCredentials.MicrosoftAppTenantIdKey) is { } tenantId)
            tokens.ValidTokenIssuers = [.. tokens.ValidTokenIssuers, .. AppTokens.Issuers(tenantId)];

        return new ChannelAuthentication(
            cloud,
            credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration, null, logger),
            tokens,
            httpClientFactory,
            isDevelopment,
            time,
            logger ?? NullLogger.Instance);

        string? Setting(string key) => configuration[key] is { Length: > 0 } value ? value : null;
    }
}
