namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes the clients with which a bot answers a request.</summary>
public abstract class ConnectorFactory
{
    /// <param name="serviceUrl">The channel's service, as its activities name it.</param>
    /// <param name="audience">What the token is asked for; null for the cloud's own.</param>
    /// <param name="cancellationToken">Cancels the request for credentials.</param>
    /// <exception cref="ArgumentException">The service URL is none of the Bot Framework's, so the bot sends nothing there.</exception>
    public abstract Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken);
}
