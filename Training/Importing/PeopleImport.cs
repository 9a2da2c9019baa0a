using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;

namespace CampaignBot.Training;

/// <summary>
/// Takes people and events of other systems into the store: OSDI's JSON, a folder of its pages, or people as CSV. A status of
/// "subscribed" is kept but is no consent, as it comes without what the person was shown; one that forbids messages is recorded
/// as an opt-out. The report names lines and never people.
/// </summary>
/// <param name="documents">A store in which the kinds of people, events and consent are declared.</param>
public sealed class PeopleImport(IDocumentStore documents, TimeProvider clock, bool dryRun)
{
    private const int WritesAtATime = 500;
    private static readonly string[] Names = ["\"osdi:", "\"given_name\"", "\"family_name\"", "\"email_addresses\"", "\"start_date\"", "\"identifiers\""];
    private readonly PersonDirectory _directory = new(documents);
    private readonly EventCalendar _calendar = new(documents);
    private readonly ConsentLedger _consent = new(documents, clock);

    /// <summary>Whether a folder holds pages of OSDI's JSON and nothing else.</summary>
    public static bool RecognisesFolder(string path)
    {
        var files = Directory.EnumerateFiles(path).Take(2).ToList();
        return files.Count > 0 && Directory.EnumerateFiles(path).All(IsJson) && !Directory.EnumerateDirectories(path).Any();
    }

    /// <summary>Whether the first characters are those of people or events.</summary>
    public static bool Recognises(string ending, string head) => ending switch
    {
        ".csv" => PeopleTable.Recognises(head),
        ".json" => Array.Exists(Names, n => head.Contains(n, StringComparison.Ordinal)),
        _ => false,
    };

    /// <param name="source">A JSON or CSV file, or a folder of JSON files.</param>
    /// <exception cref="InvalidDataException">A file can't be read; the message names file and line.</exception>
    public async Task RunAsync(string source, IProgress<int>? progress, ImportReport report, CancellationToken cancellation)
    {
        var (people, events) = (new List<(ListedPerson Person, string File, int Line)>(), new List<(CampaignEvent Event, string File, int Line)>());
        string[] files = Directory.Exists(source) ? [.. Directory.EnumerateFiles(source).Order(StringComparer.Ordinal)] : [source];
        foreach (var file in files)
        {
            if (IsJson(file))
                await ReadJsonAsync(file, people, events, report, cancellation);
            else
                await ReadCsvAsync(file, people, report, cancellation);
        }
        await TakePeopleAsync(people, progress, report, cancellation);
        await TakeEventsAsync(events, report, cancellation);
    }

    private static bool IsJson(string file) => Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static async Task ReadJsonAsync(
        string file, List<(ListedPerson, string, int)> people, List<(CampaignEvent, string, int)> events, ImportReport report, CancellationToken cancellation)
    {
        foreach (var resource in await OsdiFile.ReadAsync(file, cancellation))
        {
            switch (resource.Kind)
            {
                case OsdiKind.Person:
                    people.Add((OsdiPerson.Read(resource.Json, resource.Tags), file, resource.Line));
                    break;
                case OsdiKind.Event:
                    var (read, refusal) = OsdiEvent.Read(resource.Json);
                    if (read is not null)
                        events.Add((read, file, resource.Line));
                    else
                        report.Refuse(file, resource.Line, refusal!);
                    break;
                default:
                    report.Refuse(file, resource.Line, "this is neither a person nor an event.");
                    break;
            }
        }
    }

    private static async Task ReadCsvAsync(string file, List<(ListedPerson, string, int)> people, ImportReport report, CancellationToken cancellation)
    {
        var table = await PeopleTable.ReadAsync(file, cancellation);
        if (table.Unused.Count > 0)
            report.Add(ImportOutcome.PassedOver, file, 1, note: $"columns that nothing is taken from: {string.Join(", ", table.Unused)}");
        people.AddRange(table.Rows().Select(r => (r.Person, file, r.Line)));
    }

    private async Task TakePeopleAsync(List<(ListedPerson Person, string File, int Line)> listed, IProgress<int>? progress, ImportReport report, CancellationToken cancellation)
    {
        if (listed.Count == 0)
            return;
        var matcher = new PersonMatcher();
        var stored = new Dictionary<string, (Person Person, string ETag)>(StringComparer.Ordinal);
        await foreach (var (person, etag) in _directory.AllAsync(cancellation))
        {
            stored[person.Id] = (person, etag);
            matcher.Add(person);
        }

        var rows = new OrderedDictionary<string, Row>(StringComparer.Ordinal);
        foreach (var (person, file, line) in listed)
        {
            cancellation.ThrowIfCancellationRequested();
            var note = person.LeftOut.Count == 0 ? null : $"{string.Join(", ", person.LeftOut.Distinct(StringComparer.Ordinal))} was left out";
            if (!person.IsSomebody)
            {
                report.Refuse(file, line, $"nobody could be known again by this: there is no identifier, e-mail address or phone number{(note is null ? "" : $" ({note})")}.");
                continue;
            }
            var id = matcher.Take(person.Person).Id;
            if (rows.TryGetValue(id, out var first))
                report.Add(ImportOutcome.PassedOver, file, line, note: string.Create(CultureInfo.InvariantCulture, $"the same person as {(first.File == file ? "" : $"{first.File}:")}{first.Line}; taken together{(note is null ? "" : $"; {note}")}"));
            else
                rows[id] = new Row(file, line, note);
            rows[id].AsOf = person.StatusAsOf ?? rows[id].AsOf;
        }

        var done = 0;
        foreach (var chunk in rows.Chunk(WritesAtATime))
        {
            await Task.WhenAll(chunk.Select(r => TakeAsync(matcher[r.Key], stored.TryGetValue(r.Key, out var s) ? s : null, r.Value, cancellation)));
            foreach (var (_, row) in chunk)
                report.Add(row.Outcome, row.File, row.Line, note: row.Note);
            progress?.Report(done += chunk.Length);
        }
    }

    private async Task TakeAsync(Person person, (Person Person, string ETag)? stored, Row row, CancellationToken cancellation)
    {
        if (stored is { Person: var before } && PersonDirectory.AreSame(before, person))
        {
            row.Outcome = ImportOutcome.Unchanged;
            return;
        }
        row.Outcome = stored is null ? ImportOutcome.Taken : ImportOutcome.Changed;
        if (dryRun)
            return;
        try
        {
            // First, so that whoever has opted out is never there without it.
            await OptOutAsync(person, stored?.Person, row.AsOf, cancellation);
            await _directory.SaveAsync(person, stored?.ETag, cancellation);
        }
        catch (DocumentConflictException)
        {
            (row.Outcome, row.Note) = (ImportOutcome.Refused, "the record was changed by somebody else meanwhile. Import again.");
        }
    }

    private async Task OptOutAsync(Person person, Person? before, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var known = before?.Emails.Where(e => e.IsOptedOut).Select(e => e.Address).Concat(before.Phones.Where(p => p.IsOptedOut).Select(p => p.Number)).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var email in person.Emails.Where(e => e.IsOptedOut && !known.Contains(e.Address)))
            await AddAsync("email", email.Address);
        foreach (var phone in person.Phones.Where(p => p.IsOptedOut && !known.Contains(p.Number)))
            await AddAsync("sms", phone.Number);

        Task AddAsync(string channel, string address)
        {
            var at = asOf ?? clock.GetUtcNow();
            var act = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address}|{at:O}"))).AsSpan(0, 16));
            return _consent.AddAsync(channel, address, $"import-{act}", new ConsentRecord(ConsentAct.OptOut, at, null, "import", null, person.Language), cancellation);
        }
    }

    private async Task TakeEventsAsync(List<(CampaignEvent Event, string File, int Line)> listed, ImportReport report, CancellationToken cancellation)
    {
        if (listed.Count == 0)
            return;
        var stored = new Dictionary<string, (CampaignEvent Event, string ETag)>(StringComparer.Ordinal);
        await foreach (var (campaignEvent, etag) in _calendar.AllAsync(cancellation))
            stored[campaignEvent.Id] = (campaignEvent, etag);

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (campaignEvent, file, line) in listed)
        {
            if (!seen.TryAdd(campaignEvent.Id, line))
            {
                report.Add(ImportOutcome.PassedOver, file, line, note: $"the same event as line {seen[campaignEvent.Id]}");
                continue;
            }
            var known = stored.TryGetValue(campaignEvent.Id, out var s) ? s : ((CampaignEvent Event, string ETag)?)null;
            if (known is { Event: var before } && EventCalendar.AreSame(before, campaignEvent))
            {
                report.Add(ImportOutcome.Unchanged, file, line);
                continue;
            }
            try
            {
                if (!dryRun)
                    await _calendar.SaveAsync(campaignEvent, known?.ETag, cancellation);
                report.Add(known is null ? ImportOutcome.Taken : ImportOutcome.Changed, file, line);
            }
            catch (DocumentConflictException)
            {
                report.Refuse(file, line, "the event was changed by somebody else meanwhile. Import again.");
            }
        }
    }

    /// <summary>What becomes of a person, told at the line that named them first.</summary>
    private sealed class Row(string file, int line, string? note)
    {
        public string File { get; } = file;

        public int Line { get; } = line;

        public string? Note { get; set; } = note;

        public DateTimeOffset? AsOf { get; set; }

        public ImportOutcome Outcome { get; set; }
    }
}
