using System.Collections.Concurrent;

namespace CampaignBot.Core.Consent;

/// <summary>
/// What stands for each address, held for a minute, so that a turn need not read it. What this process writes is known at once. What
/// another one writes is known by the conversation's own state, which holds the last act said in it; or after that minute.
/// </summary>
internal sealed class ConsentMemory(TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Counts what was forgotten: what was read before then may be old by now.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>What stands for an address.</summary>
    /// <param name="lastAct">The id of the last act the conversation knows of; null for none.</param>
    public bool TryFind(string key, string? lastAct, out ConsentRecord? record)
    {
        var found = _known.TryGetValue(key, out var known) && known.LastAct == lastAct && clock.GetUtcNow() - known.At < Longest;
        record = found ? known!.Record : null;
        return found;
    }

    /// <summary>Holds what was read, unless something was written since.</summary>
    /// <param name="changes"><see cref="Changes"/> before it was read.</param>
    public void Hold(string key, string? lastAct, ConsentRecord? record, long changes)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[key] = new Known(lastAct, record, clock.GetUtcNow());
        if (changes != Changes)
            _known.TryRemove(key, out _);
    }

    /// <summary>Has an address read anew.</summary>
    public void Forget(string key)
    {
        Interlocked.Increment(ref _changes);
        _known.TryRemove(key, out _);
    }

    private sealed record Known(string? LastAct, ConsentRecord? Record, DateTimeOffset At);
}
