using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

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
    string? Language);

/// <summary>The records of consent of every address, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
public sealed class ConsentLedger(IDocumentStore documents)
{
    /// <summary>One document per record: partition "channel:address", id the act's own.</summary>
    public static DocumentKind Kind { get; } = new("consent", "at");

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
    }

    /// <summary>The latest record that concerns <paramref name="programme"/> (or all of the campaign); null where there is none.</summary>
    /// <param name="exceptActId">An act to leave out: what held before it, so that running its turn again finds what the first run found.</param>
    public async Task<ConsentRecord?> LatestAsync(
        string channelId, string address, string? programme = null, string? exceptActId = null, CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Kind.Name, Partition(channelId, address)) { OrderBy = "at", Descending = true };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
            {
                if (document.Key.Id == exceptActId)
                    continue;
                var record = JsonSerializer.Deserialize(document.Body.Span, ConsentJson.Default.ConsentRecord)!;
                if (record.Programme is null || record.Programme == programme)
                    return record;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return null;
    }

    /// <summary>Whether messages that the person did not just ask for may go to the address: only with an opt-in, and none since withdrawn.</summary>
    public async Task<bool> MayReachOutAsync(string channelId, string address, string? programme = null, CancellationToken cancellationToken = default) =>
        await LatestAsync(channelId, address, programme, cancellationToken: cancellationToken) is { Act: ConsentAct.OptIn };

    private static DocumentKey Key(string channelId, string address, string actId) => new(Kind.Name, Partition(channelId, address), actId);

    private static string Partition(string channelId, string address) => $"{channelId}:{address}";
}

// The instant is written in UTC with a fixed number of digits, so that its order as text is its order in time.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(ConsentRecord))]
internal sealed partial class ConsentJson : JsonSerializerContext;
