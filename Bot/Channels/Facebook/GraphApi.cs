using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignBot.Channels.Facebook;

/// <summary>What the Graph API answered.</summary>
/// <param name="Body">Empty where it was no JSON.</param>
/// <param name="RetryAfter">When to come again, where it says.</param>
internal sealed record GraphAnswer(HttpStatusCode Status, JsonObject Body, TimeSpan? RetryAfter)
{
    /// <summary>The error's code and subcode; null where there is none.</summary>
    public (int Code, int Subcode)? Error => Body["error"] is JsonObject error
        ? (error["code"]?.GetValueKind() == JsonValueKind.Number ? (int)error["code"]! : 0, error["error_subcode"]?.GetValueKind() == JsonValueKind.Number ? (int)error["error_subcode"]! : 0)
        : null;
}

/// <summary>Calls Meta's Graph API in the page's name. The token goes in a header, never in an address; every call proves that the app's secret is known.</summary>
internal sealed class GraphApi(FacebookOptions options, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "facebook";

    private const int LongestAnswer = 64 * 1024;

    private readonly string _proof = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), Encoding.UTF8.GetBytes(options.PageAccessToken)));

    /// <summary>Posts to a path below the API's version.</summary>
    /// <exception cref="HttpRequestException">It can't be reached.</exception>
    /// <exception cref="OperationCanceledException">It didn't answer in time.</exception>
    public async Task<GraphAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        client.MaxResponseContentBufferSize = LongestAnswer;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, $"{path}?appsecret_proof={_proof}"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.PageAccessToken);
        using var response = await client.SendAsync(request, cancellationToken);
        return new GraphAnswer(
            response.StatusCode,
            Parse(await response.Content.ReadAsStringAsync(cancellationToken)),
            response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow());
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
