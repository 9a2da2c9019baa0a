using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes the authentication of one Azure cloud.</summary>
public static class BotFrameworkAuthenticationFactory
{
    /// <summary>The public cloud without any credentials: no call is accepted, and nothing is signed.</summary>
    public static BotFrameworkAuthentication Create() =>
        Create(null, true, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(), null, null, null);

    /// <param name="channelService">Empty for the public cloud, <see cref="GovernmentAuthenticationConstants.ChannelService"/>, or a private cloud's address.</param>
    /// <param name="validateAuthority">Passed on to the credentials.</param>
    /// <param name="toChannelFromBotLoginUrl">Where the bot gets its tokens; here and below null for the cloud's own.</param>
    /// <param name="toChannelFromBotOAuthScope">What it asks them for.</param>
    /// <param name="toBotFromChannelTokenIssuer">Who issues the channels' tokens.</param>
    /// <param name="oAuthUrl">The token service for users, which this project leaves out.</param>
    /// <param name="toBotFromChannelOpenIdMetadataUrl">Where the channels' keys are found.</param>
    /// <param name="toBotFromEmulatorOpenIdMetadataUrl">Where the keys for an emulator's tokens are found.</param>
    /// <param name="callerId">A name for the caller in place of the cloud's.</param>
    /// <param name="credentialFactory">The bot's identity.</param>
    /// <param name="authConfiguration">What is asked of tokens beyond the protocol.</param>
    /// <param name="httpClientFactory">Where HTTP clients come from; shared connections where it is null.</param>
    /// <param name="logger">Told of keys that can't be fetched.</param>
    /// <exception cref="ArgumentException">A private cloud's address is missing or not https.</exception>
    /// <exception cref="InvalidOperationException">A private cloud's issuer or scope is missing.</exception>
    public static BotFrameworkAuthentication Create(
        string? channelService,
        bool validateAuthority,
        string? toChannelFromBotLoginUrl,
        string? toChannelFromBotOAuthScope,
        string? toBotFromChannelTokenIssuer,
        string? oAuthUrl,
        string? toBotFromChannelOpenIdMetadataUrl,
        string? toBotFromEmulatorOpenIdMetadataUrl,
        string? callerId,
        ServiceClientCredentialsFactory credentialFactory,
        AuthenticationConfiguration? authConfiguration,
        IHttpClientFactory? httpClientFactory,
        ILogger? logger)
    {
        var cloud = ChannelCloud.Of(channelService, c => c with
        {
            LoginUrl = Or(toChannelFromBotLoginUrl, c.LoginUrl),
            Scope = Or(toChannelFromBotOAuthScope, c.Scope),
            TokenIssuer = Or(toBotFromChannelTokenIssuer, c.TokenIssuer),
            OpenIdMetadataUrl = Or(toBotFromChannelOpenIdMetadataUrl, c.OpenIdMetadataUrl),
            EmulatorOpenIdMetadataUrl = Or(toBotFromEmulatorOpenIdMetadataUrl, c.EmulatorOpenIdMetadataUrl),
            CallerId = Or(callerId, c.CallerId ?? ""),
            ValidateAuthority = validateAuthority,
        });
        return new ChannelAuthentication(cloud, credentialFactory, authConfiguration ?? new(), httpClientFactory, isDevelopment: false, TimeProvider.System, logger ?? NullLogger.Instance);
    }

    private static string Or(string? given, string otherwise) => string.IsNullOrEmpty(given) ? otherwise : given;
}
