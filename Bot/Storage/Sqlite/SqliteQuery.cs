using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>
/// A page of a query as SQL. Pages go by key, not by number: the next begins after the last (value, id, partition) seen,
/// so documents inserted or deleted in between shift nothing.
/// </summary>
internal sealed class SqliteQuery
{
    private readonly DocumentQuery _query;
    private readonly SqliteTable _table;
    private readonly string? _order;
    private readonly List<(string Name, object Value)> _parameters = [];
    private readonly string _sql;

    public SqliteQuery(SqliteTable table, DocumentQuery query)
    {
        _table = table;
        _query = query;
        _order = query.OrderBy == "id" ? null : SqliteTable.Column(query.OrderBy);
        _sql = Build();
    }

    public DocumentPage Run(SqliteSession session, long now)
    {
        var statement = Statement(session, _sql, now);
        var documents = new List<Document>();
        string? continuation = null;
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            if (documents.Count == _query.PageSize)
                return new DocumentPage(documents, continuation);
            var key = new DocumentKey(_query.Kind, reader.GetString(0), reader.GetString(1));
            documents.Add(new Document(key, reader.GetFieldValue<byte[]>(2), ETags.Format(reader.GetInt64(3)), Instants.Parse(reader, 4)));
            if (documents.Count == _query.PageSize)
                continuation = Continuation(_order is null ? null : reader.GetValue(5), key);
        }

        return new DocumentPage(documents, null);
    }

    /// <summary>The steps of SQLite's plan for the page, for tests of what is indexed.</summary>
    public IEnumerable<string> Explain(SqliteSession session)
    {
        using var reader = Statement(session, $"EXPLAIN QUERY PLAN {_sql}", 0).ExecuteReader();
        while (reader.Read())
            yield return reader.GetString(3);
    }

    private SqliteCommand Statement(SqliteSession session, string sql, long now)
    {
        var statement = session.Statement(sql);
        SqliteSession.Set(statement, "$now", now);
        SqliteSession.Set(statement, "$limit", _query.PageSize + 1);
        foreach (var (name, value) in _parameters)
            SqliteSession.Set(statement, name, value);
        return statement;
    }

    private string Build()
    {
        var conditions = new List<string> { "(expires IS NULL OR expires > $now)" };
        if (_query.Partition is not null)
            conditions.Add($"partition = {Parameter(_query.Partition)}");
        conditions.AddRange(_query.Where.Select(Compare));
        if (_order is not null)
            conditions.Add($"{_order} IS NOT NULL");
        // Within a partition the id alone breaks ties, and the index within the partition serves the order.
        string[] order = [.. _order is null ? [] : new[] { _order }, "id", .. _query.Partition is null ? new[] { "partition" } : []];
        if (_query.Continuation is not null)
        {
            var (value, id, partition) = Resume(_query.Continuation);
            string[] last = [.. value is null ? [] : new[] { Parameter(value) }, Parameter(id), .. _query.Partition is null ? new[] { Parameter(partition) } : []];
            conditions.Add($"({string.Join(", ", order)}) {(_query.Descending ? "<" : ">")} ({string.Join(", ", last)})");
        }

        var direction = _query.Descending ? " DESC" : "";
        return $"SELECT partition, id, body, etag, expires{(_order is null ? "" : $", {_order}")} FROM {_table.Quoted}"
            + $" WHERE {string.Join(" AND ", conditions)}"
            + $" ORDER BY {string.Join(", ", order.Select(o => o + direction))} LIMIT $limit";
    }

    private string Parameter(object value)
    {
        var name = SqliteTable.Parameter(_parameters.Count);
        _parameters.Add((name, FieldValues.ToColumn(value)));
        return name;
    }

    /// <summary>A comparison, kept within the value's type by the bounds between numbers, texts ('') and blobs (x'').</summary>
    private string Compare(FieldCondition condition)
    {
        var column = condition.Field == "id" ? "id" : SqliteTable.Column(condition.Field);
        var value = Parameter(condition.Value);
        var (from, to) = condition.Value switch
        {
            string => ($" AND {column} >= ''", $" AND {column} < x''"),
            bool => ($" AND {column} >= x''", ""),
            _ => ("", $" AND {column} < ''"),
        };
        return condition.Comparison switch
        {
            Comparison.Equal => $"{column} = {value}",
            Comparison.NotEqual => $"{column} <> {value}{from}{to}",
            Comparison.Less => $"{column} < {value}{from}",
            Comparison.LessOrEqual => $"{column} <= {value}{from}",
            Comparison.Greater => $"{column} > {value}{to}",
            Comparison.GreaterOrEqual => $"{column} >= {value}{to}",
            _ => throw new ArgumentException("Not a comparison.", nameof(condition)),
        };
    }

    private string Continuation(object? value, DocumentKey last)
    {
        var token = new JsonArray(
            _query.OrderBy,
            value switch
            {
                null => null,
                byte[] flag => JsonValue.Create(flag[0] == 1),
                string text => JsonValue.Create(text),
                long whole => JsonValue.Create(whole),
                _ => JsonValue.Create((double)value),
            },
            last.Id,
            last.Partition);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    private (object? Value, string Id, string Partition) Resume(string continuation)
    {
        try
        {
            using var token = JsonDocument.Parse(Convert.FromBase64String(continuation));
            if (token.RootElement.GetArrayLength() == 4 && token.RootElement[0].GetString() == _query.OrderBy)
            {
                object? value = token.RootElement[1] switch
                {
                    { ValueKind: JsonValueKind.String } v => v.GetString(),
                    { ValueKind: JsonValueKind.Number } v => v.TryGetInt64(out var whole) ? whole : v.GetDouble(),
                    { ValueKind: JsonValueKind.True } => true,
                    { ValueKind: JsonValueKind.False } => false,
                    _ => null,
                };
                if (value is null == _order is null && token.RootElement[2].GetString() is { } id && token.RootElement[3].GetString() is { } partition)
                    return (value, id, partition);
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // Told below, as any other text that is none of ours.
        }

        throw new ArgumentException("Not a continuation of this query.", nameof(continuation));
    }
}
