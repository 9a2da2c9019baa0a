using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>An app with a secret.</summary>
public class MicrosoftAppCredentials : AppCredentials
{
    public const string MicrosoftAppTypeKey = "MicrosoftAppType";
    public const string MicrosoftAppPasswordKey = "MicrosoftAppPassword";
    public const string MicrosoftAppIdKey = "MicrosoftAppId";
    public const string MicrosoftAppTenantIdKey = "MicrosoftAppTenantId";

    /// <summary>No app: requests go unsigned.</summary>
    public static readonly MicrosoftAppCredentials Empty = new(null, null);

    public MicrosoftAppCredentials(string? appId, string? password, HttpClient? customHttpClient = null, ILogger? logger = null, string? oAuthScope = null)
        : this(appId, password, null, customHttpClient, logger, oAuthScope)
    {
    }

    public MicrosoftAppCredentials(string? appId, string? password, string? channelAuthTenant, HttpClient? customHttpClient = null, ILogger? logger = null, string? oAuthScope = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope) =>
        (MicrosoftAppId, MicrosoftAppPassword) = (appId, password);

    public string? MicrosoftAppPassword { get; set; }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new(() => new TokenCache(
        () => ClientCredentialsFlow.GetTokenAsync(
            CustomHttpClient ?? ConnectorHttp.Shared,
            ClientCredentialsFlow.TokenAddress(OAuthEndpoint),
            new(StringComparer.Ordinal)
            {
                ["client_id"] = MicrosoftAppId ?? "",
                ["client_secret"] = MicrosoftAppPassword ?? "",
                ["scope"] = ClientCredentialsFlow.DefaultScope(OAuthScope),
            },
            TimeProvider.System),
        TimeProvider.System));
}
