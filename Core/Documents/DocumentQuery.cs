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

    /// <exception cref="ArgumentException">Two kinds have the same name.</exception>
    public DocumentKinds(params IEnumerable<DocumentKind> kinds) =>
        _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>All kinds.</summary>
    public IReadOnlyCollection<DocumentKind> All => _kinds.Values;

    /// <exception cref="ArgumentException">The kind was not declared.</exception>
    public DocumentKind this[string name] => _kinds.TryGetValue(name, out var kind)
        ? kind
        : throw new ArgumentException($"The document kind '{name}' is not declared.", nameof(name));
}

/// <summary>A query over the documents of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Partition">One partition, or null for all (dearer on a partitioned store).</param>
public sealed record DocumentQuery(string Kind, string? Partition = null)
{
    /// <summary>Comparisons that must all hold; each on a declared field, or on "id".</summary>
    public IReadOnlyList<FieldCondition> Where { get; init; } = [];

    /// <summary>The declared field to order by, or "id" (the default). Ties are broken by id.</summary>
    public string OrderBy { get; init; } = "id";

    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many documents a page holds, 1 to <see cref="DocumentLimits.MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The continuation of the page before, or null for the first.</summary>
    public string? Continuation { get; init; }
}

/// <summary>How a field is compared with a value.</summary>
public enum Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>A comparison of a field with a value.</summary>
/// <param name="Value">A string (ordinal), a double, a long or a bool; never null.</param>
public readonly record struct FieldCondition(string Field, Comparison Comparison, object Value);

/// <summary>A page of documents.</summary>
/// <param name="Continuation">To be given with the next query; null where this was the last page.</param>
public sealed record DocumentPage(IReadOnlyList<Document> Documents, string? Continuation);
