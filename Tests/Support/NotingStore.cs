using System.Collections.Concurrent;
using CampaignBot.Core.Documents;

namespace CampaignBot.Tests.Support;

/// <summary>A store that notes what is asked of it.</summary>
public sealed class NotingStore(IDocumentStore inner) : IDocumentStore
{
    public ConcurrentQueue<string> Calls { get; } = [];

    public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"read {key.Kind}");
        return inner.ReadAsync(key, cancellationToken);
    }

    public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"write {write.Key.Kind}");
        return inner.WriteAsync(write, cancellationToken);
    }

    public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"delete {key.Kind}");
        return inner.DeleteAsync(key, ifMatch, cancellationToken);
    }

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"query {query.Kind}");
        return inner.QueryAsync(query, cancellationToken);
    }
}
