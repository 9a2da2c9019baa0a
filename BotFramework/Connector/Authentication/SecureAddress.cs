namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Addresses that keys, secrets and tokens pass: https, or this machine itself.</summary>
internal static class SecureAddress
{
    /// <exception cref="ArgumentException">The address is neither.</exception>
    public static Uri Require(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsSecure(uri)
            ? uri
            : throw new ArgumentException($"'{address}' must be an https address.", nameof(address));

    public static bool IsSecure(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
