using System.Net.Http.Headers;

namespace CampaignBot.Channels.Media;

/// <summary>Where a platform keeps what people send by it, and how it is had there. Registered by each channel that has one.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="Api">The platform's own service, which may be asked.</param>
/// <param name="Authorization">What is shown to that service, and to no other; null for nothing.</param>
/// <param name="Domains">Domains below which the platform keeps files, over https.</param>
internal sealed record MediaSource(string ChannelId, Uri Api, AuthenticationHeaderValue? Authorization, params IReadOnlyList<string> Domains)
{
    /// <summary>Whether an address is the platform's service.</summary>
    public bool IsApi(Uri address) => address.Scheme == Api.Scheme && address.Authority == Api.Authority && address.UserInfo.Length == 0;

    /// <summary>Whether an address is one of the platform's; any other is never asked.</summary>
    public bool Has(Uri address) => IsApi(address)
        || (address.Scheme == Uri.UriSchemeHttps && address is { IsDefaultPort: true, UserInfo.Length: 0 } && Domains.Any(d => address.IdnHost.EndsWith($".{d}", StringComparison.OrdinalIgnoreCase)));
}
