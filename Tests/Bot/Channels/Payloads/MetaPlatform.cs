using System.Security.Cryptography;
using System.Text;
using CampaignBot.Channels.Facebook;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>Meta's webhooks.</summary>
internal sealed class MetaPlatform : IPlatform
{
    public string ChannelId => MessengerEvents.ChannelId;

    public Task<IReadOnlyDictionary<string, string>> BeginAsync(HttpClient client) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["page"] = GraphService.Page });

    public void Sign(HttpRequestMessage request, byte[] body, string signature, IReadOnlyDictionary<string, string> words)
    {
        var header = signature switch
        {
            "right" => HubSignature.Of(GraphService.Secret, body),
            "wrong" => HubSignature.Of("another secret", body),
            "of another body" => HubSignature.Of(GraphService.Secret, [.. body, (byte)' ']),
#pragma warning disable CA5350 // What Meta sent in former times, and an attacker may still send.
            "sha1" => $"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(GraphService.Secret), body))}",
#pragma warning restore CA5350
            "missing" => null,
            _ => throw new InvalidDataException($"There is no signature '{signature}'."),
        };
        if (header is not null)
            request.Headers.Add("X-Hub-Signature-256", header);
    }
}
