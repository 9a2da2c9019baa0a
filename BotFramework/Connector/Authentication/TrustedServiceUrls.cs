namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// The services a bot talks to, so that no activity makes it send a token, or anything, elsewhere. The hosts are those
/// of Azure Bot Service's channels and of Teams (public, GCC, GCC High, DoD), after Microsoft's documentation. Below
/// <c>trafficmanager.net</c> anyone may register a name, so that one is matched whole.
/// </summary>
internal static class TrustedServiceUrls
{
    private static readonly string[] Hosts =
    [
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "botframework.com",
        "botframework.us",
        "botframework.azure.us",
    ];

    private static readonly string[] Domains = [".botframework.com", ".botframework.us", ".botframework.azure.us"];

    /// <summary>Whether the address belongs to the Bot Framework.</summary>
    /// <param name="address">An absolute address.</param>
    /// <param name="serviceHost">The host of a private cloud, or null.</param>
    /// <param name="allowLoopback">Whether this machine may be called, as for an emulator.</param>
    public static bool Contains(Uri? address, string? serviceHost, bool allowLoopback)
    {
        if (address is not { IsAbsoluteUri: true, UserInfo: "" })
            return false;
        if (allowLoopback && address.IsLoopback && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            return true;
        if (address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort)
            return false;

        var host = address.IdnHost;
        return Hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Domains, d => host.EndsWith(d, StringComparison.OrdinalIgnoreCase))
            || (serviceHost is not null && (host.Equals(serviceHost, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + serviceHost, StringComparison.OrdinalIgnoreCase)));
    }
}
