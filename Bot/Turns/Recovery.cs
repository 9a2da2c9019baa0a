using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;

namespace CampaignBot.Turns;

/// <summary>
/// Takes up what was left half done: at the start, before anything new is accepted, and from time to time what a failing
/// store, a long outage of a channel or the death of another instance left behind. Stops the turns when the program stops.
/// </summary>
internal sealed class Recovery(
    IDocumentStore documents,
    Conversations conversations,
    TurnRunner runner,
    Outbox outbox,
    Instance instance,
    IOptions<TurnOptions> options,
    TimeProvider time,
    Work work,
    ILogger<Recovery> log) : BackgroundService
{
    private readonly Instants _instants = new(time);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when what was left by a predecessor is queued, in order; new messages come after it.</summary>
    public Task Done => _done.Task;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeUpAsync(TimeSpan.Zero, cancellationToken);
        _done.SetResult();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await work.StopAsync(options.Value.StopWithin, cancellationToken);
        await instance.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecoveryInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TakeUpAsync(options.Value.RecoveryInterval, stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the next round tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError(e, "Unfinished messages could not be looked for");
            }
        }
    }

    /// <summary>
    /// Takes up what is older than this, not in memory here and no other living instance's. Replies are queued first, as they answer earlier messages,
    /// and go once the transcript has those messages: a crash may have come between the two.
    /// </summary>
    private async Task TakeUpAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await instance.AnnounceAsync(cancellationToken);
        var before = _instants.Before(age);
        var ours = new Dictionary<string, bool>(StringComparer.Ordinal);
        var queued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await DeliverAsync(before, queued.Task, MayTakeUpAsync, cancellationToken);
            await EnqueueAsync(before, MayTakeUpAsync, cancellationToken);
        }
        finally
        {
            queued.SetResult();
        }

        async Task<bool> MayTakeUpAsync(string? owner) =>
            ours.TryGetValue(owner ?? "", out var known) ? known : ours[owner ?? ""] = await instance.MayTakeUpAsync(owner, cancellationToken);
    }

    private async Task DeliverAsync(string before, Task queued, Func<string?, Task<bool>> mayTakeUp, CancellationToken cancellationToken)
    {
        await foreach (var document in OlderAsync(ConversationRecord.Kind.Name, "undelivered", before, cancellationToken))
        {
            var replies = new List<Reply>();
            foreach (var reply in ConversationRecord.Parse(document).Outbox.Where(r => string.CompareOrdinal(r.Since, before) <= 0))
            {
                if (await mayTakeUp(reply.Owner))
                    replies.Add(reply);
            }

            if (replies.Count == 0)
                continue;
            var conversation = conversations.Enter(document.Key.Partition);
            try
            {
                outbox.Deliver(conversation, options.Value.IsAlone ? replies : await ClaimAsync(conversation, replies, cancellationToken), fresh: false, EchoedAsync(conversation));
            }
            catch (DocumentConflictException)
            {
                // Another instance was here; the next round sees what it left.
            }
            finally
            {
                conversation.Leave();
            }
        }

        async Task EchoedAsync(Conversation conversation)
        {
            await queued;
            await conversation.LastEcho;
        }
    }

    /// <summary>Has the record say that these replies are this instance's now, so that no other one takes them over too.</summary>
    private async Task<IReadOnlyList<Reply>> ClaimAsync(Conversation conversation, List<Reply> replies, CancellationToken cancellationToken)
    {
        var name = instance.Name;
        if (replies.TrueForAll(r => r.Owner == name))
            return replies;
        var found = replies.ToDictionary(r => r.Id, r => r.Owner, StringComparer.Ordinal);
        IReadOnlyList<Reply> ours = [];
        conversation.Forget();
        await conversation.WriteAsync(
            record =>
            {
                Reply[] renamed = [.. record.Outbox.Select(r => IsFound(r) ? r with { Owner = name } : r)];
                ours = [.. renamed.Where(r => found.ContainsKey(r.Id) && r.Owner == name)];
                return record.Outbox.Any(r => IsFound(r) && r.Owner != name) ? record with { Outbox = renamed } : null;
            },
            cancellationToken);
        return ours;

        bool IsFound(Reply reply) => found.TryGetValue(reply.Id, out var owner) && owner == reply.Owner;
    }

    private async Task EnqueueAsync(string before, Func<string?, Task<bool>> mayTakeUp, CancellationToken cancellationToken)
    {
        var found = 0;
        await foreach (var document in OlderAsync(InboxItem.Kind.Name, "pending", before, cancellationToken))
        {
            if (!await mayTakeUp(InboxItem.Parse(document).Owner))
                continue;
            runner.Enqueue(
                document.Key.Partition, _ => new WaitingActivity(document.Key.Id, time.GetTimestamp()) { InInbox = true, IsShown = true }, must: true);
            found++;
        }

        if (found > 0)
            log.LogInformation("Took up {Count} messages that waited", found);
    }

    private async IAsyncEnumerable<Document> OlderAsync(
        string kind, string field, string before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(kind) { Where = [new(field, Comparison.LessOrEqual, before)], OrderBy = field };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return document;
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }
}
