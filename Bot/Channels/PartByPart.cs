using System.Collections.Concurrent;
using CampaignBot.Turns;

namespace CampaignBot.Channels;

/// <summary>What became of one part of a reply.</summary>
/// <param name="IsInDoubt">Whether the platform may have taken it although it says otherwise.</param>
internal sealed record PartOutcome(SendOutcome Outcome, bool IsInDoubt = false);

/// <summary>
/// Sends a reply that is several messages on its platform, one after the other, and goes on where it was when it is tried again. No part
/// goes twice: where the platform may have taken one and the answer was lost, it is looked for there before it is sent again.
/// </summary>
internal sealed class PartByPart(TimeProvider time)
{
    private const int MostUnderWay = 10_000;
    private readonly ConcurrentDictionary<string, Progress> _underWay = new(StringComparer.Ordinal);

    /// <param name="id">The reply's.</param>
    /// <param name="send">Sends a part.</param>
    /// <param name="find">Looks whether the platform has a part that was first sent at some time: its id there, or null.</param>
    public async Task<SendOutcome> SendAsync(
        string id,
        int parts,
        Func<int, CancellationToken, Task<PartOutcome>> send,
        Func<int, DateTimeOffset, CancellationToken, Task<string?>> find,
        CancellationToken cancellationToken)
    {
        var progress = _underWay.GetValueOrDefault(id) ?? new Progress(0, null);
        SendOutcome outcome = new SendOutcome.Delivered();
        for (var i = progress.Sent; i < parts; i++)
        {
            var doubtful = i == progress.Sent ? progress.DoubtfulSince : null;
            var began = doubtful ?? time.GetUtcNow();
            try
            {
                var sent = doubtful is { } since && await find(i, since, cancellationToken) is { } known
                    ? new PartOutcome(new SendOutcome.Delivered(known))
                    : await send(i, cancellationToken);
                outcome = sent.Outcome;
                if (outcome is SendOutcome.RetryLater)
                {
                    Keep(id, new Progress(i, sent.IsInDoubt ? began : null));
                    return outcome;
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // What never reached the platform can't have been taken.
                var isLost = e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
                Keep(id, new Progress(i, isLost ? doubtful : began));
                cancellationToken.ThrowIfCancellationRequested();
                return new SendOutcome.RetryLater();
            }
            if (outcome is SendOutcome.Refused)
                break;
        }
        _underWay.TryRemove(id, out _);
        return outcome;
    }

    private void Keep(string id, Progress progress)
    {
        // What was given up in the meantime is forgotten with the rest.
        if (_underWay.Count >= MostUnderWay)
            _underWay.Clear();
        _underWay[id] = progress;
    }

    private sealed record Progress(int Sent, DateTimeOffset? DoubtfulSince);
}
