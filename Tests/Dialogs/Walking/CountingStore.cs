using System.Collections.Concurrent;
using CampaignBot.Core.Documents;

namespace CampaignBot.Tests.Dialogs.Walking;

/// <summary>The program's store, counting what is written besides the traffic itself: what came of a conversation.</summary>
public sealed class CountingStore(IDocumentStore store) : IDocumentStore
{
    private static readonly HashSet<string> Traffic = new(["inbox", "conversation", "transcript"], StringComparer.Ordinal);

    /// <summary>The documents written or removed so far.</summary>
    public int Changes => Kept().Values.Sum();

    /// <summary>How often each kind was written.</summary>
    public ConcurrentDictionary<string, int> ByKind { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each kind was written that is no traffic.</summary>
    public IReadOnlyDictionary<string, int> Kept() => ByKind.Where(k => !Traffic.Contains(k.Key)).ToDictionary();

    public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

    public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
    {
        Count(write.Key.Kind);
        return store.WriteAsync(write, cancellationToken);
    }

    public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        Count(key.Kind);
        return store.DeleteAsync(key, ifMatch, cancellationToken);
    }

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    private void Count(string kind) => ByKind.AddOrUpdate(kind, 1, (_, n) => n + 1);
}
