using System.Diagnostics;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Activity = Microsoft.Bot.Schema.Activity;

namespace CampaignBot.Turns;

/// <summary>
/// Runs turns: one at a time in a conversation, in the order the messages came; many conversations side by side.
/// </summary>
/// <remarks>
/// The data's way: <see cref="Inbox"/> stores a message (durable) and queues it here. A turn is a function of the
/// conversation's record and the activity; the <see cref="TurnAdapter"/> collects its replies. One write under the record's
/// ETag commits state, the activity's id as handled, and the replies; on a conflict the turn runs again on the fresh record,
/// and ids derived from the activity's id make what else it writes the same again. Then the <see cref="Outbox"/> sends the
/// replies, appends them to the <see cref="Transcript"/> and clears them, and the inbox forgets the message's text. Whatever
/// a crash leaves half done, <see cref="Recovery"/> finds in the inbox or in a record, and goes on from there.
/// </remarks>
internal sealed class TurnRunner(
    IDocumentStore documents,
    Conversations conversations,
    BotTurn bot,
    Transcript transcript,
    Outbox outbox,
    Instance instance,
    IOptions<TurnOptions> options,
    TimeProvider time,
    Work work,
    TurnMetrics metrics)
{
    /// <summary>What else a conversation has to deliver may be stuck at its channel; nobody waits for that.</summary>
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(1);

    private readonly Instants _instants = new(time);
    private int _waiting;
    private long _bytes;

    /// <summary>Queues an activity of a conversation; null where too many wait already or the program stops.</summary>
    /// <param name="make">Makes it, told whether there is room for its text in memory.</param>
    /// <param name="must">Whether it was accepted before, and so is taken whatever waits.</param>
    public WaitingActivity? Enqueue(string key, Func<bool, WaitingActivity> make, bool must = false)
    {
        if (work.Stopping.IsCancellationRequested)
            return null;
        var conversation = conversations.Enter(key);
        lock (conversation.Queues)
        {
            var full = Volatile.Read(ref _waiting) >= options.Value.MaxWaiting || conversation.Waiting.Count >= options.Value.MaxWaitingPerConversation;
            if (full && !must)
            {
                conversation.Leave();
                metrics.Refused.Add(1);
                return null;
            }

            var activity = make(Volatile.Read(ref _bytes) < options.Value.MaxWaitingBytes);
            if (conversation.Waiting.Any(w => w.Id == activity.Id && w.InInbox) && must)
            {
                conversation.Leave();
                return activity;
            }

            Interlocked.Increment(ref _waiting);
            Interlocked.Add(ref _bytes, activity.Bytes);
            metrics.Waiting.Add(1);
            activity.Echoed = conversation.LastEcho = EchoAsync(conversation, activity, conversation.LastEcho);
            conversation.Waiting.Enqueue(activity);
            if (!conversation.Turning)
            {
                conversation.Turning = true;
                _ = work.Start(() => RunAsync(conversation));
            }

            return activity;
        }
    }

    private async Task RunAsync(Conversation conversation)
    {
        var isLeft = false;
        while (true)
        {
            WaitingActivity? activity;
            lock (conversation.Queues)
            {
                if (!conversation.Waiting.TryPeek(out activity))
                {
                    conversation.Turning = false;
                    return;
                }
            }

            try
            {
                // A stopping program still answers what it took, while there is time: nobody else would before it is gone.
                if (isLeft || work.Aborted.IsCancellationRequested)
                    activity.Answer?.TrySetCanceled(CancellationToken.None);
                else if (await activity.Stored)
                    await HandleAsync(conversation, activity);
            }
            catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
            {
                // Whoever takes it up takes up what came after it too.
                isLeft = true;
                activity.Answer?.TrySetCanceled(CancellationToken.None);
            }
            finally
            {
                lock (conversation.Queues)
                    conversation.Waiting.Dequeue();
                Interlocked.Decrement(ref _waiting);
                Interlocked.Add(ref _bytes, -activity.Bytes);
                metrics.Waiting.Add(-1);
                conversation.Leave();
            }
        }
    }

    private async Task HandleAsync(Conversation conversation, WaitingActivity waiting)
    {
        if ((waiting.Json ?? await work.InsistAsync(() => StoredAsync(conversation.Key, waiting.Id))) is not { } json)
            return;
        // Such a caller has its answer before the transcript does; the next turn waits for that, or a fast one leaves it behind.
        if (waiting.InRequest)
            await conversation.Deliveries.WaitAsync(LongestCatchUp, time, work.Aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        metrics.Stage.Record(time.GetElapsedTime(waiting.Started).TotalSeconds, new KeyValuePair<string, object?>("stage", "waiting"));
        using var span = metrics.Source.StartActivity("turn", ActivityKind.Consumer);
        if (!options.Value.IsAlone)
            await KnowOthersAsync(conversation, waiting, json);
        var cost = DocumentCost.Begin();
        var (channel, outcome) = await work.InsistAsync(() => TurnAsync(conversation, waiting, json, cost));
        span?.SetTag("channel", channel);
        span?.SetTag("outcome", outcome);
        metrics.Turns.Add(1, new("channel", channel), new("outcome", outcome));
        metrics.Duration.Record(time.GetElapsedTime(waiting.Started).TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
        if (waiting.InInbox)
            _ = work.Start(() => ForgetAsync(conversation.Key, waiting, json));
    }

    /// <summary>
    /// Finds out without a read whether another instance had this conversation in between: then the message's place in the
    /// transcript was taken, and showing it has had the record forgotten. What is not shown tells nothing, and is read for.
    /// </summary>
    private static async Task KnowOthersAsync(Conversation conversation, WaitingActivity waiting, ReadOnlyMemory<byte> json)
    {
        await waiting.Echoed;
        if (!waiting.IsShown || !WaitingActivity.IsShownType(WaitingActivity.Read(json).Type))
            conversation.Forget();
    }

    /// <summary>One try of a turn. A conflict or a failing store throws; the next try reads the record anew.</summary>
    private async Task<(string? Channel, string Outcome)> TurnAsync(Conversation conversation, WaitingActivity waiting, ReadOnlyMemory<byte> json, DocumentCost cost)
    {
        var activity = WaitingActivity.Read(json);
        ConversationRecord record;
        using (metrics.Begin("reading", time))
            record = await conversation.RecordAsync(work.Aborted);
        if (record.HasHandled(waiting.Id))
        {
            // Where it was this process whose write only seemed to fail, nobody else delivers these.
            outbox.Deliver(conversation, record.Outbox.Where(r => r.Owner == instance.Name), fresh: false, waiting.Echoed);
            waiting.Answer?.TrySetResult(await EarlierRepliesAsync(conversation.Key, RepliesTo(activity, waiting.Id), record));
            return (activity.ChannelId, "repeated");
        }

        var reference = waiting.Callback is null ? activity.GetConversationReference() : record.Reference;
        var isLeft = waiting.Callback is null ? TakesBotOut(activity) : record.IsLeft;
        TurnResult result;
        using (metrics.Begin("answering", time))
            result = await bot.RunAsync(record.State, activity, () => Replies(activity, waiting), waiting.Callback, work.Aborted);
        using var committing = metrics.Begin("committing", time);
        try
        {
            await CommitAsync(conversation, record.Turn, waiting.Id, reference, isLeft, result);
        }
        catch (DocumentTooLargeException e)
        {
            // As it would be every time. The state before the turn stays.
            result = bot.Fail(record.State, activity, Replies(activity, waiting), e);
            await CommitAsync(conversation, record.Turn, waiting.Id, reference, isLeft, result);
        }

        if (cost.Requests > 0)
            metrics.RequestUnits.Record(cost.RequestUnits, new KeyValuePair<string, object?>("channel", activity.ChannelId));
        outbox.Deliver(conversation, result.Replies, fresh: true, waiting.Echoed);
        waiting.Answer?.TrySetResult([.. result.Replies.Select(r => r.ReadActivity())]);
        return (activity.ChannelId, result.Outcome);
    }

    private TurnReplies Replies(Activity activity, WaitingActivity waiting) => new(RepliesTo(activity, waiting.Id), instance.Name, _instants.Next(), waiting.TakesReplies);

    /// <summary>What the ids of the replies begin with. An edit and a reaction bear the id of another message, whose replies have theirs.</summary>
    private static string RepliesTo(Activity activity, string id) =>
        activity.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageReaction or ActivityTypes.MessageDelete ? id : activity.Id!;

    /// <summary>Whether somebody took the bot off, or out of their chat or team.</summary>
    private static bool TakesBotOut(Activity activity) => activity switch
    {
        { Type: ActivityTypes.InstallationUpdate, Action: "remove" } => true,
        { Type: ActivityTypes.ConversationUpdate, MembersRemoved: { } removed, Recipient.Id: { } bot } => removed.Any(m => m.Id == bot),
        _ => false,
    };

    private static Task CommitAsync(Conversation conversation, long turn, string id, ConversationReference? reference, bool isLeft, TurnResult result) =>
        conversation.WriteAsync(
            current => current.Turn != turn
                ? throw new DocumentConflictException(ConversationRecord.Key(conversation.Key))
                : current with
                {
                    Turn = turn + 1,
                    Reference = reference,
                    IsLeft = isLeft,
                    State = result.State,
                    Handled = current.HandledWith(id),
                    Outbox = [.. current.Outbox, .. result.Replies],
                },
            CancellationToken.None);

    /// <summary>What an activity was answered when it came first.</summary>
    private async Task<IReadOnlyList<Activity>> EarlierRepliesAsync(string conversation, string repliesTo, ConversationRecord record)
    {
        var replies = new List<Activity>();
        while (true)
        {
            var id = TurnReplies.IdOf(repliesTo, replies.Count);
            var reply = record.Outbox.FirstOrDefault(r => r.Id == id)?.ReadActivity()
                ?? (await transcript.FindAsync(conversation, id, work.Aborted))?.ReadActivity();
            if (reply is null)
                return replies;
            replies.Add(reply);
        }
    }

    /// <summary>Shows the activity in the transcript, after those that came before it.</summary>
    private async Task<bool> EchoAsync(Conversation conversation, WaitingActivity activity, Task<bool> previous)
    {
        await previous;
        try
        {
            if (!activity.IsShown || !await activity.Stored)
                return true;
            if ((activity.Json ?? await work.InsistAsync(() => StoredAsync(conversation.Key, activity.Id))) is not { } json)
                return true;
            var shown = WaitingActivity.Read(json);
            if (WaitingActivity.IsShownType(shown.Type))
            {
                // One that was taken before may have been shown whenever.
                long? elsewhereSince = !activity.Fresh ? long.MinValue : options.Value.IsAlone ? null : activity.Started;
                var appended = await work.InsistAsync(() => transcript.AppendAsync(conversation.Key, shown.Id!, json, elsewhereSince, null, work.Aborted));
                if (appended.OthersCameFirst)
                    conversation.Forget();
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            // The program stops; the next start shows it, as the inbox keeps it till then.
            return false;
        }
    }

    private async Task<ReadOnlyMemory<byte>?> StoredAsync(string conversation, string id) =>
        await documents.ReadAsync(InboxItem.Key(conversation, id), work.Aborted) is { } document ? InboxItem.Parse(document).Activity : null;

    /// <summary>Leaves of a message that was handled only what tells that it was, once the transcript shows it.</summary>
    private async Task ForgetAsync(string conversation, WaitingActivity activity, ReadOnlyMemory<byte> json)
    {
        if (!await activity.Echoed)
            return;
        var handled = new InboxItem(WaitingActivity.Read(json).Id!, null, null).ToBody();
        var expires = time.GetUtcNow() + InboxItem.Kept;
        await work.InsistAsync(() => documents.WriteAsync(
            new DocumentWrite(InboxItem.Key(conversation, activity.Id), handled, Expires: expires), CancellationToken.None));
    }
}
