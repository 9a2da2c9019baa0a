namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The addresses of the Bot Framework in one Azure cloud.</summary>
/// <param name="LoginUrl">Where the bot gets its tokens.</param>
/// <param name="Scope">What it asks them for.</param>
/// <param name="TokenIssuer">Who issues the channels' tokens.</param>
/// <param name="OpenIdMetadataUrl">Where the channels' keys are found.</param>
/// <param name="EmulatorOpenIdMetadataUrl">Where the keys for an emulator's tokens are found.</param>
/// <param name="CallerId">The URN of a channel as a caller.</param>
/// <param name="ServiceHost">A private cloud's host: its channels live below it.</param>
internal sealed record ChannelCloud(
    string LoginUrl,
    string Scope,
    string TokenIssuer,
    string OpenIdMetadataUrl,
    string EmulatorOpenIdMetadataUrl,
    string? CallerId,
    string? ServiceHost = null)
{
    private static readonly ChannelCloud Public = new(
        AuthenticationConstants.ToChannelFromBotLoginUrl,
        AuthenticationConstants.ToChannelFromBotOAuthScope,
        AuthenticationConstants.ToBotFromChannelTokenIssuer,
        AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        "urn:botframework:azure");

    private static readonly ChannelCloud Government = new(
        GovernmentAuthenticationConstants.ToChannelFromBotLoginUrl,
        GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope,
        GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer,
        GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        "urn:botframework:azureusgov");

    /// <summary>Passed on to the credentials.</summary>
    public bool ValidateAuthority { get; init; } = true;

    /// <exception cref="ArgumentException">An address is missing or not https.</exception>
    /// <exception cref="InvalidOperationException">A private cloud's issuer or scope is missing.</exception>
    public static ChannelCloud Of(string? channelService, Func<ChannelCloud, ChannelCloud> change)
    {
        if (string.IsNullOrEmpty(channelService))
            return change(Public).Checked();
        if (string.Equals(channelService.TrimEnd('/'), GovernmentAuthenticationConstants.ChannelService, StringComparison.OrdinalIgnoreCase))
            return change(Government).Checked();

        var host = Uri.TryCreate(channelService, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address.Host
            : throw new ArgumentException("ChannelService must be an https address.", nameof(channelService));
        return change(new ChannelCloud("", "", "", "", "", null, host)).Checked();
    }

    private ChannelCloud Checked()
    {
        if (Scope.Length == 0 || TokenIssuer.Length == 0)
            throw new InvalidOperationException("A private cloud's ChannelService needs ToChannelFromBotOAuthScope and ToBotFromChannelTokenIssuer too.");
        foreach (var address in (ReadOnlySpan<string>)[LoginUrl, OpenIdMetadataUrl, EmulatorOpenIdMetadataUrl])
            SecureAddress.Require(address);
        return this;
    }
}
