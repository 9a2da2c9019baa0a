using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.People;

/// <summary>
/// The people of the campaign, on the document store: one document a person, which is its own partition, and one for each
/// address they write from, which says whose it is; several may be one person's.
/// </summary>
/// <param name="documents">A store in which <see cref="Person.Kind"/> and <see cref="AddressKind"/> are declared.</param>
public sealed class PersonDirectory(IDocumentStore documents) : IPersonalData
{
    private const string AddressId = "person";

    /// <summary>Whose an address is: partition <see cref="ChannelAddress.Key"/>.</summary>
    public static DocumentKind AddressKind { get; } = new("person-address");

    /// <inheritdoc/>
    public string Name => "people";

    /// <summary>Who writes from an address, as far as they have told anything of themselves; else null.</summary>
    public async Task<Person?> AtAsync(string channelId, string address, CancellationToken cancellationToken = default) =>
        await OwnerAsync(new ChannelAddress(channelId, address), cancellationToken) is { } id && await FindAsync(id, cancellationToken) is var (person, _)
            ? person
            : null;

    /// <summary>Keeps what somebody told of themselves; a record is made at the first thing told. Of changes at once, none is lost.</summary>
    /// <param name="change">From what is known to what is known now; it may be called again.</param>
    /// <returns>The record as it is now.</returns>
    public async Task<Person> TellAsync(string channelId, string address, Func<Person, Person> change, CancellationToken cancellationToken = default)
    {
        var from = new ChannelAddress(channelId, address);
        while (true)
        {
            try
            {
                var owner = await OwnerAsync(from, cancellationToken);
                var id = owner ?? IdOf(from);
                var (known, etag) = await FindAsync(id, cancellationToken) ?? (new Person(id, []), null);
                var told = change(known);
                if (!told.Addresses.Contains(from))
                    told = told with { Addresses = [.. told.Addresses, from] };
                if (owner is null)
                {
                    await documents.WriteAsync(
                        new DocumentWrite(AddressKey(from), JsonSerializer.SerializeToUtf8Bytes(new AddressOwner(id), PersonJson.Default.AddressOwner), WriteCondition.Create),
                        cancellationToken);
                }
                if (etag is null || !AreSame(known, told))
                    await SaveAsync(told, etag, cancellationToken);
                return told;
            }
            catch (DocumentConflictException)
            {
                // Somebody else was first: the change is made to what they left.
            }
        }
    }

    /// <summary>
    /// Makes an address one person's who writes from another: both are known to be theirs. What was told from either is one record from
    /// then on; where the two differ, what the first one said holds.
    /// </summary>
    public async Task LinkAsync(ChannelAddress first, ChannelAddress second, CancellationToken cancellationToken = default)
    {
        var other = await OwnerAsync(second, cancellationToken) is { } id ? await FindAsync(id, cancellationToken) : null;
        var told = await TellAsync(
            first.ChannelId,
            first.Address,
            p =>
            {
                var all = other is var (person, _) && person.Id != p.Id ? p.With(person) : p;
                return all with { Addresses = [.. all.Addresses.Append(first).Append(second).Distinct()] };
            },
            cancellationToken);
        // Every address leads to the record before the other record goes, so that a crash in between loses nothing.
        foreach (var address in told.Addresses)
            await documents.WriteAsync(new DocumentWrite(AddressKey(address), JsonSerializer.SerializeToUtf8Bytes(new AddressOwner(told.Id), PersonJson.Default.AddressOwner)), cancellationToken);
        if (other is var (merged, _) && merged.Id != told.Id)
            await documents.DeleteAsync(PersonKey(merged.Id), cancellationToken: cancellationToken);
    }

    /// <summary>Who it is that writes from an address, with all of their addresses.</summary>
    public async Task<Someone> SomeoneAsync(string channelId, string address, CancellationToken cancellationToken = default)
    {
        var from = new ChannelAddress(channelId, address);
        return await AtAsync(channelId, address, cancellationToken) is { } person
            ? new Someone(person.Id, [from, .. person.Addresses.Where(a => a != from)])
            : new Someone(null, [from]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        if (someone.PersonId is not { } id || await FindAsync(id, cancellationToken) is not var (person, _))
            return [];
        var shown = JsonSerializer.SerializeToNode(person, PersonJson.Default.Person)!.AsObject();
        // Kept for queries only, each a copy of the first of a list.
        foreach (var field in (ReadOnlySpan<string>)["id", "identifiers", "email", "phone", "zip"])
            shown.Remove(field);
        return [shown];
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        if (someone.PersonId is { } id)
            await documents.DeleteAsync(PersonKey(id), cancellationToken: cancellationToken);
        foreach (var address in someone.Addresses)
            await documents.DeleteAsync(AddressKey(address), cancellationToken: cancellationToken);
    }

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
            PersonKey(person.Id),
            JsonSerializer.SerializeToUtf8Bytes(person, PersonJson.Default.Person),
            etag is null ? WriteCondition.Create : WriteCondition.Match(etag)),
        cancellationToken);

    /// <summary>Whether two say the same of a person.</summary>
    public static bool AreSame(Person one, Person other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, PersonJson.Default.Person).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, PersonJson.Default.Person));

    private async Task<string?> OwnerAsync(ChannelAddress address, CancellationToken cancellationToken) =>
        await documents.ReadAsync(AddressKey(address), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, PersonJson.Default.AddressOwner)!.Person
            : null;

    private async Task<(Person Person, string? ETag)?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.ReadAsync(PersonKey(id), cancellationToken) is { } document
            ? (JsonSerializer.Deserialize(document.Body.Span, PersonJson.Default.Person)!, document.ETag)
            : null;

    /// <summary>The same for one address, so that two who make its record at once make one.</summary>
    private static string IdOf(ChannelAddress address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"address:{address.Key}")).AsSpan(0, 16));

    private static DocumentKey PersonKey(string id) => new(Person.Kind.Name, id, id);

    private static DocumentKey AddressKey(ChannelAddress address) => new(AddressKind.Name, address.Key, AddressId);
}
