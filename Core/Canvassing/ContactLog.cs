using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Canvassing;

/// <summary>Doors and calls of a stretch of time.</summary>
/// <param name="Reached">With how many of all somebody was spoken.</param>
public sealed record ContactCount(int Doors, int Calls, int Reached);

/// <summary>What volunteers report of doors and calls, on the document store.</summary>
/// <param name="documents">A store in which <see cref="ContactReport.Kind"/> is declared.</param>
public sealed class ContactLog(IDocumentStore documents) : IPersonalData
{
    private const string Partition = "canvass";

    /// <summary>How long a report is kept.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(730);

    /// <inheritdoc/>
    public string Name => "contacts";

    /// <summary>Keeps a report, once.</summary>
    /// <returns>False where another act has reported under that id before, so that nothing counts twice.</returns>
    public async Task<bool> AddAsync(ContactReport report, CancellationToken cancellationToken = default)
    {
        try
        {
            await documents.WriteAsync(
                new DocumentWrite(Key(report.Id), JsonSerializer.SerializeToUtf8Bytes(report, ContactJson.Default.ContactReport), WriteCondition.Create, report.ActionDate + KeptFor),
                cancellationToken);
            return true;
        }
        catch (DocumentConflictException)
        {
            return await documents.ReadAsync(Key(report.Id), cancellationToken) is { } there && Read(there).Act == report.Act;
        }
    }

    /// <summary>How many doors and calls were reported from an instant on.</summary>
    public async Task<ContactCount> CountAsync(DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        var count = new ContactCount(0, 0, 0);
        await foreach (var report in AllAsync(new FieldCondition("actionDate", Comparison.GreaterOrEqual, SortableInstantConverter.Text(from)), cancellationToken))
        {
            count = new ContactCount(
                count.Doors + (report.ContactType == ContactTypes.Door ? 1 : 0),
                count.Calls + (report.ContactType == ContactTypes.Phone ? 1 : 0),
                count.Reached + (report.Success ? 1 : 0));
        }
        return count;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        await foreach (var report in OfAsync(someone, cancellationToken))
        {
            var entry = JsonSerializer.SerializeToNode(report, ContactJson.Default.ContactReport)!.AsObject();
            foreach (var field in (ReadOnlySpan<string>)["id", "act", "canvasser"])
                entry.Remove(field);
            shown.Add(entry);
        }
        return shown;
    }

    // The door was knocked on all the same: the report stays, and nobody's name on it.
    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        await foreach (var report in OfAsync(someone, cancellationToken))
        {
            await documents.WriteAsync(
                new DocumentWrite(
                    Key(report.Id), JsonSerializer.SerializeToUtf8Bytes(report with { Canvasser = "", Act = "" }, ContactJson.Default.ContactReport), Expires: report.ActionDate + KeptFor),
                cancellationToken);
        }
    }

    private async IAsyncEnumerable<ContactReport> OfAsync(Someone someone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses)
        {
            // Read to the end first: those that are changed leave the query.
            foreach (var report in await AllAsync(new FieldCondition("canvasser", Comparison.Equal, address.Key), cancellationToken).ToListAsync(cancellationToken))
                yield return report;
        }
    }

    private async IAsyncEnumerable<ContactReport> AllAsync(FieldCondition where, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(ContactReport.Kind.Name, Partition) { Where = [where], OrderBy = where.Field, PageSize = DocumentLimits.MaxPageSize };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return Read(document);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private static ContactReport Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, ContactJson.Default.ContactReport)!;

    private static DocumentKey Key(string id) => new(ContactReport.Kind.Name, Partition, id);
}
