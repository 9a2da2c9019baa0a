using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CampaignBot.Turns;

/// <summary>
/// What was said in each conversation, by the person and by the bot, in order: what Direct Line clients and the staff
/// console read. Entries are numbered from 1 without gaps; each is appended once per id, whoever appends it how often.
/// </summary>
/// <remarks>
/// Appending creates the next number's document. Whoever finds it taken reads the end anew (the very entry may be there,
/// written by another instance) and tries the next. Conversation updates, invokes, typing and traces are not in it.
/// </remarks>
public sealed class Transcript(IDocumentStore documents, IOptions<TurnOptions> options, TimeProvider time)
{
    internal static readonly DocumentKind Kind = new("transcript", "once");
    private const int FollowerQueue = 64;
    private const int LooksBeforeAQuery = 30;
    private readonly LeastRecent<TranscriptTail> _tails = new(options.Value.ConversationsInMemory);
    private readonly Dictionary<string, List<Channel<TranscriptEntry>>> _followers = new(StringComparer.Ordinal);

    /// <summary>Up to <paramref name="atMost"/> (1 to 1,000) entries after a watermark, oldest first; none where there are no more.</summary>
    /// <param name="conversation">A <see cref="ConversationKey"/>.</param>
    /// <param name="after">The number of the last entry known; 0 for the beginning.</param>
    public async Task<IReadOnlyList<TranscriptEntry>> ReadAsync(
        string conversation, long after = 0, int atMost = 100, CancellationToken cancellationToken = default)
    {
        var page = await documents.QueryAsync(
            new DocumentQuery(Kind.Name, conversation)
            {
                Where = [new("id", Comparison.Greater, TranscriptEntry.IdOf(Math.Clamp(after, 0, 9_999_999_999)))],
                PageSize = atMost,
            },
            cancellationToken);
        return [.. page.Documents.Select(TranscriptEntry.Parse)];
    }

    /// <summary>The number of a conversation's last entry; 0 where there is none.</summary>
    /// <param name="conversation">A <see cref="ConversationKey"/>.</param>
    public async Task<long> LastAsync(string conversation, CancellationToken cancellationToken = default)
    {
        var page = await documents.QueryAsync(
            new DocumentQuery(Kind.Name, conversation) { Descending = true, PageSize = 1 }, cancellationToken);
        return page.Documents.Count == 0 ? 0 : TranscriptEntry.Parse(page.Documents[0]).Number;
    }

    /// <summary>
    /// Everything after a watermark and then each entry as it is appended, in order and without gaps, until cancelled.
    /// Several may follow one conversation. One that reads slowly delays nobody: it goes on from the store.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<TranscriptEntry>> FollowAsync(
        string conversation, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var appended = Channel.CreateBounded<TranscriptEntry>(
            new BoundedChannelOptions(FollowerQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Add(conversation, appended);
        try
        {
            while (true)
            {
                // From the store until there is no more, and from there on as they are appended.
                while (await ReadAsync(conversation, after, cancellationToken: cancellationToken) is { Count: > 0 } entries)
                {
                    after = entries[^1].Number;
                    yield return entries;
                }

                for (var gap = false; !gap && await AppendedAsync(conversation, after, appended.Reader, cancellationToken);)
                {
                    var next = Next(appended.Reader, after, out gap);
                    if (next.Count == 0)
                        continue;
                    after = next[^1].Number;
                    yield return next;
                }
            }
        }
        finally
        {
            Remove(conversation, appended);
        }
    }

    /// <summary>The entry appended under an id, or null.</summary>
    public async Task<TranscriptEntry?> FindAsync(string conversation, string once, CancellationToken cancellationToken = default)
    {
        var page = await documents.QueryAsync(
            new DocumentQuery(Kind.Name, conversation) { Where = [new("once", Comparison.Equal, once)], PageSize = 1 }, cancellationToken);
        return page.Documents.Count == 0 ? null : TranscriptEntry.Parse(page.Documents[0]);
    }

    /// <summary>
    /// Erases what was said. As numbers must go on from where they are, the last entry stays, with nothing in it.
    /// </summary>
    /// <param name="conversation">A <see cref="ConversationKey"/>.</param>
    /// <param name="before">Entries from this number on stay as they are; null to erase all.</param>
    public async Task EraseAsync(string conversation, long? before = null, CancellationToken cancellationToken = default)
    {
        var end = before ?? await LastAsync(conversation, cancellationToken);
        while (await ReadAsync(conversation, cancellationToken: cancellationToken) is { Count: > 0 } entries && entries[0].Number < end)
        {
            foreach (var entry in entries.Where(e => e.Number < end))
                await documents.DeleteAsync(new DocumentKey(Kind.Name, conversation, TranscriptEntry.IdOf(entry.Number)), cancellationToken: cancellationToken);
        }
        if (before is null && await EntryAsync(conversation, end, cancellationToken) is { } last)
        {
            var erased = last with { Json = Reply.ToJson(new Activity(ActivityTypes.Event) { Id = last.Once, Name = "conversation.erased" }), PlatformId = null };
            await documents.WriteAsync(
                new DocumentWrite(new DocumentKey(Kind.Name, conversation, TranscriptEntry.IdOf(end)), erased.ToBody(), Expires: time.GetUtcNow().AddDays(options.Value.TranscriptDays)),
                cancellationToken);
        }
    }

    /// <summary>Appends an activity unless its id is there already.</summary>
    /// <param name="elsewhereSince">
    /// Since when (a timestamp of the clock) another instance may have appended it, which the platform may have delivered it to as well; null where only
    /// this one can have.
    /// </param>
    internal async Task<Appended> AppendAsync(
        string conversation, string once, ReadOnlyMemory<byte> json, long? elsewhereSince, string? platformId, CancellationToken cancellationToken)
    {
        var tail = _tails.GetOrAdd(conversation, _ => new TranscriptTail());
        using (await tail.EnterAsync(cancellationToken))
        {
            var othersCameFirst = false;
            if (tail.Next == 0)
                await LoadAsync(conversation, tail, cancellationToken);
            while (true)
            {
                if (tail.Find(once) is { } known)
                    return new Appended(known, othersCameFirst);
                // Until the end is read anew, what others append takes the number that this one would.
                if (elsewhereSince <= tail.ReadAt && !tail.HoldsAll && await FindAsync(conversation, once, cancellationToken) is { } found)
                    return new Appended(found.Number, othersCameFirst);
                var entry = new TranscriptEntry(tail.Next, once, platformId, json);
                if (await TryCreateAsync(conversation, entry, cancellationToken))
                {
                    tail.Add(entry);
                    Tell(conversation, entry);
                    return new Appended(entry.Number, othersCameFirst);
                }

                // Another instance goes on here. Who follows the conversation on this one finds its entries by the gap.
                othersCameFirst = true;
                await LoadAsync(conversation, tail, cancellationToken);
            }
        }
    }

    private async Task LoadAsync(string conversation, TranscriptTail tail, CancellationToken cancellationToken)
    {
        var page = await documents.QueryAsync(
            new DocumentQuery(Kind.Name, conversation) { Descending = true, PageSize = TranscriptTail.Remembered }, cancellationToken);
        tail.Start(page.Documents.Select(TranscriptEntry.Parse).Reverse(), time.GetTimestamp());
    }

    private async Task<bool> TryCreateAsync(string conversation, TranscriptEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var key = new DocumentKey(Kind.Name, conversation, TranscriptEntry.IdOf(entry.Number));
            var expires = time.GetUtcNow().AddDays(options.Value.TranscriptDays);
            await documents.WriteAsync(new DocumentWrite(key, entry.ToBody(), WriteCondition.Create, expires), cancellationToken);
            return true;
        }
        catch (DocumentConflictException)
        {
            return false;
        }
    }

    private async Task<TranscriptEntry?> EntryAsync(string conversation, long number, CancellationToken cancellationToken) =>
        await documents.ReadAsync(new DocumentKey(Kind.Name, conversation, TranscriptEntry.IdOf(number)), cancellationToken) is { } document
            ? TranscriptEntry.Parse(document)
            : null;

    /// <summary>Waits for an entry; false when there is one of another instance in the store.</summary>
    private async Task<bool> AppendedAsync(string conversation, long after, ChannelReader<TranscriptEntry> appended, CancellationToken cancellationToken)
    {
        var waiting = appended.WaitToReadAsync(cancellationToken).AsTask();
        if (options.Value.TranscriptPoll is not { } poll || poll == TimeSpan.Zero)
            return await waiting;
        for (var looks = 1; ; looks++)
        {
            try
            {
                return await waiting.WaitAsync(poll, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // What follows may have been erased at another instance, and only what comes after it is there.
                if (looks == LooksBeforeAQuery || await EntryAsync(conversation, after + 1, cancellationToken) is not null)
                    return false;
            }
        }
    }

    /// <summary>The entries waiting that follow on, up to a gap where one was missed.</summary>
    private static List<TranscriptEntry> Next(ChannelReader<TranscriptEntry> appended, long after, out bool gap)
    {
        var entries = new List<TranscriptEntry>();
        gap = false;
        while (!gap && appended.TryRead(out var entry))
        {
            if (entry.Number == after + 1)
            {
                entries.Add(entry);
                after++;
            }
            else
            {
                gap = entry.Number > after;
            }
        }

        return entries;
    }

    private void Add(string conversation, Channel<TranscriptEntry> follower)
    {
        lock (_followers)
        {
            if (!_followers.TryGetValue(conversation, out var all))
                _followers[conversation] = all = [];
            all.Add(follower);
        }
    }

    private void Remove(string conversation, Channel<TranscriptEntry> follower)
    {
        lock (_followers)
        {
            var all = _followers[conversation];
            all.Remove(follower);
            if (all.Count == 0)
                _followers.Remove(conversation);
        }
    }

    private void Tell(string conversation, TranscriptEntry entry)
    {
        lock (_followers)
        {
            if (_followers.TryGetValue(conversation, out var all))
                all.ForEach(f => f.Writer.TryWrite(entry));
        }
    }
}

/// <summary>Where an activity is in the transcript, and whether another instance had appended since this one last did.</summary>
internal readonly record struct Appended(long Number, bool OthersCameFirst);
