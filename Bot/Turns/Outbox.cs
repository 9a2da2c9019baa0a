using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CampaignBot.Turns;

/// <summary>A reply on its way.</summary>
/// <param name="Fresh">Whether its turn was committed by this process just now, so that it can't have been sent yet.</param>
/// <param name="After">What must be in the transcript before it: the message it answers.</param>
internal sealed record Delivery(Reply Reply, bool Fresh, Task After);

/// <summary>
/// Delivers the replies of committed turns: through the channel, into the transcript, off the record; one after the other
/// within a conversation, conversations side by side. What a channel can't take now is tried again, ever more rarely.
/// </summary>
internal sealed class Outbox(
    Transcript transcript,
    UnsentReplies unsent,
    Instance instance,
    IServiceProvider services,
    MaySend maySend,
    IOptions<TurnOptions> options,
    TimeProvider time,
    Work work,
    TurnMetrics metrics,
    ILogger<Outbox> log)
{
    /// <summary>How many delivered replies a record may still hold: every turn writes it whole.</summary>
    private const int MaxUncleared = 16;

    private const int MaxPausing = 1_000;
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>A reply that is older has waited, for its channel or behind another.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(100);

    private readonly Instants _instants = new(time);
    private int _pausing;

    /// <summary>Delivers replies of a conversation after those it has already; ones that are on their way are passed over.</summary>
    public void Deliver(Conversation conversation, IEnumerable<Reply> replies, bool fresh, Task after)
    {
        lock (conversation.Queues)
        {
            foreach (var reply in replies)
            {
                if (!conversation.InDelivery.Add(reply.Id))
                    continue;
                conversation.Delivering.Enqueue(new Delivery(reply, fresh, after));
                metrics.Undelivered.Add(1);
            }

            if (conversation.Delivering.Count == 0 || conversation.Sending)
                return;
            conversation.Sending = true;
            conversation.Enter();
        }

        conversation.Deliveries = work.Start(() => DeliverAllAsync(conversation));
    }

    private async Task DeliverAllAsync(Conversation conversation)
    {
        var delivered = new List<string>();
        try
        {
            while (true)
            {
                Delivery? next;
                lock (conversation.Queues)
                {
                    if (!conversation.Delivering.TryPeek(out next) && delivered.Count == 0)
                    {
                        conversation.Sending = false;
                        return;
                    }
                }

                if (next is null || delivered.Count == MaxUncleared)
                {
                    await ClearAsync(conversation, delivered);
                    delivered.Clear();
                }
                else if (await DeliverAsync(conversation, next))
                {
                    delivered.Add(next.Reply.Id);
                    lock (conversation.Queues)
                        conversation.Delivering.Dequeue();
                }
                else
                {
                    Leave(conversation);
                }
            }
        }
        catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
        {
            // The record holds what is left, for the next start.
        }
        finally
        {
            conversation.Leave();
        }
    }

    /// <summary>True where the reply is done with, delivered or given up; false where it is left to a later look at the store.</summary>
    private async Task<bool> DeliverAsync(Conversation conversation, Delivery delivery)
    {
        var (reply, after) = (delivery.Reply, delivery.After);
        await after.WaitAsync(work.Aborted);
        if (!delivery.Fresh && await work.InsistAsync(() => transcript.FindAsync(conversation.Key, reply.Id, work.Aborted)) is not null)
            return true;
        string? platformId = null;
        if (!reply.InRequest)
        {
            using var delivering = metrics.Begin("delivering", time);
            switch (await SendAsync(conversation.Key, delivery))
            {
                case SendOutcome.Delivered done:
                    platformId = done.PlatformId;
                    break;
                case SendOutcome.Refused:
                    return true;
                default:
                    return false;
            }
        }

        long? elsewhereSince = delivery.Fresh && instance.Holds(reply.Owner) ? null : long.MinValue;
        var appended = await work.InsistAsync(() => transcript.AppendAsync(conversation.Key, reply.Id, reply.Json, elsewhereSince, platformId, work.Aborted));
        if (appended.OthersCameFirst)
            conversation.Forget();
        return true;
    }

    private async Task<SendOutcome> SendAsync(string conversation, Delivery delivery)
    {
        var reply = delivery.Reply;
        var activity = reply.ReadActivity();
        if (activity.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete && activity.Id is { } target)
            activity.Id = (await work.InsistAsync(() => transcript.FindAsync(conversation, target, work.Aborted)))?.PlatformId ?? target;
        for (var attempt = 0; ; attempt++)
        {
            var hasWaited = attempt > 0 || !delivery.Fresh || _instants.Age(reply.Since) > Prompt;
            if (hasWaited && !await work.InsistAsync(() => maySend(activity, Instants.Read(reply.Since), work.Aborted)))
            {
                log.LogInformation("A reply on {Channel} was dropped: its recipient wants no more messages", activity.ChannelId);
                return new SendOutcome.Refused("not wanted any more");
            }

            // Others may have taken it over; who has it now is found in the record.
            if (!instance.Holds(reply.Owner))
                return new SendOutcome.RetryLater();
            var outcome = await TryAsync(activity);
            if (outcome is SendOutcome.RetryLater && _instants.Age(reply.Since) > options.Value.MaxReplyAge)
                outcome = new SendOutcome.Refused("It could not be delivered in time.");
            metrics.Replies.Add(1, new("channel", activity.ChannelId), new("outcome", outcome.GetType().Name));
            if (outcome is SendOutcome.Refused refused)
            {
                log.LogError("A reply on {Channel} was given up: {Reason} It is kept: see 'channels unsent'", activity.ChannelId, refused.Reason);
                await work.InsistAsync(async () =>
                {
                    await unsent.KeepAsync(conversation, reply, refused.Reason, work.Aborted);
                    return true;
                });
            }
            if (outcome is not SendOutcome.RetryLater retry)
                return outcome;
            if (!await PauseAsync(attempt, retry.After))
                return outcome;
        }
    }

    private async Task<SendOutcome> TryAsync(Activity activity)
    {
        if (services.GetKeyedService<IChannelSender>(activity.ChannelId) is not { } sender)
            return new SendOutcome.Refused("No sender is registered for the channel.");
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, work.Aborted);
        try
        {
            var reference = new ConversationReference(
                activity.ReplyToId, activity.Recipient, activity.From, activity.Conversation, activity.ChannelId, activity.ServiceUrl) { Locale = activity.Locale };
            return await sender.SendAsync(reference, activity, either.Token);
        }
#pragma warning disable CA1031 // Whatever the channel's trouble is, it may be over later.
        catch (Exception e) when (!work.Aborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Only the exception's type and place: its message may quote what was sent or to whom.
            log.LogWarning("A reply on {Channel} could not be sent: {Exception}\n{Stack}", activity.ChannelId, (e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().FullName, e.StackTrace);
            return new SendOutcome.RetryLater();
        }
    }

    /// <summary>Waits before the next attempt; false where too many wait already.</summary>
    private async Task<bool> PauseAsync(int attempt, TimeSpan? asked)
    {
        try
        {
            if (Interlocked.Increment(ref _pausing) > MaxPausing)
                return false;
            var pause = Work.Pause(attempt, TimeSpan.FromSeconds(1), options.Value.LongestRetryPause);
            if (asked > pause)
                pause = asked.Value < LongestAsked ? asked.Value : LongestAsked;
            await Task.Delay(pause, time, work.Stopping);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _pausing);
        }
    }

    private async Task ClearAsync(Conversation conversation, List<string> delivered)
    {
        await work.InsistAsync(async () =>
        {
            await conversation.WriteAsync(
                record => record.Outbox.Any(r => delivered.Contains(r.Id))
                    ? record with { Outbox = [.. record.Outbox.Where(r => !delivered.Contains(r.Id))] }
                    : null,
                work.Aborted);
            return true;
        });
        lock (conversation.Queues)
            conversation.InDelivery.ExceptWith(delivered);
        metrics.Undelivered.Add(-delivered.Count);
    }

    private void Leave(Conversation conversation)
    {
        lock (conversation.Queues)
        {
            metrics.Undelivered.Add(-conversation.Delivering.Count);
            foreach (var left in conversation.Delivering)
                conversation.InDelivery.Remove(left.Reply.Id);
            conversation.Delivering.Clear();
        }
    }
}
