using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Consent;

/// <summary>Whether a record lets messages be sent or forbids them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsentAct>))]
public enum ConsentAct
{
    /// <summary>The person asked for no more messages.</summary>
    OptOut,

    /// <summary>The person asked for messages.</summary>
    OptIn,
}

/// <summary>
/// What a person said about getting messages, kept as evidence: never changed, never removed while the campaign must
/// prove it (COMPLIANCE.md, "Opting out and in").
/// </summary>
/// <param name="Act">Which way.</param>
/// <param name="At">When it was said.</param>
/// <param name="Programme">What the messages are about; null for all of the campaign.</param>
/// <param name="Source">Where it was said: a channel's name, "staff", "import".</param>
/// <param name="Wording">For an opt-in, what the person was shown; for an opt-out nothing, as their words are their own.</param>
/// <param name="Language">The language it was said in, as a BCP 47 tag.</param>
public sealed record ConsentRecord(
    ConsentAct Act,
    DateTimeOffset At,
    string? Programme,
    string Source,
    string? Wording,
    string? Language)
{
    /// <summary>Who said it, as <see cref="ChannelAddress.Key"/>, where they said it for another address than they wrote from: a number they typed.</summary>
    public string? By { get; init; }
}

/// <summary>
/// The records of consent of every address, on the document store. Where a person has their data deleted, their records stay as
/// evidence, under a pseudonym in the address's place: who opted out stays opted out, and no opt-in counts any more.
/// </summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
/// <param name="clock">How long <see cref="StandingAsync"/> remembers is counted by it.</param>
public sealed class ConsentLedger(IDocumentStore documents, TimeProvider clock) : IPersonalData
{
    private readonly ConsentMemory _memory = new(clock);
    private readonly Pseudonyms _pseudonyms = new(documents);

    /// <summary>One document per record: partition "channel:address" or the pseudonym of that, id the act's own.</summary>
    public static DocumentKind Kind { get; } = new("consent", "at", "by");

    /// <inheritdoc/>
    public string Name => "consent";

    /// <summary>Adds a record. Adding one of the same <paramref name="actId"/> again changes nothing.</summary>
    /// <param name="channelId">The channel the address belongs to.</param>
    /// <param name="address">The person's address on it: an id, a phone number in E.164 form, an e-mail address.</param>
    /// <param name="actId">The id of the activity that said so, so that running its turn again adds nothing.</param>
    public async Task AddAsync(string channelId, string address, string actId, ConsentRecord record, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(record, ConsentJson.Default.ConsentRecord);
        try
        {
            await documents.WriteAsync(new DocumentWrite(Key(channelId, address, actId), body, WriteCondition.Create), cancellationToken);
        }
        catch (DocumentConflictException)
        {
            // Written by an earlier run of the same turn.
        }
        finally
        {
            _memory.Forget(Partition(channelId, address));
        }
    }

    /// <summary>
    /// <see cref="LatestAsync"/> of all of the campaign for somebody who is speaking just now, mostly without a read: what they said in
    /// this conversation counts at once, whichever process heard it; what was written elsewhere by another process, within a minute.
    /// </summary>
    /// <param name="lastAct">The id of their last act in this conversation, as its state has it; null where there was none.</param>
    public async ValueTask<ConsentRecord?> StandingAsync(string channelId, string address, string? lastAct, CancellationToken cancellationToken = default)
    {
        var key = Partition(channelId, address);
        if (_memory.TryFind(key, lastAct, out var known))
            return known;
        var changes = _memory.Changes;
        var latest = await LatestAsync(channelId, address, cancellationToken: cancellationToken);
        _memory.Hold(key, lastAct, latest, changes);
        return latest;
    }

    /// <summary>The latest record that concerns <paramref name="programme"/> (or all of the campaign); null where there is none.</summary>
    /// <param name="exceptActId">An act to leave out: what held before it, so that running its turn again finds what the first run found.</param>
    public async Task<ConsentRecord?> LatestAsync(
        string channelId, string address, string? programme = null, string? exceptActId = null, CancellationToken cancellationToken = default)
    {
        await foreach (var (id, record) in LatestFirstAsync(Partition(channelId, address), cancellationToken))
        {
            if (id != exceptActId && (record.Programme is null || record.Programme == programme))
                return record;
        }
        // What was said before the person's data were deleted: only that they want nothing still counts.
        if (await _pseudonyms.KnownAsync(Partition(channelId, address), cancellationToken) is not { } pseudonym)
            return null;
        await foreach (var (_, record) in LatestFirstAsync(pseudonym, cancellationToken))
        {
            if (record.Programme is null || record.Programme == programme)
                return record.Act == ConsentAct.OptOut ? record : null;
        }
        return null;
    }

    /// <summary>Whether messages that the person did not just ask for may go to the address: only with an opt-in, and none since withdrawn.</summary>
    public async Task<bool> MayReachOutAsync(string channelId, string address, string? programme = null, CancellationToken cancellationToken = default) =>
        await LatestAsync(channelId, address, programme, cancellationToken: cancellationToken) is { Act: ConsentAct.OptIn };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        foreach (var query in Queries(someone))
        {
            await foreach (var document in DocumentsAsync(query, cancellationToken))
            {
                var record = JsonNode.Parse(document.Body.Span)!.AsObject();
                record.Remove("by");
                record["address"] = document.Key.Partition;
                shown.Add(record);
            }
        }
        return shown;
    }

    /// <summary>Keeps the evidence and takes off it whose it is.</summary>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var query in Queries(someone))
        {
            await foreach (var document in DocumentsAsync(query, cancellationToken))
            {
                var evidence = Read(document) with { By = null };
                var pseudonym = await _pseudonyms.OfAsync(document.Key.Partition, cancellationToken);
                await documents.WriteAsync(
                    new DocumentWrite(document.Key with { Partition = pseudonym }, JsonSerializer.SerializeToUtf8Bytes(evidence, ConsentJson.Default.ConsentRecord)),
                    cancellationToken);
                await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
                _memory.Forget(document.Key.Partition);
            }
        }
    }

    private static IEnumerable<DocumentQuery> Queries(Someone someone) => someone.Addresses.SelectMany(a => new[]
    {
        new DocumentQuery(Kind.Name, a.Key),
        new DocumentQuery(Kind.Name) { Where = [new("by", Comparison.Equal, a.Key)] },
    });

    private async IAsyncEnumerable<(string Id, ConsentRecord Record)> LatestFirstAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in DocumentsAsync(new DocumentQuery(Kind.Name, partition) { OrderBy = "at", Descending = true }, cancellationToken))
            yield return (document.Key.Id, Read(document));
    }

    private async IAsyncEnumerable<Document> DocumentsAsync(DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return document;
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private static ConsentRecord Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, ConsentJson.Default.ConsentRecord)!;

    /// <summary>Whether a person has opted out of a programme, or of all, since they agreed to something, whatever they said later.</summary>
    public async Task<bool> HasOptedOutSinceAsync(
        string channelId, string address, DateTimeOffset since, string? programme = null, CancellationToken cancellationToken = default)
    {
        await foreach (var (_, record) in LatestFirstAsync(Partition(channelId, address), cancellationToken))
        {
            if (record.At < since)
                return false;
            if (record.Act == ConsentAct.OptOut && (record.Programme is null || record.Programme == programme))
                return true;
        }
        return false;
    }

    private static DocumentKey Key(string channelId, string address, string actId) => new(Kind.Name, Partition(channelId, address), actId);

    private static string Partition(string channelId, string address) => new ChannelAddress(channelId, address).Key;
}

// The instant is written in UTC with a fixed number of digits, so that its order as text is its order in time.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(ConsentRecord))]
internal sealed partial class ConsentJson : JsonSerializerContext;
