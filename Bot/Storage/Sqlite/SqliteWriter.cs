using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>
/// The one writer: takes all changes that wait, runs them in one transaction, and tells their callers when the disk has
/// them. While one transaction is being flushed the next gathers, so a flush serves as many callers as there are.
/// </summary>
/// <remarks>A thread of its own, since it mostly waits for the disk and the pool's threads are few.</remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxChangesPerTransaction = 1_000;
    private readonly SqliteSession _session;
    private readonly Channel<SqliteChange> _waiting;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteSession session, int queueLength)
    {
        _session = session;
        _waiting = Channel.CreateBounded<SqliteChange>(new BoundedChannelOptions(queueLength) { SingleReader = true });
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    /// <summary>Queues a change and waits until it is on the disk.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public async Task<T> DoAsync<T>(Func<SqliteSession, T> apply, CancellationToken cancellationToken)
    {
        var change = new SqliteChange<T>(apply);
        try
        {
            await _waiting.Writer.WriteAsync(change, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The document store was closed.", e);
        }

        return await change.Done;
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete())
        {
            await _stopped.Task;
            _session.Dispose();
        }
    }

    private void Run()
    {
        var batch = new List<SqliteChange>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxChangesPerTransaction && _waiting.Reader.TryRead(out var change))
                batch.Add(change);
            Flush(batch);
            batch.Clear();
        }

        _stopped.SetResult();
    }

    private void Flush(List<SqliteChange> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var change in batch)
                change.Apply(_session);
            _session.Execute("COMMIT");
        }
#pragma warning disable CA1031 // Whatever it was, the callers are told and the writer goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            RollBack();
            batch.ForEach(c => c.Fail(e));
            return;
        }

        batch.ForEach(c => c.Commit());
    }

    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // It never began, or SQLite has rolled it back already (disk full, I/O error).
        }
    }
}
