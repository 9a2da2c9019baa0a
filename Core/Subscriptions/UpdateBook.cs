using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Reminders;

namespace CampaignBot.Core.Subscriptions;

/// <summary>Whether messages that nobody just asked for may go out on a channel.</summary>
public delegate bool MayWriteOn(string channelId);

/// <summary>
/// Announces updates: for each who asked to hear of the topic, a <see cref="Reminder"/> that is sent when their hour allows. What it
/// says, and whether they still want it, is found out when it is sent. Announcing the same again does nothing twice.
/// </summary>
/// <param name="documents">A store in which <see cref="Update.Kind"/> and <see cref="UpdateWishes.Kind"/> are declared.</param>
public sealed class UpdateBook(IDocumentStore documents, SubscriptionBook subscriptions, ConsentLedger consent, ReminderBook reminders, MayWriteOn mayWriteOn)
{
    /// <summary>What the topics of such reminders begin with; after it comes the topic, or nothing for the week's.</summary>
    public const string Topic = "updates";

    private const int DaysAWeek = 7;
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How long an update stays on record.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Announces an update.</summary>
    /// <param name="zone">Where the campaign is: the week's updates come on its Monday.</param>
    /// <param name="isTrial">Whether to count only, and write nothing.</param>
    /// <returns>How many get it, or don't, and why.</returns>
    public async Task<IReadOnlyDictionary<Reach, int>> AnnounceAsync(Update update, TimeZoneInfo zone, bool isTrial, CancellationToken cancellationToken = default)
    {
        var (counts, reached) = (new Dictionary<Reach, int>(), new HashSet<string>(StringComparer.Ordinal));
        if (!isTrial)
            await KeepAsync(update, cancellationToken);
        await foreach (var wishes in subscriptions.AllAsync(cancellationToken))
        {
            if (!wishes.Topics.Contains(update.Topic, StringComparer.Ordinal))
                continue;
            var reach = await ReachAsync(update, wishes, reached, cancellationToken);
            counts[reach] = counts.GetValueOrDefault(reach) + 1;
            if (!isTrial && reach is Reach.Now or Reach.Weekly or Reach.Paused)
                await reminders.ScheduleAsync(Message(update, wishes, zone), cancellationToken);
        }
        return counts;
    }

    /// <summary>An update of an id; null where there is none any more.</summary>
    public async Task<Update?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await documents.ReadAsync(Key(id), cancellationToken) is { } document ? Read(document) : null;

    /// <summary>What was announced in a week, oldest first.</summary>
    /// <param name="subject">Of the reminder: the Monday after the week.</param>
    public async Task<IReadOnlyList<Update>> OfWeekAsync(string subject, TimeZoneInfo zone, CancellationToken cancellationToken = default)
    {
        var monday = DateOnly.ParseExact(subject, DayFormat, CultureInfo.InvariantCulture);
        var query = new DocumentQuery(Update.Kind.Name, Update.Partition)
        {
            Where =
            [
                new FieldCondition("at", Comparison.GreaterOrEqual, SortableInstantConverter.Text(QuietHours.At(monday.AddDays(-DaysAWeek), TimeOnly.MinValue, zone))),
                new FieldCondition("at", Comparison.Less, SortableInstantConverter.Text(QuietHours.At(monday, TimeOnly.MinValue, zone))),
            ],
            OrderBy = "at",
        };
        var found = new List<Update>();
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            found.AddRange(page.Documents.Select(Read));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return found;
    }

    private async Task<Reach> ReachAsync(Update update, UpdateWishes wishes, HashSet<string> reached, CancellationToken cancellationToken)
    {
        if (!mayWriteOn(wishes.Person.ChannelId))
            return Reach.NotAllowed;
        if (!await consent.MayReachOutAsync(wishes.Person.ChannelId, wishes.Person.Address, UpdateWishes.ProgrammeOf(update.Topic), cancellationToken))
            return Reach.NoConsent;
        if (wishes.HowOften == Frequency.OnlyImportant && !update.IsImportant)
            return Reach.NotImportant;
        if (!reached.Add(wishes.Person.Key))
            return Reach.Twice;
        return wishes.IsPausedAt(update.At) ? Reach.Paused : wishes.HowOften == Frequency.Weekly ? Reach.Weekly : Reach.Now;
    }

    /// <summary>One a person and update; of those of a week one a person and week.</summary>
    private static Reminder Message(Update update, UpdateWishes wishes, TimeZoneInfo zone)
    {
        var isPaused = wishes.IsPausedAt(update.At);
        if (isPaused || wishes.HowOften != Frequency.Weekly)
            return Of($"update-{update.Id}", UpdateWishes.ProgrammeOf(update.Topic), update.Id, isPaused ? wishes.PausedUntil!.Value : update.At, update.Until);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(update.At, zone).DateTime);
        var monday = day.AddDays(DaysAWeek - (((int)day.DayOfWeek + 6) % DaysAWeek));
        var due = QuietHours.At(monday, QuietHours.Default.Opens, zone);
        return Of($"updates-{WeekBefore(monday)}", Topic, WeekBefore(monday), due, due.AddDays(DaysAWeek - 1));

        Reminder Of(string id, string topic, string subject, DateTimeOffset due, DateTimeOffset until) =>
            new(id, wishes.Person.ChannelId, wishes.Person.Address, wishes.Conversation, topic, subject, due, until, wishes.At);
    }

    private static string WeekBefore(DateOnly monday) => monday.ToString(DayFormat, CultureInfo.InvariantCulture);

    private async Task KeepAsync(Update update, CancellationToken cancellationToken)
    {
        try
        {
            await documents.WriteAsync(
                new DocumentWrite(Key(update.Id), JsonSerializer.SerializeToUtf8Bytes(update, UpdateJson.Default.Update), WriteCondition.Create, update.At + Kept), cancellationToken);
        }
        catch (DocumentConflictException)
        {
            // It was announced before; whom it hadn't reached by then, it reaches now.
        }
    }

    private static Update Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, UpdateJson.Default.Update)!;

    private static DocumentKey Key(string id) => new(Update.Kind.Name, Update.Partition, id);
}
