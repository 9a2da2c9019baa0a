using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Reminders;

/// <summary>A reminder that is due, and the version of it that was read.</summary>
public sealed record DueReminder(Reminder Reminder, string ETag);

/// <summary>The reminders people asked for, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Reminder.Kind"/> is declared.</param>
public sealed class ReminderBook(IDocumentStore documents) : IPersonalData
{
    /// <inheritdoc/>
    public string Name => "reminders";

    /// <summary>How long a reminder stays that nobody sent, past the time it was of use.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Notes a reminder, in place of the person's one of the same id.</summary>
    public Task ScheduleAsync(Reminder reminder, CancellationToken cancellationToken = default) => WriteAsync(reminder, WriteCondition.None, cancellationToken);

    /// <summary>All that somebody is to be reminded of.</summary>
    public async Task<IReadOnlyList<Reminder>> OfAsync(string channelId, string address, CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Reminder.Kind.Name, new ChannelAddress(channelId, address).Key);
        var found = new List<Reminder>();
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            found.AddRange(page.Documents.Select(Read));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return found;
    }

    /// <summary>Strikes out what somebody was to be reminded of in a matter.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> CancelAsync(string channelId, string address, string topic, string subject, CancellationToken cancellationToken = default)
    {
        var any = false;
        foreach (var reminder in (await OfAsync(channelId, address, cancellationToken)).Where(r => r.Topic == topic && r.Subject == subject))
            any |= await documents.DeleteAsync(Key(reminder), cancellationToken: cancellationToken);
        return any;
    }

    /// <summary>Some of the reminders that are due, those that waited longest first.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Reminder.Kind.Name)
        {
            Where = [new FieldCondition("due", Comparison.LessOrEqual, SortableInstantConverter.Text(now))],
            OrderBy = "due",
            PageSize = most,
        };
        return [.. (await documents.QueryAsync(query, cancellationToken)).Documents.Select(d => new DueReminder(Read(d), d.ETag))];
    }

    /// <summary>
    /// Takes a reminder for this instance alone, or puts it off: it isn't due again before <paramref name="until"/>. Whoever
    /// dies meanwhile leaves it to the next.
    /// </summary>
    /// <returns>The version that is ours; null where another was first, or the person struck it out.</returns>
    public async Task<DueReminder?> HoldAsync(DueReminder due, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        try
        {
            var held = due.Reminder with { Due = until };
            return new DueReminder(held, await WriteAsync(held, WriteCondition.Match(due.ETag), cancellationToken));
        }
        catch (DocumentConflictException)
        {
            return null;
        }
    }

    /// <summary>Strikes out a reminder that was sent, or won't be; one that was changed meanwhile stays.</summary>
    public async Task DoneAsync(DueReminder due, CancellationToken cancellationToken = default)
    {
        try
        {
            await documents.DeleteAsync(Key(due.Reminder), due.ETag, cancellationToken);
        }
        catch (DocumentConflictException)
        {
            // It was set anew; that one counts.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(someone);
        var shown = new List<JsonObject>();
        foreach (var address in someone.Addresses)
        {
            foreach (var reminder in await OfAsync(address.ChannelId, address.Address, cancellationToken))
                shown.Add(new JsonObject { ["topic"] = reminder.Topic, ["subject"] = reminder.Subject, ["due"] = SortableInstantConverter.Text(reminder.Due) });
        }
        return shown;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(someone);
        foreach (var address in someone.Addresses)
        {
            foreach (var reminder in await OfAsync(address.ChannelId, address.Address, cancellationToken))
                await documents.DeleteAsync(Key(reminder), cancellationToken: cancellationToken);
        }
    }

    private Task<string> WriteAsync(Reminder reminder, WriteCondition condition, CancellationToken cancellationToken) => documents.WriteAsync(
        new DocumentWrite(Key(reminder), JsonSerializer.SerializeToUtf8Bytes(reminder, ReminderJson.Default.Reminder), condition, reminder.Until + Kept),
        cancellationToken);

    private static Reminder Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, ReminderJson.Default.Reminder)!;

    private static DocumentKey Key(Reminder reminder) => new(Reminder.Kind.Name, new ChannelAddress(reminder.ChannelId, reminder.Address).Key, reminder.Id);
}
