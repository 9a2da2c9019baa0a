using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Azure.Identity;
using CampaignBot.Core.Documents;
using Microsoft.Azure.Cosmos;

namespace CampaignBot.Storage.Cosmos;

/// <summary>
/// Sends requests: tries again what the service refuses for the moment, after the pause it asks for, and measures what each
/// costs (meter <c>CampaignBot.Storage</c>, and <see cref="DocumentCost"/> for who waits for it).
/// </summary>
internal sealed class CosmosRequests : IDisposable
{
    public const string MeterName = "CampaignBot.Storage";

    /// <summary>Another write of the same document is under way: "retry with".</summary>
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _retryFor;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Counter<double> _units;
    private readonly Counter<long> _retries;

    public CosmosRequests(TimeSpan timeout, TimeSpan retryFor, TimeProvider time)
    {
        (_timeout, _retryFor, _time) = (timeout, retryFor, time);
        _requests = _meter.CreateCounter<long>("campaignbot.storage.requests", "{request}", "Requests to Cosmos DB by operation, kind of document and status.");
        _units = _meter.CreateCounter<double>("campaignbot.storage.request_units", "{request_unit}", "Request units that Cosmos DB charged, by operation and kind of document.");
        _retries = _meter.CreateCounter<long>("campaignbot.storage.retries", "{request}", "Requests that Cosmos DB refused for the moment (429, 449), by status.");
    }

    /// <summary>The answer, which the caller disposes of; 404, 409, 412 and 413 are the caller's to judge.</summary>
    /// <param name="send">Makes the request; called again for every try.</param>
    /// <exception cref="CosmosRequestException">Any other answer that is no success, or none in time.</exception>
    public async Task<ResponseMessage> SendAsync(string operation, string kind, Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var response = await AskAsync(operation, kind, send, cancellationToken);
            var status = response.StatusCode;
            _requests.Add(1, new("operation", operation), new("kind", kind), new("status", (int)status));
            _units.Add(response.Headers.RequestCharge, new("operation", operation), new("kind", kind));
            DocumentCost.Add(response.Headers.RequestCharge);
            if (response.IsSuccessStatusCode || status is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestEntityTooLarge)
                return response;
            using (response)
            {
                var pause = Pause(response, attempt);
                if (status is not (HttpStatusCode.TooManyRequests or RetryWith) || _time.GetElapsedTime(started) + pause > _retryFor)
                    throw new CosmosRequestException(operation, kind, status, response.Headers.ActivityId);
                _retries.Add(1, new KeyValuePair<string, object?>("status", (int)status));
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>One try. What the SDK can't ask it throws, in words that may name the document's address.</summary>
    private async Task<ResponseMessage> AskAsync(string operation, string kind, Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellationToken)
    {
        // Left to itself the SDK looks for minutes for an account that can't be reached.
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await send(either.Token);
        }
        catch (CosmosException e)
        {
            throw new CosmosRequestException(operation, kind, e.StatusCode, e.ActivityId);
        }
        catch (Exception e) when (e is HttpRequestException or AuthenticationFailedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CosmosRequestException(operation, kind, e);
        }
    }

    /// <summary>What the service asks for; else twice as long every time.</summary>
    private static TimeSpan Pause(ResponseMessage response, int attempt) =>
        double.TryParse(response.Headers["x-ms-retry-after-ms"], NumberStyles.Float, CultureInfo.InvariantCulture, out var asked) && asked >= 0
            ? TimeSpan.FromMilliseconds(asked)
            : TimeSpan.FromTicks(Math.Min(ShortestPause.Ticks << Math.Min(attempt, 10), LongestPause.Ticks));
}

/// <summary>
/// Cosmos DB did not do what it was asked. The SDK's own exceptions name the document's address, which may be personal.
/// </summary>
public sealed class CosmosRequestException : DocumentStoreException
{
    /// <summary>It answered with this.</summary>
    public CosmosRequestException(string operation, string kind, HttpStatusCode status, string? activity)
        : base($"Cosmos DB answered {(int)status} to a {operation} of {kind} documents (its activity {activity}).") => Status = status;

    /// <summary>It could not be asked.</summary>
    public CosmosRequestException(string operation, string kind, Exception why)
        : base($"Cosmos DB could not be asked for a {operation} of {kind} documents: {why.GetType().Name}{(why is HttpRequestException http ? $" ({http.HttpRequestError})" : "")}.") => Status = HttpStatusCode.ServiceUnavailable;

    /// <summary>The answer's status; 503 where there was none.</summary>
    public HttpStatusCode Status { get; }
}
