using System.Runtime.CompilerServices;
using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.People;

/// <summary>The people of the campaign, on the document store: one document a person, which is its own partition.</summary>
/// <param name="documents">A store in which <see cref="Person.Kind"/> is declared.</param>
public sealed class PersonDirectory(IDocumentStore documents)
{
    /// <summary>Everybody, in the order of their ids, each with the ETag to save over.</summary>
    public async IAsyncEnumerable<(Person Person, string ETag)> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Person.Kind.Name) { PageSize = DocumentLimits.MaxPageSize };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return (JsonSerializer.Deserialize(document.Body.Span, PersonJson.Default.Person)!, document.ETag);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    /// <summary>Keeps a person.</summary>
    /// <param name="etag">Of the version it was made from; null where there was none.</param>
    /// <exception cref="DocumentConflictException">Somebody else has changed or made it meanwhile.</exception>
    public Task SaveAsync(Person person, string? etag, CancellationToken cancellationToken = default) => documents.WriteAsync(
        new DocumentWrite(
            new DocumentKey(Person.Kind.Name, person.Id, person.Id),
            JsonSerializer.SerializeToUtf8Bytes(person, PersonJson.Default.Person),
            etag is null ? WriteCondition.Create : WriteCondition.Match(etag)),
        cancellationToken);

    /// <summary>Whether two say the same of a person.</summary>
    public static bool AreSame(Person one, Person other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, PersonJson.Default.Person).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, PersonJson.Default.Person));
}
