using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CampaignBot.Operations;

/// <summary>
/// Bounds what one address may ask of what is open to anyone and looks into the store: health, files, links. Channels bound their callers
/// themselves, as theirs are platforms that send everybody's messages from a few addresses.
/// </summary>
internal static class AddressLimit
{
    private const string Policy = "address";

    /// <summary>Has the endpoints mapped on the group answer 429 to an address that is over <c>Operations:RequestsPerMinute</c>.</summary>
    public static RouteGroupBuilder MapLimited(this IEndpointRouteBuilder routes) => routes.MapGroup("").RequireRateLimiting(Policy);

    public static IServiceCollection AddAddressLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var allowed = OperationsOptions.Read(configuration).RequestsPerMinute;
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
                Of(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = allowed, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>The caller's address as limits tell callers apart: of IPv6 the network of 64 bits, as one caller has all of it.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
