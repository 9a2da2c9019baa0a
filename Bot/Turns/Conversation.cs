using CampaignBot.Core.Documents;

namespace CampaignBot.Turns;

/// <summary>A conversation in memory: what waits for its turn, what waits to be delivered, and its record.</summary>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing to dispose.
internal sealed class Conversation(string key, IDocumentStore documents)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _writing = new(1);
    private ConversationRecord? _record;
    private int _users;

    public string Key => key;

    /// <summary>Held while the queues below are looked at or changed; never over an await.</summary>
    public Lock Queues { get; } = new();

    /// <summary>The activities whose turn is to come or under way, in order.</summary>
    public Queue<WaitingActivity> Waiting { get; } = [];

    /// <summary>Whether a loop takes them.</summary>
    public bool Turning { get; set; }

    /// <summary>The echo into the transcript of the activity that came last.</summary>
    public Task<bool> LastEcho { get; set; } = Task.FromResult(true);

    /// <summary>The replies to deliver, in order, and those delivered that the record still holds.</summary>
    public Queue<Delivery> Delivering { get; } = [];

    /// <summary>The ids of replies that are being delivered, until the record is rid of them.</summary>
    public HashSet<string> InDelivery { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a loop delivers them.</summary>
    public bool Sending { get; set; }

    /// <summary>The loop that delivers them, or the last that did.</summary>
    public Task Deliveries { get; set; } = Task.CompletedTask;

    public bool IsInUse => Volatile.Read(ref _users) > 0;

    public void Enter() => Interlocked.Increment(ref _users);

    public void Leave() => Interlocked.Decrement(ref _users);

    /// <summary>The record as last read or written by this process; from the store where it isn't known or may be stale.</summary>
    public async ValueTask<ConversationRecord> RecordAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _record) is { } known)
            return known;
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await LoadAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Has the record read again before it is next used: another instance was here.</summary>
    public void Forget() => Volatile.Write(ref _record, null);

    /// <summary>
    /// Writes a changed record under the ETag of the one it was made from. Turns and deliveries of one process change
    /// different parts, and go one after the other here, so they never conflict with each other.
    /// </summary>
    /// <param name="change">
    /// From the current record, to the one to write, or to null to write nothing. It may throw
    /// <see cref="DocumentConflictException"/> where the current one is not what it counted on.
    /// </param>
    /// <exception cref="DocumentConflictException">Another instance wrote in between. The next read is fresh.</exception>
    public async Task WriteAsync(Func<ConversationRecord, ConversationRecord?> change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var current = await LoadAsync(cancellationToken);
            if (change(current) is not { } next)
                return;
            var condition = current.ETag is null ? WriteCondition.Create : WriteCondition.Match(current.ETag);
            // Until the outcome is known, and where it stays unknown, the record must be read again.
            _record = null;
            var etag = await documents.WriteAsync(new DocumentWrite(ConversationRecord.Key(key), next.ToBody(), condition), CancellationToken.None);
            _record = next with { ETag = etag };
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Removes the record where it is as expected; whether it is gone.</summary>
    /// <exception cref="DocumentConflictException">Another instance wrote in between. The next read is fresh.</exception>
    public async Task<bool> RemoveAsync(Func<ConversationRecord, bool> expected, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var current = await LoadAsync(cancellationToken);
            if (current.ETag is { } etag)
            {
                if (!expected(current))
                    return false;
                _record = null;
                await documents.DeleteAsync(ConversationRecord.Key(key), etag, CancellationToken.None);
            }
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask<ConversationRecord> LoadAsync(CancellationToken cancellationToken) =>
        _record ??= await documents.ReadAsync(ConversationRecord.Key(key), cancellationToken) is { } document
            ? ConversationRecord.Parse(document)
            : ConversationRecord.Empty;
}

/// <summary>The conversations in memory: all that have work, and the last that had.</summary>
internal sealed class Conversations(IDocumentStore documents, int kept)
{
    private readonly LeastRecent<Conversation> _conversations = new(kept, c => !c.IsInUse);

    /// <summary>The conversation of a key, kept in memory until it is left as often as it was entered.</summary>
    public Conversation Enter(string key) => _conversations.GetOrAdd(key, k => new Conversation(k, documents), c => c.Enter());
}
