namespace CampaignBot.Turns;

/// <summary>What is known of a transcript's end, so that appending to it needs no read.</summary>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing to dispose.
internal sealed class TranscriptTail
#pragma warning restore CA1001
{
    public const int Remembered = 32;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Queue<(string Once, long Number)> _last = [];

    /// <summary>The number the next entry gets; 0 until known.</summary>
    public long Next { get; private set; }

    /// <summary>When it was last read from the store (a timestamp of the clock): what others had appended by then may be forgotten again.</summary>
    public long ReadAt { get; private set; }

    /// <summary>Whether nothing was appended, up to the next number, that isn't remembered.</summary>
    public bool HoldsAll => _last.Count == Next - 1;

    public void Start(IEnumerable<TranscriptEntry> last, long readAt)
    {
        _last.Clear();
        (Next, ReadAt) = (1, readAt);
        foreach (var entry in last)
            Add(entry);
    }

    public void Add(TranscriptEntry entry)
    {
        if (_last.Count == Remembered)
            _last.Dequeue();
        _last.Enqueue((entry.Once, entry.Number));
        Next = entry.Number + 1;
    }

    public long? Find(string once)
    {
        foreach (var (id, number) in _last)
        {
            if (id == once)
                return number;
        }

        return null;
    }

    public async ValueTask<Exit> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Exit(_gate);
    }

    public readonly struct Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
