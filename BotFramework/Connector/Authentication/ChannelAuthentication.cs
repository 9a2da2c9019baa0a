using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// Authentication in one cloud. Without an app id nobody is let in; only in Development, and only where the
/// credentials say that authentication is off, may a caller come without a token. The service URL must be the Bot
/// Framework's, or in Development this machine's.
/// </summary>
internal sealed class ChannelAuthentication : BotFrameworkAuthentication
{
    private readonly ChannelCloud _cloud;
    private readonly ServiceClientCredentialsFactory _credentials;
    private readonly Func<HttpMessageInvoker> _http;
    private readonly bool _isDevelopment;
    private readonly IncomingTokens _tokens;

    // Credentials hold their token, so one is kept for each app id and audience; the app ids are the bot's own.
    private readonly ConcurrentDictionary<(string AppId, string Audience), ServiceClientCredentials> _known = new();

    public ChannelAuthentication(
        ChannelCloud cloud,
        ServiceClientCredentialsFactory credentials,
        AuthenticationConfiguration configuration,
        IHttpClientFactory? httpClientFactory,
        bool isDevelopment,
        TimeProvider time,
        ILogger logger)
    {
        (_cloud, _credentials, _isDevelopment) = (cloud, credentials, isDevelopment);
        _http = httpClientFactory is null ? () => ConnectorHttp.Shared : httpClientFactory.CreateClient;
        _tokens = new IncomingTokens(cloud, credentials, configuration, _http, acceptEmulator: isDevelopment, time, logger);
    }

    public override string GetOriginatingAudience() => _cloud.Scope;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string? authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var identity = string.IsNullOrWhiteSpace(authHeader)
            ? await AnonymousAsync(cancellationToken)
            : await _tokens.ValidateAsync(activity, authHeader, cancellationToken);
        if (!Trusts(activity.ServiceUrl))
            throw new UnauthorizedAccessException("The activity's service URL is none of the Bot Framework's.");

        return new AuthenticateRequestResult
        {
            Audience = _cloud.Scope,
            ClaimsIdentity = identity,
            CallerId = await GenerateCallerIdAsync(_credentials, identity, _cloud.CallerId, cancellationToken),
            ConnectorFactory = CreateConnectorFactory(identity),
        };
    }

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        return new Factory(this, claimsIdentity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value ?? "");
    }

    private async Task<ClaimsIdentity> AnonymousAsync(CancellationToken cancellationToken) =>
        _isDevelopment && await _credentials.IsAuthenticationDisabledAsync(cancellationToken)
            ? new ClaimsIdentity(AuthenticationConstants.AnonymousAuthType)
            : throw new UnauthorizedAccessException("The request has no Authorization header.");

    private bool Trusts(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && TrustedServiceUrls.Contains(address, _cloud.ServiceHost, allowLoopback: _isDevelopment);

    private async Task<IConnectorClient> ConnectAsync(string appId, string serviceUrl, string? audience, CancellationToken cancellationToken)
    {
        if (!Trusts(serviceUrl))
            throw new ArgumentException("The service URL is none of the Bot Framework's; nothing is sent there.", nameof(serviceUrl));

        var key = (appId, string.IsNullOrEmpty(audience) ? _cloud.Scope : audience);
        if (!_known.TryGetValue(key, out var credentials))
        {
            credentials = await _credentials.CreateCredentialsAsync(appId, key.Item2, _cloud.LoginUrl, _cloud.ValidateAuthority, cancellationToken);
            if (credentials is AppCredentials app)
                app.Trusts = address => TrustedServiceUrls.Contains(address, _cloud.ServiceHost, _isDevelopment);
            credentials = _known.GetOrAdd(key, credentials);
        }

        return new ConnectorClient(new Uri(serviceUrl), credentials, _http());
    }

    private sealed class Factory(ChannelAuthentication authentication, string appId) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken) =>
            authentication.ConnectAsync(appId, serviceUrl, audience, cancellationToken);
    }
}
