namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Which token service an app uses.</summary>
internal static class AppLogin
{
    /// <summary>
    /// The endpoint of a cloud, with the app's own tenant in place of the Bot Framework's where it has one. A private
    /// cloud's endpoint is used as it is.
    /// </summary>
    public static string Endpoint(string loginEndpoint, string? tenantId) => (loginEndpoint, tenantId) switch
    {
        (_, null or "") => loginEndpoint,
        (AuthenticationConstants.ToChannelFromBotLoginUrl, _) => AuthenticationConstants.ToChannelFromBotLoginUrlTemplate.Replace("{0}", tenantId, StringComparison.Ordinal),
        (GovernmentAuthenticationConstants.ToChannelFromBotLoginUrl, _) => GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate.Replace("{0}", tenantId, StringComparison.Ordinal),
        _ => loginEndpoint,
    };

    /// <summary>App ids are GUIDs, written in either case.</summary>
    public static bool IsSame(string? ours, string? theirs) =>
        !string.IsNullOrEmpty(ours) && string.Equals(ours, theirs, StringComparison.OrdinalIgnoreCase);
}
