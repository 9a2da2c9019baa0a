namespace CampaignBot.Core.Documents;

/// <summary>A kind of document and the fields it can be queried by.</summary>
/// <param name="Name">The kind's name in <see cref="DocumentKey.Kind"/>.</param>
/// <param name="Fields">
/// Names of top-level properties of the body (strings, numbers, true/false) that queries may compare or order by.
/// A document without the property is not found by a comparison on it.
/// </param>
public sealed record DocumentKind(string Name, params IReadOnlyList<string> Fields);

/// <summary>The kinds a store is opened with: every kind that is read or written must be declared.</summary>
public sealed class DocumentKinds
{
    private readonly Dictionary<string, DocumentKind> _kinds;

    /// <exception cref="ArgumentException">Two kinds or two fields of one have the same name, or a field is named "id".</exception>
    public DocumentKinds(params IEnumerable<DocumentKind> kinds)
    {
        // Names differing only in case would be one to a store that ignores it.
        _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);
        if (_kinds.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() != _kinds.Count)
            throw new ArgumentException("Two document kinds differ only in case.", nameof(kinds));
        foreach (var kind in _kinds.Values)
        {
            if (kind.Fields.Append("id").Distinct(StringComparer.OrdinalIgnoreCase).Count() != kind.Fields.Count + 1)
                throw new ArgumentException($"The kind '{kind.Name}' has two fields of one name, or one named 'id'.", nameof(kinds));
        }
    }

    /// <summary>All kinds.</summary>
    public IReadOnlyCollection<DocumentKind> All => _kinds.Values;

    /// <exception cref="ArgumentException">The kind was not declared.</exception>
    public DocumentKind this[string name] => _kinds.TryGetValue(name, out var kind)
        ? kind
        : throw new ArgumentException($"The document kind '{name}' is not declared.", nameof(name));

    /// <summary>Checks a query, for providers, and returns its kind.</summary>
    /// <exception cref="ArgumentException">
    /// The kind or a field is not declared, a value is of a type that can't be compared, or the page size is out of range.
    /// </exception>
    public DocumentKind Check(DocumentQuery query)
    {
        var kind = this[query.Kind];
        if (query.Partition is not null && !DocumentKey.IsValidPart(query.Partition))
            throw new ArgumentException("The partition is not a valid part of a key.", nameof(query));
        if (query.PageSize is < 1 or > DocumentLimits.MaxPageSize)
            throw new ArgumentException($"A page holds 1 to {DocumentLimits.MaxPageSize} documents.", nameof(query));
        foreach (var field in query.Where.Select(c => c.Field).Append(query.OrderBy))
        {
            if (field != "id" && !kind.Fields.Contains(field, StringComparer.Ordinal))
                throw new ArgumentException($"The field '{field}' of kind '{kind.Name}' is not declared.", nameof(query));
        }

        foreach (var condition in query.Where)
        {
            if (condition.Value is double.NaN or not (string or bool or int or long or double))
                throw new ArgumentException($"The field '{condition.Field}' is compared with something else than a string, number or bool.", nameof(query));
            if (condition is { Field: "id", Value: not string })
                throw new ArgumentException("Ids are compared with strings.", nameof(query));
        }

        return kind;
    }
}

/// <summary>A query over the documents of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Partition">One partition, or null for all (dearer on a partitioned store).</param>
public sealed record DocumentQuery(string Kind, string? Partition = null)
{
    /// <summary>Comparisons that must all hold; each on a declared field, or on "id".</summary>
    public IReadOnlyList<FieldCondition> Where { get; init; } = [];

    /// <summary>
    /// The declared field to order by, or "id" (the default). Ties are broken by id, then partition.
    /// Documents without the field are left out. A field to order by holds values of one type.
    /// </summary>
    public string OrderBy { get; init; } = "id";

    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many documents a page holds, 1 to <see cref="DocumentLimits.MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>
    /// The continuation of the page before, or null for the first; the rest of the query must be the same.
    /// A document that is there from the first page to the last is found exactly once, whatever else is written meanwhile.
    /// A text that is no continuation of this query gives an <see cref="ArgumentException"/>.
    /// </summary>
    public string? Continuation { get; init; }
}

/// <summary>How a field is compared with a value.</summary>
public enum Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>
/// A comparison of a field with a value. It finds only values of the same type: the string "1" is neither equal to,
/// nor different from, nor less than the number 1.
/// </summary>
/// <param name="Value">A string (compared by Unicode value), an int, a long, a double or a bool; never null.</param>
public readonly record struct FieldCondition(string Field, Comparison Comparison, object Value);

/// <summary>A page of documents.</summary>
/// <param name="Continuation">To be given with the next query; null where this was the last page.</param>
public sealed record DocumentPage(IReadOnlyList<Document> Documents, string? Continuation);
