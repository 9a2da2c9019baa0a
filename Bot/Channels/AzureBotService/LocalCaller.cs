using System.Net;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// A caller that needs no token in Development: an emulator or a load driver on this machine, whose replies stay on
/// this machine or in the response. A tunnel's requests come from this machine too, but tell whom they are for.
/// </summary>
internal static class LocalCaller
{
    public static bool Is(HttpContext context, Activity activity) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IsLoopback($"http://{context.Request.Host.Value}/")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && (IsLoopback(activity.ServiceUrl) || string.Equals(activity.DeliveryMode, DeliveryModes.ExpectReplies, StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
