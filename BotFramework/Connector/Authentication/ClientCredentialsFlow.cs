using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>
/// The OAuth 2.0 client credentials grant of Microsoft Entra, version 2.0 (RFC 6749, section 4.4; with a certificate
/// RFC 7523, section 2.2).
/// </summary>
internal static class ClientCredentialsFlow
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private const int MaxBytes = 256 * 1024;

    /// <summary>The address tokens are asked of.</summary>
    /// <exception cref="ArgumentException">The endpoint is no https address.</exception>
    public static Uri TokenAddress(string endpoint) => SecureAddress.Require(endpoint.TrimEnd('/') + "/oauth2/v2.0/token");

    /// <summary>The scope that stands for all that <paramref name="audience"/> grants the app.</summary>
    public static string DefaultScope(string audience) =>
        audience.EndsWith("/.default", StringComparison.Ordinal) ? audience : audience.TrimEnd('/') + "/.default";

    /// <param name="http">What the request is sent with.</param>
    /// <param name="address">See <see cref="TokenAddress"/>.</param>
    /// <param name="proof">The client's id, its proof of who it is, and the scope.</param>
    /// <param name="time">Tells when the token ends.</param>
    /// <exception cref="HttpRequestException">The service can't be reached or refuses; the message has its error codes only.</exception>
    public static async Task<AuthenticatorResult> GetTokenAsync(HttpMessageInvoker http, Uri address, Dictionary<string, string> proof, TimeProvider time)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(proof.Append(new("grant_type", "client_credentials"))),
        };
        var (response, body) = await http.SendBoundedAsync(request, Timeout, MaxBytes, CancellationToken.None);
        using (response)
        {
            var answer = Parse(body);
            if (response.IsSuccessStatusCode && answer?["access_token"] is JsonValue token && token.TryGetValue<string>(out var text))
            {
                var seconds = answer["expires_in"] is JsonValue lifetime && lifetime.TryGetValue<int>(out var value) ? value : 0;
                return new AuthenticatorResult { AccessToken = text, ExpiresOn = time.GetUtcNow().AddSeconds(seconds) };
            }

            throw new HttpRequestException(
                $"{address.Host} gave no token for the bot's app: {(int)response.StatusCode} {answer?["error"]} {answer?["error_codes"]?.ToJsonString()}".TrimEnd(),
                null,
                response.StatusCode);
        }
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
