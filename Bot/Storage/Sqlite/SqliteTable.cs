using System.Globalization;
using System.Text.RegularExpressions;
using CampaignBot.Core.Documents;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>
/// The table of one kind: partition, id, body, ETag, expiry, and a column per declared field with an index within the
/// partition and one over all partitions, both only of documents that have the field.
/// </summary>
/// <remarks>
/// Columns rather than expression indexes on json_extract (which parse the body in SQLite once per index and can't tell
/// true from 1) or a side table of values (several rows written per document instead of one).
/// </remarks>
internal sealed partial class SqliteTable
{
    public SqliteTable(DocumentKind kind)
    {
        foreach (var name in kind.Fields.Prepend(kind.Name))
        {
            if (!Name.IsMatch(name))
                throw new ArgumentException($"'{name}' can't name a kind or field: letters, digits, '-' and '_' only.", nameof(kind));
        }

        Kind = kind;
        Columns = [.. kind.Fields.Select(Column)];
        var columns = string.Concat(Columns.Select(c => $", {c}"));
        var parameters = string.Concat(Columns.Select((_, i) => $", {Parameter(i)}"));
        var assignments = string.Concat(Columns.Select((c, i) => $", {c} = {Parameter(i)}"));
        var insert = $"INSERT INTO {Quoted} (partition, id, body, etag, expires{columns}) VALUES ($partition, $id, $body, $etag, $expires{parameters})";
        var update = $"UPDATE SET body = $body, etag = $etag, expires = $expires{assignments}";
        const string Live = "(expires IS NULL OR expires > $now)";
        Upsert = $"{insert} ON CONFLICT (partition, id) DO {update}";
        Create = $"{insert} ON CONFLICT (partition, id) DO {update} WHERE expires <= $now";
        Replace = $"UPDATE {Quoted} SET body = $body, etag = $etag, expires = $expires{assignments} WHERE partition = $partition AND id = $id AND etag = $ifMatch AND {Live}";
        Read = $"SELECT body, etag, expires FROM {Quoted} WHERE partition = $partition AND id = $id AND {Live}";
        Delete = $"DELETE FROM {Quoted} WHERE partition = $partition AND id = $id AND {Live}";
        DeleteMatching = $"DELETE FROM {Quoted} WHERE partition = $partition AND id = $id AND etag = $ifMatch AND {Live}";
        Purge = $"DELETE FROM {Quoted} WHERE rowid IN (SELECT rowid FROM {Quoted} WHERE expires <= $now LIMIT {PurgeBatch.ToString(CultureInfo.InvariantCulture)})";
    }

    /// <summary>How many expired documents one statement removes, so that it never holds up the writes behind it for long.</summary>
    public const int PurgeBatch = 500;

    public DocumentKind Kind { get; }

    public IReadOnlyList<string> Columns { get; }

    public string Quoted => $"\"{Kind.Name}\"";

    public string Upsert { get; }

    public string Create { get; }

    public string Replace { get; }

    public string Read { get; }

    public string Delete { get; }

    public string DeleteMatching { get; }

    public string Purge { get; }

    public static string Column(string field) => $"\"f_{field}\"";

    public static string Parameter(int field) => $"$f{field.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>
    /// Makes the table and its indexes where they are missing, fills the columns of newly declared fields from the bodies,
    /// and drops those of fields no longer declared (they would go stale). Runs in the caller's transaction.
    /// </summary>
    public void Prepare(SqliteConnection connection)
    {
        Run(connection, $"""
            CREATE TABLE IF NOT EXISTS {Quoted} (
                partition TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, etag INTEGER NOT NULL, expires INTEGER,
                UNIQUE (partition, id));
            CREATE INDEX IF NOT EXISTS "{Kind.Name}/id" ON {Quoted} (id, partition);
            CREATE INDEX IF NOT EXISTS "{Kind.Name}/expires" ON {Quoted} (expires) WHERE expires IS NOT NULL;
            """);
        var existing = ExistingColumns(connection);
        foreach (var stale in existing.Where(c => !Columns.Contains(c, StringComparer.Ordinal)))
        {
            var field = stale[3..^1];
            Run(connection, $"""
                DROP INDEX IF EXISTS "{Kind.Name}/field/{field}"; DROP INDEX IF EXISTS "{Kind.Name}/partition/field/{field}";
                ALTER TABLE {Quoted} DROP COLUMN {stale};
                """);
        }

        var added = Columns.Where(c => !existing.Contains(c, StringComparer.Ordinal)).ToList();
        foreach (var column in added)
            Run(connection, $"ALTER TABLE {Quoted} ADD COLUMN {column}");
        if (added.Count > 0)
            Fill(connection);
        foreach (var (field, column) in Kind.Fields.Zip(Columns))
        {
            Run(connection, $"""
                CREATE INDEX IF NOT EXISTS "{Kind.Name}/field/{field}" ON {Quoted} ({column}, id, partition) WHERE {column} IS NOT NULL;
                CREATE INDEX IF NOT EXISTS "{Kind.Name}/partition/field/{field}" ON {Quoted} (partition, {column}, id) WHERE {column} IS NOT NULL;
                """);
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,99}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name { get; }

    private List<string> ExistingColumns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{Kind.Name}') WHERE name LIKE 'f\\_%' ESCAPE '\\'";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add($"\"{reader.GetString(0)}\"");
        return columns;
    }

    private void Fill(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT rowid, body FROM {Quoted}";
        using var update = connection.CreateCommand();
        update.CommandText = $"UPDATE {Quoted} SET {string.Join(", ", Columns.Select((c, i) => $"{c} = {Parameter(i)}"))} WHERE rowid = $row";
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            update.Parameters.Clear();
            update.Parameters.AddWithValue("$row", reader.GetInt64(0));
            foreach (var (i, value) in FieldValues.Read(Kind, reader.GetFieldValue<byte[]>(1)).Index())
                update.Parameters.AddWithValue(Parameter(i), value ?? DBNull.Value);
            update.ExecuteNonQuery();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of declared names only, which the constructor checked.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
