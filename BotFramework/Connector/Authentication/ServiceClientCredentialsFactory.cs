using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The identity, or identities, of a bot.</summary>
public abstract class ServiceClientCredentialsFactory
{
    /// <summary>What the bot signs its requests with.</summary>
    /// <param name="appId">One of the bot's own; empty for none.</param>
    /// <param name="audience">What tokens are asked for.</param>
    /// <param name="loginEndpoint">The cloud's token service, for apps without a tenant of their own.</param>
    /// <param name="validateAuthority">Whether the token service must be a known one.</param>
    /// <param name="cancellationToken">Cancels the making.</param>
    /// <exception cref="InvalidOperationException">The app id is none of the bot's.</exception>
    public abstract Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken);

    /// <summary>Whether callers need no token. It counts in the Development environment only.</summary>
    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);

    /// <summary>Whether tokens for this app are meant for this bot.</summary>
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);
}
