using System.Security.Claims;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Authenticates the calls of channels, and the bot's calls to them, in one Azure cloud.</summary>
public abstract class BotFrameworkAuthentication
{
    /// <summary>Checks who sent an activity.</summary>
    /// <param name="activity">What the body says; the token must speak of its channel and its service URL.</param>
    /// <param name="authHeader">The request's Authorization header, or null.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="UnauthorizedAccessException">The token is missing, or anything about it is wrong.</exception>
    /// <exception cref="HttpRequestException">The keys to check it with can't be had now.</exception>
    public abstract Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string? authHeader, CancellationToken cancellationToken);

    /// <summary>Makes clients that speak for the app that <paramref name="claimsIdentity"/> was addressed to.</summary>
    public abstract ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity);

    /// <summary>What tokens for channels are asked for.</summary>
    public virtual string GetOriginatingAudience() => throw new NotSupportedException("This authentication names no audience.");

    /// <summary>The URN of the caller: none for a caller without a token.</summary>
    protected static Task<string?> GenerateCallerIdAsync(ServiceClientCredentialsFactory credentialFactory, ClaimsIdentity claimsIdentity, string? callerId, CancellationToken cancellationToken) =>
        Task.FromResult(claimsIdentity.AuthenticationType == AuthenticationConstants.AnonymousAuthType ? null : callerId);
}
