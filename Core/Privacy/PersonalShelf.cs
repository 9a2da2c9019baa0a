using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Privacy;

/// <summary>
/// Documents that each belong to one person, under the pseudonym of their address: found with the address alone, and telling
/// nobody whose they are unless the person let them.
/// </summary>
/// <param name="kind">One of theirs; declared in the store.</param>
/// <param name="json">How one is written.</param>
public sealed class PersonalShelf<T>(IDocumentStore documents, Pseudonyms pseudonyms, DocumentKind kind, JsonTypeInfo<T> json)
    where T : class
{
    /// <summary>A person's document of an id; null where there is none.</summary>
    public async Task<T?> FindAsync(ChannelAddress of, string id, CancellationToken cancellationToken) =>
        await documents.ReadAsync(await KeyAsync(of, id, cancellationToken), cancellationToken) is { } document ? Read(document) : null;

    /// <summary>Keeps one, in the place of what was there.</summary>
    public async Task KeepAsync(ChannelAddress of, string id, T value, CancellationToken cancellationToken) => await documents.WriteAsync(
        new DocumentWrite(await KeyAsync(of, id, cancellationToken), JsonSerializer.SerializeToUtf8Bytes(value, json)), cancellationToken);

    /// <summary>Changes one; of changes at once, none is lost.</summary>
    /// <param name="change">From what is there, null for nothing, to what is to be; it may be called again. Null changes nothing.</param>
    /// <returns>What is there now.</returns>
    public async Task<T?> ChangeAsync(ChannelAddress of, string id, Func<T?, T?> change, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(of, id, cancellationToken);
        while (true)
        {
            var document = await documents.ReadAsync(key, cancellationToken);
            var known = document is null ? null : Read(document);
            if (change(known) is not { } changed)
                return known;
            try
            {
                var condition = document is null ? WriteCondition.Create : WriteCondition.Match(document.ETag);
                await documents.WriteAsync(new DocumentWrite(key, JsonSerializer.SerializeToUtf8Bytes(changed, json), condition), cancellationToken);
                return changed;
            }
            catch (DocumentConflictException)
            {
                // Somebody else was first: the change is made to what they left.
            }
        }
    }

    /// <summary>Removes one; whether there was any.</summary>
    public async Task<bool> RemoveAsync(ChannelAddress of, string id, CancellationToken cancellationToken) =>
        await documents.DeleteAsync(await KeyAsync(of, id, cancellationToken), cancellationToken: cancellationToken);

    /// <summary>All that belong to a person, as <see cref="IPersonalData.CollectAsync"/> wants them.</summary>
    /// <param name="hidden">Fields that mean nothing to the person.</param>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, IReadOnlyList<string> hidden, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        foreach (var document in await AllAsync(someone, cancellationToken))
        {
            var fields = JsonNode.Parse(document.Body.Span)!.AsObject();
            foreach (var field in hidden)
                fields.Remove(field);
            shown.Add(fields);
        }
        return shown;
    }

    /// <summary>Removes all that belong to a person.</summary>
    public async Task DeleteAsync(Someone someone, CancellationToken cancellationToken)
    {
        foreach (var document in await AllAsync(someone, cancellationToken))
            await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
    }

    /// <summary>Everybody's, in no order.</summary>
    public async IAsyncEnumerable<T> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(kind.Name);
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return Read(document);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private async Task<List<Document>> AllAsync(Someone someone, CancellationToken cancellationToken)
    {
        var all = new List<Document>();
        foreach (var address in someone.Addresses)
        {
            if (await pseudonyms.KnownAsync(address.Key, cancellationToken) is not { } partition)
                continue;
            var query = new DocumentQuery(kind.Name, partition);
            do
            {
                var page = await documents.QueryAsync(query, cancellationToken);
                all.AddRange(page.Documents);
                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
        return all;
    }

    private async Task<DocumentKey> KeyAsync(ChannelAddress of, string id, CancellationToken cancellationToken) =>
        new(kind.Name, await pseudonyms.OfAsync(of.Key, cancellationToken), id);

    private T Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, json)!;
}
