using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Cases;

/// <summary>What came of answering a case.</summary>
public enum AnswerOutcome
{
    Answered,

    /// <summary>Somebody else had answered it before.</summary>
    WasAnswered,

    /// <summary>There is no such case.</summary>
    NotFound,
}

/// <summary>The cases, and what is to be said about them, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Case.DocumentKind"/>, <see cref="CaseNotice.Kind"/> and <see cref="DeskKind"/> are declared.</param>
public sealed class CaseBook(IDocumentStore documents) : IPersonalData
{
    private const string Id = "case";

    // Within these many tries a number is free unless a hundred thousand cases are.
    private const int MostTries = 64;

    /// <summary>Where cases are told of: one document for each kind of case.</summary>
    public static DocumentKind DeskKind { get; } = new("expert-desk");

    /// <summary>How long a case is kept.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public string Name => "cases";

    /// <summary>Opens a case under a number of its own, derived from the act: done again by the same act, it is the same case.</summary>
    /// <param name="make">Makes the case of a number.</param>
    public async Task<Case> OpenAsync(string act, Func<string, Case> make, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var opened = make(NumberOf(act, attempt));
            try
            {
                await documents.WriteAsync(Write(opened, WriteCondition.Create), cancellationToken);
                return opened;
            }
            catch (DocumentConflictException)
            {
                if (await FindAsync(opened.Number, cancellationToken) is { } there && there.Act == act)
                    return there;
            }
        }
        throw new InvalidOperationException("No number is free for another case.");
    }

    /// <summary>The case of a number; null where there is none.</summary>
    public async Task<Case?> FindAsync(string number, CancellationToken cancellationToken = default) =>
        await ReadAsync(number, cancellationToken) is var (found, _) ? found : null;

    /// <summary>Answers a case, once; the answer is said where it was asked. Done again by the same act, it changes nothing.</summary>
    /// <param name="notice">What to say there.</param>
    public async Task<AnswerOutcome> AnswerAsync(
        string number, string answer, string act, DateTimeOffset now, Func<Case, CaseNotice> notice, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await ReadAsync(number, cancellationToken) is not var (known, etag))
                return AnswerOutcome.NotFound;
            if (known.Status == CaseStatus.Answered && known.AnsweredBy != act)
                return AnswerOutcome.WasAnswered;
            var answered = known with { Status = CaseStatus.Answered, Answer = answer, AnsweredAt = now, AnsweredBy = act };
            try
            {
                await documents.WriteAsync(Write(answered, WriteCondition.Match(etag)), cancellationToken);
            }
            catch (DocumentConflictException)
            {
                continue;
            }
            if (answered.Place is not null)
                await TellAsync(notice(answered), cancellationToken);
            return AnswerOutcome.Answered;
        }
    }

    /// <summary>How many cases of a kind wait for an answer.</summary>
    public async Task<int> CountOpenAsync(CaseKind kind, CancellationToken cancellationToken = default)
    {
        var count = 0;
        var query = new DocumentQuery(Case.DocumentKind.Name)
        {
            Where = [new("kind", Comparison.Equal, kind.ToString()), new("status", Comparison.NotEqual, nameof(CaseStatus.Answered))],
            PageSize = DocumentLimits.MaxPageSize,
        };
        await foreach (var _ in AllAsync(query, cancellationToken))
            count++;
        return count;
    }

    /// <summary>Where cases of a kind are told of; null where nobody has said so yet.</summary>
    public async Task<CasePlace?> DeskAsync(CaseKind kind, CancellationToken cancellationToken = default) =>
        await documents.ReadAsync(DeskKey(kind), cancellationToken) is { } document ? JsonSerializer.Deserialize(document.Body.Span, CaseJson.Default.CasePlace) : null;

    /// <summary>Has cases of a kind told of in a conversation from now on.</summary>
    public Task OpenDeskAsync(CaseKind kind, CasePlace desk, CancellationToken cancellationToken = default) =>
        documents.WriteAsync(new DocumentWrite(DeskKey(kind), JsonSerializer.SerializeToUtf8Bytes(desk, CaseJson.Default.CasePlace)), cancellationToken);

    /// <summary>Has something said in a conversation, after this turn.</summary>
    public Task TellAsync(CaseNotice notice, CancellationToken cancellationToken = default) => documents.WriteAsync(
        new DocumentWrite(NoticeKey(notice.Id), JsonSerializer.SerializeToUtf8Bytes(notice, CaseJson.Default.CaseNotice), Expires: notice.At + KeptFor), cancellationToken);

    /// <summary>What is still to be said, the oldest first.</summary>
    public async Task<IReadOnlyList<CaseNotice>> NoticesAsync(int most, CancellationToken cancellationToken = default)
    {
        var page = await documents.QueryAsync(new DocumentQuery(CaseNotice.Kind.Name) { OrderBy = "at", PageSize = most }, cancellationToken);
        return [.. page.Documents.Select(d => JsonSerializer.Deserialize(d.Body.Span, CaseJson.Default.CaseNotice)!)];
    }

    /// <summary>Notes that something was said.</summary>
    public Task ToldAsync(CaseNotice notice, CancellationToken cancellationToken = default) =>
        documents.DeleteAsync(NoticeKey(notice.Id), cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        await foreach (var of in OfAsync(someone, cancellationToken))
        {
            var entry = JsonSerializer.SerializeToNode(of, CaseJson.Default.Case)!.AsObject();
            // What is kept to run it, and where they wrote from, which they know.
            foreach (var field in (ReadOnlySpan<string>)["act", "answeredBy", "asker", "place", "isUrgent", "files"])
                entry.Remove(field);
            shown.Add(entry);
        }
        return shown;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        await foreach (var of in OfAsync(someone, cancellationToken))
        {
            await documents.DeleteAsync(NoticeKey($"case-{of.Number}"), cancellationToken: cancellationToken);
            await documents.DeleteAsync(NoticeKey($"case-{of.Number}-answer"), cancellationToken: cancellationToken);
            await documents.DeleteAsync(Key(of.Number), cancellationToken: cancellationToken);
        }
    }

    private async IAsyncEnumerable<Case> OfAsync(Someone someone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses)
        {
            await foreach (var of in AllAsync(new DocumentQuery(Case.DocumentKind.Name) { Where = [new("asker", Comparison.Equal, address.Key)] }, cancellationToken))
                yield return of;
        }
    }

    private async IAsyncEnumerable<Case> AllAsync(DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return Read(document);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private async Task<(Case Case, string ETag)?> ReadAsync(string number, CancellationToken cancellationToken) =>
        DocumentKey.IsValidPart(number) && await documents.ReadAsync(Key(number), cancellationToken) is { } document ? (Read(document), document.ETag) : null;

    /// <summary>Five digits that say nothing of how many cases there are.</summary>
    private static string NumberOf(string act, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempt} {act}")));
        return (10_000 + (BitConverter.ToUInt32(hash) % 90_000)).ToString(CultureInfo.InvariantCulture);
    }

    private static DocumentWrite Write(Case of, WriteCondition condition) =>
        new(Key(of.Number), JsonSerializer.SerializeToUtf8Bytes(of, CaseJson.Default.Case), condition, of.At + KeptFor);

    private static Case Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, CaseJson.Default.Case)!;

    private static DocumentKey Key(string number) => new(Case.DocumentKind.Name, number, Id);

    private static DocumentKey NoticeKey(string id) => new(CaseNotice.Kind.Name, id, "notice");

    private static DocumentKey DeskKey(CaseKind kind) => kind switch
    {
        CaseKind.Expert => new(DeskKind.Name, "experts", "experts"),
        _ => new(DeskKind.Name, "office", "office"),
    };
}
