using System.Security.Cryptography;
using System.Text;

namespace CampaignBot.Channels.Facebook;

/// <summary>Meta's signature of a webhook: <c>X-Hub-Signature-256: sha256=</c> and the hex of HMAC-SHA256 under the app's secret, over the body's very bytes.</summary>
internal static class HubSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether a body is Meta's. Takes the same time for every wrong signature of the right length.</summary>
    public static bool IsValid(string appSecret, ReadOnlySpan<byte> body, string? header)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return header is not null
            && header.Length == Prefix.Length + (2 * SHA256.HashSizeInBytes)
            && header.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
    }

    /// <summary>The header's value for a body.</summary>
    public static string Of(string appSecret, ReadOnlySpan<byte> body) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
}
