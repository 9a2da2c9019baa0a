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

    public void Start(IEnumerable<TranscriptEntry> last)
    {
        Next = 1;
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
