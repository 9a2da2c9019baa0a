using System.Text.Json;
using CampaignBot.Core.Documents;
using Microsoft.Azure.Cosmos;

namespace CampaignBot.Storage.Cosmos;

/// <summary>A page of a query as Cosmos DB's SQL over the texts of <see cref="SortText"/>.</summary>
internal sealed class CosmosQuery
{
    private readonly DocumentQuery _query;
    private readonly List<(string Name, string Value)> _parameters = [];
    private readonly List<string> _conditions = [];

    /// <exception cref="ArgumentException">The continuation is none of this query.</exception>
    public CosmosQuery(DocumentQuery query, DateTimeOffset now)
    {
        _query = query;
        var order = Property(query.OrderBy);
        foreach (var condition in query.Where)
            Add(condition);
        // There is always a range, which also leaves out documents without the field.
        _conditions.Add(query.Continuation is null
            ? $"{order} > {Parameter("")}"
            : $"{order} {(query.Descending ? "<" : ">")} {Parameter(Resume(query.Continuation))}");
        _conditions.Add($"(NOT IS_DEFINED(c.expires) OR c.expires > {Parameter(StoredDocument.Instant(now))})");
        Definition = _parameters.Aggregate(
            new QueryDefinition(
                $"SELECT c.partition, c.name, c.body, c.expires, c._etag, {order} AS sort FROM c WHERE {string.Join(" AND ", _conditions)}"
                + $" ORDER BY {order} {(query.Descending ? "DESC" : "ASC")}"),
            (definition, p) => definition.WithParameter(p.Name, p.Value));
    }

    public QueryDefinition Definition { get; }

    /// <summary>One more than a page, which tells whether there is another.</summary>
    public QueryRequestOptions Options => new()
    {
        PartitionKey = _query.Partition is { } partition ? new PartitionKey(StoredDocument.Partition(_query.Kind, partition)) : null,
        MaxItemCount = _query.PageSize + 1,
    };

    public DocumentPage Page(List<(Document Document, string Sort)> found) => found.Count <= _query.PageSize
        ? new DocumentPage([.. found.Select(f => f.Document)], null)
        : new DocumentPage(
            [.. found.Take(_query.PageSize).Select(f => f.Document)],
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes([_query.OrderBy, found[_query.PageSize - 1].Sort], CosmosJson.Default.StringArray)));

    private string Property(string field) => $"c.k[\"{StoredDocument.SortName(_query.Kind, field)}\"]";

    private void Add(FieldCondition condition)
    {
        var property = Property(condition.Field);
        var value = SortText.Value(condition.Value);
        // Within the value's type; what is equal goes on with a space, the next with something after it.
        var (from, to) = (value[..1], ((char)(value[0] + 1)).ToString());
        var (equal, next) = (value + ' ', value + '!');
        if (condition.Comparison == Comparison.NotEqual)
            _conditions.Add($"({property} < {Parameter(equal)} OR {property} >= {Parameter(next)})");
        var (least, below) = condition.Comparison switch
        {
            Comparison.Equal => (equal, next),
            Comparison.NotEqual => (from, to),
            Comparison.Less => (from, equal),
            Comparison.LessOrEqual => (from, next),
            Comparison.Greater => (next, to),
            Comparison.GreaterOrEqual => (equal, to),
            _ => throw new ArgumentException("Not a comparison.", nameof(condition)),
        };
        _conditions.Add($"{property} >= {Parameter(least)} AND {property} < {Parameter(below)}");
    }

    private string Parameter(string value)
    {
        var name = $"@p{_parameters.Count}";
        _parameters.Add((name, value));
        return name;
    }

    private string Resume(string continuation)
    {
        try
        {
            if (JsonSerializer.Deserialize(Convert.FromBase64String(continuation), CosmosJson.Default.StringArray) is [var order, { Length: > 0 } last] && order == _query.OrderBy)
                return last;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Told below, as any other text that is none of ours.
        }

        throw new ArgumentException("Not a continuation of this query.", nameof(continuation));
    }
}
