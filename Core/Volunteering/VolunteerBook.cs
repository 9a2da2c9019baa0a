using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Volunteering;

/// <summary>Who offered to help, on the document store, with the evidence that they may be contacted. The evidence isn't theirs to delete.</summary>
/// <param name="documents">A store in which <see cref="Volunteer.Kind"/> is declared.</param>
public sealed class VolunteerBook(IDocumentStore documents, ConsentLedger consent) : IPersonalData
{
    private const string Id = "volunteer";

    /// <summary>What somebody offered; null where they haven't.</summary>
    public async Task<Volunteer?> FindAsync(ChannelAddress attendee, CancellationToken cancellationToken = default) =>
        await documents.ReadAsync(Key(attendee), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, VolunteerJson.Default.Volunteer)
            : null;

    /// <summary>How many offered to help, or changed what they offer, from an instant on.</summary>
    public async Task<int> CountAsync(DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Volunteer.Kind.Name)
        {
            Where = [new("at", Comparison.GreaterOrEqual, SortableInstantConverter.Text(from))], OrderBy = "at", PageSize = DocumentLimits.MaxPageSize,
        };
        var count = 0;
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            count += page.Documents.Count;
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return count;
    }

    /// <summary>Keeps what somebody offers, in the place of what they offered before. Done again by the same act, it changes nothing.</summary>
    /// <param name="wording">What they said yes to, where they may be contacted; recorded for each number and address they gave.</param>
    public async Task KeepAsync(Volunteer volunteer, string? wording, CancellationToken cancellationToken = default)
    {
        if (volunteer.MayContact)
        {
            var yes = new ConsentRecord(ConsentAct.OptIn, volunteer.At, Volunteer.Programme, volunteer.ChannelId, wording, volunteer.Language)
            {
                By = new ChannelAddress(volunteer.ChannelId, volunteer.Address).Key,
            };
            if (volunteer.Phone is { } phone)
                await consent.AddAsync("sms", phone, volunteer.Act, yes, cancellationToken);
            if (volunteer.Email is { } email)
                await consent.AddAsync("email", email, volunteer.Act, yes, cancellationToken);
        }
        await documents.WriteAsync(
            new DocumentWrite(Key(volunteer.Attendee), JsonSerializer.SerializeToUtf8Bytes(volunteer, VolunteerJson.Default.Volunteer)), cancellationToken);
    }

    /// <inheritdoc/>
    public string Name => "volunteering";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        foreach (var address in someone.Addresses)
        {
            if (await FindAsync(address, cancellationToken) is not { } volunteer)
                continue;
            var shown = JsonSerializer.SerializeToNode(volunteer, VolunteerJson.Default.Volunteer)!.AsObject();
            shown.Remove("act");
            all.Add(shown);
        }
        return all;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses)
            await documents.DeleteAsync(Key(address), cancellationToken: cancellationToken);
    }

    private static DocumentKey Key(ChannelAddress attendee) => new(Volunteer.Kind.Name, attendee.Key, Id);
}
