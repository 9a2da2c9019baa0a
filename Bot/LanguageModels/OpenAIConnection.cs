using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using CampaignBot.Core.Understanding;
using OpenAI;

namespace CampaignBot.LanguageModels;

/// <summary>The way to a server that speaks OpenAI's API: OpenAI's own, Azure OpenAI's v1 endpoint, or any compatible one.</summary>
internal static partial class OpenAIConnection
{
    // What Azure OpenAI's v1 API asks tokens for (OpenAI's .NET library, README, "How to work with Azure OpenAI").
    private const string EntraScope = "https://ai.azure.com/.default";

    /// <param name="networkTimeout">How long the network may be silent; the callers' own deadlines are shorter.</param>
    /// <param name="retries">How often the library tries again by itself; none where <see cref="ModelCalls"/> counts.</param>
    /// <param name="http">The client to use in place of the library's.</param>
    /// <param name="identity">Who the program is, where it isn't told by its surroundings.</param>
    public static OpenAIClient Open(LanguageModelOptions options, TimeSpan networkTimeout, int retries = 0, HttpClient? http = null, TokenCredential? identity = null)
    {
        var client = new OpenAIClientOptions
        {
            Endpoint = options.Address,
            RetryPolicy = new ClientRetryPolicy(retries),
            NetworkTimeout = networkTimeout,
            UserAgentApplicationId = "CampaignBot",
        };
        if (http is not null)
            client.Transport = new HttpClientPipelineTransport(http);
#pragma warning disable OPENAI001 // The library's one way to sign in with Entra ID; its README shows it.
        return options.UseEntraId
            ? new OpenAIClient(new BearerTokenPolicy(identity ?? new DefaultAzureCredential(), EntraScope), client)
            : new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(options.Key) ? "none" : options.Key), client);
#pragma warning restore OPENAI001
    }

    /// <summary>
    /// Runs a call and tells its failures as <see cref="ModelUnavailableException"/>, whatever the library threw: a stranger's
    /// answer can break its reading in any way.
    /// </summary>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not ModelUnavailableException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw Failure(e);
        }
    }

    private static ModelUnavailableException Failure(Exception exception) => exception switch
    {
        ClientResultException { Status: > 0 } e => Failure(e),
        // The library wraps what the network threw, and gives no status with it.
        ClientResultException or HttpRequestException or IOException or SocketException => new(ModelFailure.Unreachable),
        AggregateException { InnerException: { } first } => Failure(first),
        // The network's own timeout: nobody cancelled.
        OperationCanceledException or TimeoutException => new(ModelFailure.Unreachable, "timeout"),
        AuthenticationFailedException => new(ModelFailure.NotLetIn, "no token"),
        _ => new(ModelFailure.Malformed, exception.GetType().Name),
    };

    private static ModelUnavailableException Failure(ClientResultException exception)
    {
        var response = exception.GetRawResponse();
        var code = CodeOf(response);
        var failure = exception.Status switch
        {
            // A day's or a month's quota is not a matter of seconds.
            429 when code == "insufficient_quota" => ModelFailure.NotLetIn,
            429 => ModelFailure.Busy,
            408 or >= 500 => ModelFailure.ServerError,
            401 or 403 => ModelFailure.NotLetIn,
            400 when code is "content_filter" => ModelFailure.Refused,
            >= 300 => ModelFailure.Rejected,
            _ => ModelFailure.Malformed,
        };
        return new(failure, code is null ? $"{exception.Status}" : $"{exception.Status}, {code}", RetryAfterOf(response));
    }

    /// <summary>The error's code, where it is one: other text might repeat what was asked.</summary>
    private static string? CodeOf(PipelineResponse? response)
    {
        try
        {
            using var body = JsonDocument.Parse(response?.Content.ToMemory() ?? default);
            return body.RootElement.GetProperty("error").GetProperty("code").GetString() is { } code && ErrorCode().IsMatch(code) ? code : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The seconds of Retry-After. A date is left alone: the servers that send one are far off our clock.</summary>
    private static TimeSpan? RetryAfterOf(PipelineResponse? response) =>
        response?.Headers.TryGetValue("Retry-After", out var text) == true
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 1_000_000
            ? TimeSpan.FromSeconds(seconds)
            : null;

    [GeneratedRegex(@"\A[A-Za-z_]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex ErrorCode();
}
