namespace CampaignBot.Operations;

/// <summary>
/// Leaves a failing server alone: after some failures in a row nobody calls it for a while, then one call tries it, and its
/// outcome decides. Safe for any number of callers.
/// </summary>
internal sealed class CircuitBreaker(int failures, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failed;
    private long? _openSince;
    private bool _isTrying;

    /// <summary>Whether a call may be made. Who gets true tells its end by one of the other methods.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_openSince is not { } since)
                return true;
            if (_isTrying || clock.GetElapsedTime(since) < pause)
                return false;
            return _isTrying = true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
            (_failed, _openSince, _isTrying) = (0, null, false);
    }

    /// <returns>Whether this failure made the pause begin.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            _failed++;
            if (!_isTrying && (_failed < failures || _openSince is not null))
                return false;
            var began = _openSince is null;
            (_openSince, _isTrying) = (clock.GetTimestamp(), false);
            return began;
        }
    }

    /// <summary>The call said nothing about the server.</summary>
    public void Left()
    {
        lock (_lock)
            _isTrying = false;
    }
}
