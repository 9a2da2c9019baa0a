using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// Signs requests with a token of the bot's app. Where no app id is set requests go unsigned. A token goes to the Bot
/// Framework's services only, whatever address the request has.
/// </summary>
public abstract class AppCredentials : ServiceClientCredentials
{
    private readonly string? _oAuthScope;
    private readonly Lazy<Lazy<IAuthenticator>> _authenticator;
    private string? _channelAuthTenant;
    private bool _rejected;

    protected AppCredentials(string? channelAuthTenant = null, HttpClient? customHttpClient = null, ILogger? logger = null)
        : this(channelAuthTenant, customHttpClient, logger, null)
    {
    }

    /// <param name="channelAuthTenant">The tenant of the app; null for the Bot Framework's own.</param>
    /// <param name="customHttpClient">What tokens are asked for with; shared connections where it is null.</param>
    /// <param name="logger">Told of tokens that can't be had.</param>
    /// <param name="oAuthScope">What tokens are asked for; null for the channels.</param>
    protected AppCredentials(string? channelAuthTenant = null, HttpClient? customHttpClient = null, ILogger? logger = null, string? oAuthScope = null)
    {
        (_channelAuthTenant, CustomHttpClient, Logger, _oAuthScope) = (channelAuthTenant, customHttpClient, logger, oAuthScope);
        _authenticator = new Lazy<Lazy<IAuthenticator>>(BuildIAuthenticator);
    }

    public string? MicrosoftAppId { get; set; }

    /// <summary>The tenant tokens come from, by id or domain.</summary>
    public virtual string? ChannelAuthTenant
    {
        get => AuthTenant;
        set => _channelAuthTenant = value;
    }

    /// <summary>The address of the tenant's token service.</summary>
    public virtual string OAuthEndpoint => ToChannelFromBotLoginUrlTemplate.Replace("{0}", AuthTenant, StringComparison.Ordinal);

    public virtual bool ValidateAuthority => true;

    public virtual string OAuthScope => string.IsNullOrEmpty(_oAuthScope) ? ToChannelFromBotOAuthScope : _oAuthScope;

    /// <summary>Which services get a token.</summary>
    internal Func<Uri, bool> Trusts { private get; set; } = static address => TrustedServiceUrls.Contains(address, null, allowLoopback: false);

    protected string AuthTenant => string.IsNullOrEmpty(_channelAuthTenant) ? DefaultChannelAuthTenant : _channelAuthTenant;

    protected HttpClient? CustomHttpClient { get; }

    protected ILogger? Logger { get; }

    protected virtual string DefaultChannelAuthTenant => AuthenticationConstants.DefaultChannelAuthTenant;

    protected virtual string ToChannelFromBotOAuthScope => AuthenticationConstants.ToChannelFromBotOAuthScope;

    protected virtual string ToChannelFromBotLoginUrlTemplate => AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;

    /// <summary>Whether a service gets this bot's tokens. The list is fixed: an activity can't add to it.</summary>
    public static bool IsTrustedServiceUrl(string serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && TrustedServiceUrls.Contains(address, null, allowLoopback: false);

    /// <exception cref="HttpRequestException">The token service can't be reached or refuses.</exception>
    public async Task<string> GetTokenAsync(bool forceRefresh = false) =>
        (await _authenticator.Value.Value.GetTokenAsync(forceRefresh)).AccessToken ?? "";

    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(MicrosoftAppId) || request.RequestUri is not { } address || !Trusts(address))
            return;

        var token = await GetTokenAsync(Interlocked.Exchange(ref _rejected, false)).WaitAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    protected abstract Lazy<IAuthenticator> BuildIAuthenticator();

    /// <summary>A service refused the token: the next request asks for a new one.</summary>
    internal void Forget() => Interlocked.Exchange(ref _rejected, true);
}
