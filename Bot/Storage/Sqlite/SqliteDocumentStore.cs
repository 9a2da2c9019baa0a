using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using CampaignBot.Core.Documents;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>
/// Documents in one SQLite file (WAL). One writer groups the writes of all callers (<see cref="SqliteWriter"/>); reads run
/// on the caller's thread over connections of their own and never wait for a write.
/// </summary>
/// <remarks>
/// Other processes of the same machine may open the file too: SQLite's locks order the writers, ETags and conditions are
/// evaluated inside the transaction. A network file system doesn't do for that.
/// </remarks>
public sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable
{
    private readonly DocumentKinds _kinds;
    private readonly Dictionary<string, SqliteTable> _tables;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly int _keptReaders = Environment.ProcessorCount * 2;
    private volatile bool _closed;

    /// <summary>Opens the file, making it, its folder and the tables of the kinds where they are missing.</summary>
    /// <exception cref="InvalidOperationException">The file can't be opened; the message names the setting and the path.</exception>
    public SqliteDocumentStore(SqliteOptions options, DocumentKinds kinds, TimeProvider time)
    {
        _kinds = kinds;
        _tables = kinds.All.ToDictionary(k => k.Name, k => new SqliteTable(k), StringComparer.Ordinal);
        _time = time;
        _path = Path.GetFullPath(options.Path);
        _writer = new SqliteWriter(Open(), options.QueueLength);
    }

    /// <inheritdoc/>
    public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default)
    {
        var table = Table(key);
        cancellationToken.ThrowIfCancellationRequested();
        var session = Rent();
        try
        {
            return ValueTask.FromResult(session.Read(table, key, Now));
        }
        finally
        {
            Return(session);
        }
    }

    /// <inheritdoc/>
    public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
    {
        var table = Table(write.Key);
        if (write.Body.Length > DocumentLimits.MaxBodyBytes)
            throw new DocumentTooLargeException(write.Key, write.Body.Length);
        var values = FieldValues.Read(table.Kind, write.Body.Span);
        var body = MemoryMarshal.TryGetArray(write.Body, out var all) && all.Count == all.Array!.Length ? all.Array : write.Body.ToArray();
        return _writer.DoAsync(session => Write(session, table, write, body, values), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var table = Table(key);
        return _writer.DoAsync(session => Delete(session, table, key, ifMatch), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        var page = new SqliteQuery(_tables[_kinds.Check(query).Name], query);
        cancellationToken.ThrowIfCancellationRequested();
        var session = Rent();
        try
        {
            return Task.FromResult(page.Run(session, Now));
        }
        finally
        {
            Return(session);
        }
    }

    /// <summary>Removes what has expired, in small steps between other writes, and returns how many documents that were.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken = default)
    {
        var purged = 0;
        foreach (var table in _tables.Values)
        {
            int step;
            do
            {
                step = await _writer.DoAsync(session => Purge(session, table), cancellationToken);
                purged += step;
            }
            while (step == SqliteTable.PurgeBatch);
        }

        return purged;
    }

    /// <summary>Finishes the writes that wait and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        while (_readers.TryTake(out var session))
            session.Dispose();
        await _writer.DisposeAsync();
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    private SqliteTable Table(DocumentKey key)
    {
        DocumentKey.ThrowIfInvalid(key);
        return _tables[_kinds[key.Kind].Name];
    }

    /// <summary>It holds what people said, and a key: nobody else on the machine reads it. SQLite's further files follow it.</summary>
    private static void CreateForOwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(path, options);
    }

    private SqliteSession Open()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            CreateForOwnerOnly(_path);
            var session = new SqliteSession(_path);
            session.Execute("BEGIN IMMEDIATE");
            foreach (var table in _tables.Values)
                table.Prepare(session.Connection);
            session.Execute("COMMIT");
            return session;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{SqliteOptions.Section}:Path: the database {_path} can't be opened: {e.Message}", e);
        }
    }

    private SqliteSession Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _readers.TryTake(out var session) ? session : new SqliteSession(_path);
    }

    private void Return(SqliteSession session)
    {
        if (_closed || _readers.Count >= _keptReaders)
            session.Dispose();
        else
            _readers.Add(session);
    }

    private string Write(SqliteSession session, SqliteTable table, DocumentWrite write, byte[] body, object?[] values)
    {
        var etag = ETags.Next();
        var (condition, key) = (write.Condition, write.Key);
        var statement = session.Statement(condition.IfMatch is not null ? table.Replace : condition.IsCreate ? table.Create : table.Upsert);
        SqliteSession.Set(statement, "$partition", key.Partition);
        SqliteSession.Set(statement, "$id", key.Id);
        SqliteSession.Set(statement, "$body", body);
        SqliteSession.Set(statement, "$etag", etag);
        SqliteSession.Set(statement, "$expires", write.Expires?.UtcTicks);
        for (var i = 0; i < values.Length; i++)
            SqliteSession.Set(statement, SqliteTable.Parameter(i), values[i]);
        if (condition.IfMatch is not null)
            SqliteSession.Set(statement, "$ifMatch", ETags.Parse(condition.IfMatch));
        if (condition != WriteCondition.None)
            SqliteSession.Set(statement, "$now", Now);
        return statement.ExecuteNonQuery() == 1 ? ETags.Format(etag) : throw new DocumentConflictException(key);
    }

    private bool Delete(SqliteSession session, SqliteTable table, DocumentKey key, string? ifMatch)
    {
        var statement = session.Statement(ifMatch is null ? table.Delete : table.DeleteMatching);
        SqliteSession.Set(statement, "$partition", key.Partition);
        SqliteSession.Set(statement, "$id", key.Id);
        SqliteSession.Set(statement, "$now", Now);
        if (ifMatch is not null)
            SqliteSession.Set(statement, "$ifMatch", ETags.Parse(ifMatch));
        if (statement.ExecuteNonQuery() == 1)
            return true;
        return ifMatch is null || session.Read(table, key, Now) is null ? false : throw new DocumentConflictException(key);
    }

    private int Purge(SqliteSession session, SqliteTable table)
    {
        var statement = session.Statement(table.Purge);
        SqliteSession.Set(statement, "$now", Now);
        return statement.ExecuteNonQuery();
    }
}
