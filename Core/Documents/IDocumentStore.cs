namespace CampaignBot.Core.Documents;

/// <summary>
/// The one port to storage: JSON documents by (kind, partition, id), each with an ETag and, if wanted, an expiry.
/// Two providers stand behind it (SQLite and Cosmos DB); the same contract tests run on both.
/// </summary>
/// <remarks>
/// Every call is about one document or one page: no transaction spans two documents, so that a partitioned store
/// can serve it. Callers that write several documents derive their ids so that writing again changes nothing.
/// A document past its expiry is never returned, whether or not the provider has removed it yet.
/// </remarks>
public interface IDocumentStore
{
    /// <summary>Whether instances on other machines may work on the same documents.</summary>
    bool IsShared => false;

    /// <summary>The document, or null where there is none or it has expired.</summary>
    ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes one document and returns its new ETag. Once the task completes, neither a killed process nor a power cut
    /// loses the write. Cancelling stops the wait for a place in the queue; a write under way is finished.
    /// </summary>
    /// <exception cref="DocumentConflictException">The condition of <paramref name="write"/> does not hold.</exception>
    /// <exception cref="DocumentTooLargeException">The body is over <see cref="DocumentLimits.MaxBodyBytes"/>.</exception>
    Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default);

    /// <summary>Deletes one document; true where there was one.</summary>
    /// <exception cref="DocumentConflictException">An <paramref name="ifMatch"/> was given and is not its ETag.</exception>
    Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default);

    /// <summary>One page of the documents of a kind, in the order asked for; see <see cref="DocumentQuery"/>.</summary>
    Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default);
}
