using System.Net;
using System.Text.Json;
using CampaignBot.Core.Documents;
using Microsoft.Azure.Cosmos;

namespace CampaignBot.Storage.Cosmos;

/// <summary>
/// Documents in one container of Azure Cosmos DB, for any number of instances. A read is a point read; a query within a
/// partition goes to that partition alone; the service's own ETags and time to live stand behind ours.
/// </summary>
/// <remarks>
/// One request a call, but for a create that meets a document which has just expired. The account's consistency is Session or
/// stronger: an instance reads what it wrote, and after a conflict what it conflicted with.
/// </remarks>
public sealed class CosmosDocumentStore : IDocumentStore, IDisposable
{
    private readonly DocumentKinds _kinds;
    private readonly TimeProvider _time;
    private readonly CosmosConnection _connection;
    private readonly CosmosRequests _requests;

    /// <summary>A store on the account of the settings; nothing is asked of it before <see cref="OpenAsync"/>.</summary>
    public CosmosDocumentStore(CosmosOptions options, DocumentKinds kinds, TimeProvider time)
    {
        (_kinds, _time) = (kinds, time);
        _connection = new CosmosConnection(options);
        _requests = new CosmosRequests(options.Timeout, options.RetryFor, time);
    }

    /// <inheritdoc/>
    public bool IsShared => true;

    private Container Container => _connection.Container;

    /// <summary>Makes the container or checks the one that is expected.</summary>
    /// <exception cref="InvalidOperationException">It can't be reached or doesn't fit; the message names the setting.</exception>
    public Task OpenAsync(CancellationToken cancellationToken = default) => _connection.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default)
    {
        Check(key);
        var document = await FindAsync(key, cancellationToken);
        return document?.Expires <= _time.GetUtcNow() ? null : document;
    }

    /// <inheritdoc/>
    public async Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default)
    {
        var kind = Check(write.Key);
        if (write.Body.Length > DocumentLimits.MaxBodyBytes)
            throw new DocumentTooLargeException(write.Key, write.Body.Length);
        cancellationToken.ThrowIfCancellationRequested();
        using var stored = StoredDocument.Write(kind, write, _time.GetUtcNow());
        var ifMatch = write.Condition.IfMatch is { } etag
            ? StoredDocument.LiveETag(etag, _time.GetUtcNow()) ?? throw new DocumentConflictException(write.Key)
            : null;
        var written = await WriteAsync(write, stored, ifMatch);
        if (written is null && write.Condition.IsCreate && await ExpiredETagAsync(write.Key) is { } expired)
            written = await WriteAsync(write, stored, expired);
        return written ?? throw new DocumentConflictException(write.Key);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        Check(key);
        cancellationToken.ThrowIfCancellationRequested();
        var live = ifMatch is null ? null : StoredDocument.LiveETag(ifMatch, _time.GetUtcNow());
        if (ifMatch is null || live is not null)
        {
            var options = new ItemRequestOptions { IfMatchEtag = live };
            using var response = await _requests.SendAsync(
                "delete", key.Kind, token => Container.DeleteItemStreamAsync(StoredDocument.Id(key.Id), Partition(key), options, token), CancellationToken.None);
            if (response.IsSuccessStatusCode)
                return true;
            if (response.StatusCode == HttpStatusCode.NotFound)
                return false;
        }

        return await ReadAsync(key, CancellationToken.None) is null ? false : throw new DocumentConflictException(key);
    }

    /// <inheritdoc/>
    public async Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        var kind = _kinds.Check(query).Name;
        var page = new CosmosQuery(query, _time.GetUtcNow());
        var found = new List<(Document, string)>();
        using var pages = Container.GetItemQueryStreamIterator(page.Definition, requestOptions: page.Options);
        while (found.Count <= query.PageSize && pages.HasMoreResults)
        {
            using var response = await _requests.SendAsync("query", kind, pages.ReadNextAsync, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new CosmosRequestException("query", kind, response.StatusCode, response.Headers.ActivityId);
            using var json = await JsonDocument.ParseAsync(response.Content, cancellationToken: cancellationToken);
            foreach (var stored in json.RootElement.GetProperty("Documents").EnumerateArray())
                found.Add((StoredDocument.Read(kind, stored), stored.GetProperty("sort").GetString()!));
        }

        return page.Page(found);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _requests.Dispose();
    }

    private static PartitionKey Partition(DocumentKey key) => new(StoredDocument.Partition(key.Kind, key.Partition));

    private DocumentKind Check(DocumentKey key)
    {
        DocumentKey.ThrowIfInvalid(key);
        return _kinds[key.Kind];
    }

    /// <summary>The ETag after the write; null where the condition did not hold.</summary>
    private async Task<string?> WriteAsync(DocumentWrite write, MemoryStream stored, string? ifMatch)
    {
        var (id, partition) = (StoredDocument.Id(write.Key.Id), Partition(write.Key));
        var options = new ItemRequestOptions { IfMatchEtag = ifMatch, EnableContentResponseOnWrite = false };
        var operation = ifMatch is not null ? "replace" : write.Condition.IsCreate ? "create" : "upsert";
        using var response = await _requests.SendAsync(
            operation,
            write.Key.Kind,
            token =>
            {
                // The SDK closes the stream it is given; a further try needs the bytes again.
                var body = new MemoryStream(stored.GetBuffer(), 0, (int)stored.Length, writable: false, publiclyVisible: true);
                return operation switch
                {
                    "replace" => Container.ReplaceItemStreamAsync(body, id, partition, options, token),
                    "create" => Container.CreateItemStreamAsync(body, partition, options, token),
                    _ => Container.UpsertItemStreamAsync(body, partition, options, token),
                };
            },
            CancellationToken.None);
        return response.StatusCode switch
        {
            HttpStatusCode.RequestEntityTooLarge => throw new DocumentTooLargeException(write.Key, write.Body.Length),
            HttpStatusCode.NotFound when ifMatch is null => throw new CosmosRequestException(operation, write.Key.Kind, response.StatusCode, response.Headers.ActivityId),
            _ => response.IsSuccessStatusCode ? StoredDocument.ETag(response.Headers.ETag, write.Expires) : null,
        };
    }

    /// <summary>Cosmos DB's ETag of a document that has expired and is not removed yet; null where it is live or gone.</summary>
    private async Task<string?> ExpiredETagAsync(DocumentKey key) =>
        await FindAsync(key, CancellationToken.None) is { Expires: { } expires } document && expires <= _time.GetUtcNow()
            ? document.ETag[..document.ETag.LastIndexOf('|')]
            : null;

    /// <summary>The document, even one that has expired and is not removed yet.</summary>
    private async Task<Document?> FindAsync(DocumentKey key, CancellationToken cancellationToken)
    {
        using var response = await _requests.SendAsync(
            "read", key.Kind, token => Container.ReadItemStreamAsync(StoredDocument.Id(key.Id), Partition(key), cancellationToken: token), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        using var json = await JsonDocument.ParseAsync(response.Content, cancellationToken: cancellationToken);
        return StoredDocument.Read(key.Kind, json.RootElement);
    }
}
