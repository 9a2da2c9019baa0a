using System.Security.Cryptography;
using System.Text;

namespace CampaignBot.Channels.Sms;

/// <summary>
/// Twilio's signature of a webhook: Base64 of HMAC-SHA1, under the account's primary auth token, over the URL as configured there
/// followed by the names and values of all form fields in the order of their names (Twilio, "Webhooks security").
/// </summary>
internal static class TwilioSignature
{
    private const int SignatureBytes = 20;

    /// <summary>Whether a request is Twilio's. Takes the same time for every wrong signature of the right length.</summary>
    /// <param name="url">The public address of the webhook, as configured at Twilio.</param>
    /// <param name="fields">The form's fields, decoded; a name may come several times.</param>
    public static bool IsValid(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields, string? signature)
    {
        Span<byte> given = stackalloc byte[SignatureBytes + 1];
        return signature is not null
            && Convert.TryFromBase64String(signature, given, out var length)
            && length == SignatureBytes
            && CryptographicOperations.FixedTimeEquals(given[..length], Of(authToken, url, fields));
    }

    /// <summary>The signature of a request.</summary>
    public static byte[] Of(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = new StringBuilder(url);
        foreach (var field in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            signed.Append(field.Key).Append(field.Value);
#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        return HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()));
#pragma warning restore CA5350
    }
}
