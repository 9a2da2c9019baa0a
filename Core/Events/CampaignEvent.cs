using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Events;

/// <summary>Whether an event takes place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventStatus>))]
public enum EventStatus { Confirmed, Tentative, Cancelled }

/// <summary>Something to come to.</summary>
/// <param name="Id">Derived from the first identifier, else from link, or title and start.</param>
/// <param name="Identifiers">What other systems call it, as "system:id".</param>
/// <param name="Description">Plain text, or Markdown with nothing but links and emphasis.</param>
/// <param name="Start">For a whole day, its midnight in the event's zone.</param>
/// <param name="End">Null where it isn't known.</param>
/// <param name="TimeZone">IANA; null for the campaign's.</param>
public sealed record CampaignEvent(string Id, IReadOnlyList<string> Identifiers, string Title, DateTimeOffset Start, DateTimeOffset? End, string? TimeZone)
{
    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("event", "start", "zip");

    public string? Summary { get; init; }

    public string? Description { get; init; }

    /// <summary>What to bring, for those who come.</summary>
    public string? Instructions { get; init; }

    public bool IsAllDay { get; init; }

    public EventStatus Status { get; init; }

    /// <summary>Whether anybody may be told of it.</summary>
    public bool IsPublic { get; init; } = true;

    public EventPlace? Place { get; init; }

    /// <summary>How many may come; null where there is no limit.</summary>
    public int? Capacity { get; init; }

    /// <summary>How many have said that they come, as the other system counts.</summary>
    public int? Accepted { get; init; }

    /// <summary>Where to sign up, over https.</summary>
    public Uri? Link { get; init; }

    /// <summary>The place's ZIP code, for queries.</summary>
    public string? Zip => Place?.Zip;
}

/// <summary>Where an event is.</summary>
/// <param name="IsPublic">Whether others than those who come may be told the address.</param>
public sealed record EventPlace(string? Venue, IReadOnlyList<string> Lines, string? City, string? Region, string? Zip, double? Latitude, double? Longitude, bool IsPublic);

/// <summary>The campaign's events, on the document store, in one partition.</summary>
/// <param name="documents">A store in which <see cref="CampaignEvent.Kind"/> is declared.</param>
public sealed class EventCalendar(IDocumentStore documents)
{
    private const string Partition = "events";

    /// <summary>Every event in the order of their starts, past ones too, each with the ETag to save over.</summary>
    public IAsyncEnumerable<(CampaignEvent Event, string ETag)> AllAsync(CancellationToken cancellationToken = default) => FromAsync(DateTimeOffset.MinValue, cancellationToken);

    /// <summary>The events that start at an instant or later, in the order of their starts.</summary>
    public async IAsyncEnumerable<(CampaignEvent Event, string ETag)> FromAsync(DateTimeOffset start, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(CampaignEvent.Kind.Name, Partition)
        {
            Where = [new("start", Comparison.GreaterOrEqual, SortableInstantConverter.Text(start))],
            OrderBy = "start",
            PageSize = DocumentLimits.MaxPageSize,
        };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return (JsonSerializer.Deserialize(document.Body.Span, EventJson.Default.CampaignEvent)!, document.ETag);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    /// <summary>The event of an id; null where there is none.</summary>
    public async Task<CampaignEvent?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        DocumentKey.IsValidPart(id) && await documents.ReadAsync(new DocumentKey(CampaignEvent.Kind.Name, Partition, id), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, EventJson.Default.CampaignEvent)
            : null;

    /// <summary>Keeps an event.</summary>
    /// <param name="etag">Of the version it was made from; null where there was none.</param>
    /// <exception cref="DocumentConflictException">Somebody else has changed or made it meanwhile.</exception>
    public Task SaveAsync(CampaignEvent campaignEvent, string? etag, CancellationToken cancellationToken = default) => documents.WriteAsync(
        new DocumentWrite(
            new DocumentKey(CampaignEvent.Kind.Name, Partition, campaignEvent.Id),
            JsonSerializer.SerializeToUtf8Bytes(campaignEvent, EventJson.Default.CampaignEvent),
            etag is null ? WriteCondition.Create : WriteCondition.Match(etag)),
        cancellationToken);

    /// <summary>Whether two say the same of an event.</summary>
    public static bool AreSame(CampaignEvent one, CampaignEvent other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, EventJson.Default.CampaignEvent).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, EventJson.Default.CampaignEvent));
}

// The start is written in UTC, so that its order as text is its order in time; the zone stands beside it.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(CampaignEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
