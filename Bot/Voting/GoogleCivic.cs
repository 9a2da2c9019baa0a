using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Voting.Civic;
using CampaignBot.Operations;
using Microsoft.Extensions.Options;

namespace CampaignBot.Voting;

/// <summary>
/// Asks Google's Civic Information API where people vote (elections.voterInfoQuery). The key goes in a header, so that no address
/// of a request holds it; whatever goes wrong, nothing was found.
/// </summary>
internal sealed class GoogleCivic(
    IHttpClientFactory clients, IOptions<GoogleCivicOptions> options, CampaignProfile profile, TimeProvider clock, CivicMetrics metrics, ILogger<GoogleCivic> log)
    : IVoterInfoService
{
    /// <summary>The name of the client it takes from the factory.</summary>
    public const string Client = "google-civic";

    private readonly CircuitBreaker _circuit = new(options.Value.PauseAfterFailures, options.Value.Pause, clock);

    /// <inheritdoc/>
    public string Name => "Google Civic Information";

    /// <inheritdoc/>
    public bool GoesFirst => options.Value.Use == CivicUse.Always;

    /// <inheritdoc/>
    public async Task<VotingLookup.Found?> FindAsync(PostalAddress address, CancellationToken cancellationToken)
    {
        if (!_circuit.TryEnter())
        {
            metrics.Lookups.Add(1, new KeyValuePair<string, object?>("outcome", "paused"));
            return null;
        }
        var outcome = "cancelled";
        using var late = new CancellationTokenSource(options.Value.Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            (outcome, var found) = await AskAsync(address, either.Token);
            if (outcome is "limited" or "failed" or "refused")
                Failed(outcome);
            else
                _circuit.Succeeded();
            return found;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidDataException || (e is OperationCanceledException && late.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            // Only its kind: the message of an exception may hold what was asked.
            outcome = e switch { OperationCanceledException => "late", JsonException or InvalidDataException => "malformed", _ => "failed" };
            Failed(outcome);
            return null;
        }
        finally
        {
            if (outcome == "cancelled")
                _circuit.Left();
            metrics.Lookups.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    private async Task<(string Outcome, VotingLookup.Found? Found)> AskAsync(PostalAddress address, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var query = $"?officialOnly=true&address={Uri.EscapeDataString(Written(address))}"
            + (settings.ElectionId > 0 ? string.Create(CultureInfo.InvariantCulture, $"&electionId={settings.ElectionId}") : "");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{settings.Endpoint.TrimEnd('/')}/voterinfo{query}"));
        request.Headers.Add("X-Goog-Api-Key", settings.Key);
        using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        switch ((int)response.StatusCode)
        {
            case 200:
                break;
            // "No information for this address", "Failed to parse address", "Election unknown", "Election is over".
            case 404 or 400:
                return ("unknown", null);
            case 429:
                return ("limited", null);
            case 401 or 403:
                return ("refused", null);
            default:
                return ("failed", null);
        }
        var body = await BodyAsync(response, settings.MaxBytes, cancellationToken);
        var now = clock.GetUtcNow();
        var found = CivicAnswer.Read(body.Span, profile.Today(clock), now, Name);
        return (found is null ? "unknown" : "found", found);
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new MemoryStream();
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > most)
                throw new InvalidDataException("The answer is larger than GoogleCivic:MaxBytes.");
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private void Failed(string outcome)
    {
        log.LogWarning("Google's Civic Information API could not be asked: {Outcome}", outcome);
        if (_circuit.Failed())
            log.LogError("Google's Civic Information API failed {Failures} times in a row and is left alone for {Pause}", options.Value.PauseAfterFailures, options.Value.Pause);
    }

    private static string Written(PostalAddress address) => string.Join(
        ", ", new[] { address.StreetLine, address.Unit, address.City, $"{address.State} {address.Zip}".Trim() }.Where(p => !string.IsNullOrEmpty(p)));
}
