using System.Globalization;
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

    private const int LongestAnswer = 256 * 1024;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(2);

    private readonly string _proof = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), Encoding.UTF8.GetBytes(options.PageAccessToken)));

    /// <summary>Posts to a path below the API's version.</summary>
    /// <exception cref="HttpRequestException">It can't be reached.</exception>
    /// <exception cref="OperationCanceledException">It didn't answer in time.</exception>
    public async Task<GraphAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, $"{path}?appsecret_proof={_proof}"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Looks in the page's conversation with somebody for a message of the page's (Conversations API).</summary>
    /// <param name="text">What it says; null for one without words, a picture or a template.</param>
    /// <param name="since">When it was sent at the earliest.</param>
    /// <returns>Its id; null where there is none.</returns>
    /// <exception cref="HttpRequestException">It can't be looked up now.</exception>
    /// <exception cref="OperationCanceledException">As above.</exception>
    public async Task<string?> FindMessageAsync(string person, string? text, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var query = $"platform=messenger&user_id={Uri.EscapeDataString(person)}&fields=messages.limit(20){{id,message,from,created_time}}&appsecret_proof={_proof}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Api, $"me/conversations?{query}"));
        var answer = await SendAsync(request, cancellationToken);
        if (answer.Status != HttpStatusCode.OK || answer.Body["data"] is not JsonArray conversations)
            throw new HttpRequestException($"Meta answered {(int)answer.Status} when it was asked for the last messages.", null, answer.Status);
        var found = conversations.OfType<JsonObject>()
            .SelectMany(c => (c["messages"] as JsonObject)?["data"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .FirstOrDefault(m => (m["from"] as JsonObject)?["id"]?.ToString() == options.PageId
                && (m["message"]?.ToString() ?? "") == (text ?? "")
                // Told in whole seconds, by another's clock.
                && DateTimeOffset.TryParse(m["created_time"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && at >= since - ClocksDiffer);
        return found?["id"]?.ToString();
    }

    private async Task<GraphAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        client.MaxResponseContentBufferSize = LongestAnswer;
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
