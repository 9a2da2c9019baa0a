using CampaignBot.Core.Documents;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>One open connection with its prepared statements, used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MaxStatements = 200;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        _connection.Open();
        // FULL: in WAL mode NORMAL may lose committed transactions when the power fails.
        // busy_timeout: another process may be writing; SQLite's own wait is finer than the library's.
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8192;");
    }

    public SqliteConnection Connection => _connection;

    /// <summary>The prepared statement of an SQL text, with the parameters of its last use.</summary>
    public SqliteCommand Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement;
        if (_statements.Count == MaxStatements)
            Forget();
        statement = _connection.CreateCommand();
#pragma warning disable CA2100 // Made of declared names and parameters only.
        statement.CommandText = sql;
#pragma warning restore CA2100
        return _statements[sql] = statement;
    }

    public int Execute(string sql) => Statement(sql).ExecuteNonQuery();

    public Document? Read(SqliteTable table, DocumentKey key, long now)
    {
        var statement = Statement(table.Read);
        Set(statement, "$partition", key.Partition);
        Set(statement, "$id", key.Id);
        Set(statement, "$now", now);
        using var reader = statement.ExecuteReader();
        return reader.Read()
            ? new Document(key, reader.GetFieldValue<byte[]>(0), ETags.Format(reader.GetInt64(1)), Instants.Parse(reader, 2))
            : null;
    }

    public static void Set(SqliteCommand statement, string name, object? value)
    {
        var index = statement.Parameters.IndexOf(name);
        if (index >= 0)
            statement.Parameters[index].Value = value ?? DBNull.Value;
        else
            statement.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
