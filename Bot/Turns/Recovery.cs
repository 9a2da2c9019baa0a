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
    IOptions<TurnOptions> options,
    TimeProvider time,
    Work work,
    ILogger<Recovery> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly Instants _instants = new(time);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when what was left by a predecessor is queued, in order; new messages come after it.</summary>
    public Task Done => _done.Task;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeUpAsync(options.Value.TakeOverAfter, cancellationToken);
        _done.SetResult();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await work.StopAsync(options.Value.StopWithin);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TakeUpAsync(options.Value.TakeOverAfter > Interval ? options.Value.TakeOverAfter : Interval, stoppingToken);
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
    /// Takes up what is older than this and not in memory here. Replies are queued first, as they answer earlier messages,
    /// and go once the transcript has those messages: a crash may have come between the two.
    /// </summary>
    private async Task TakeUpAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var before = _instants.Before(age);
        var queued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await DeliverAsync(before, queued.Task, cancellationToken);
            await EnqueueAsync(before, cancellationToken);
        }
        finally
        {
            queued.SetResult();
        }
    }

    private async Task DeliverAsync(string before, Task queued, CancellationToken cancellationToken)
    {
        await foreach (var document in OlderAsync(ConversationRecord.Kind.Name, "undelivered", before, cancellationToken))
        {
            var conversation = conversations.Enter(document.Key.Partition);
            var replies = ConversationRecord.Parse(document).Outbox.Where(r => string.CompareOrdinal(r.Since, before) <= 0);
            outbox.Deliver(conversation, replies, fresh: false, EchoedAsync(conversation));
            conversation.Leave();
        }

        async Task EchoedAsync(Conversation conversation)
        {
            await queued;
            await conversation.LastEcho;
        }
    }

    private async Task EnqueueAsync(string before, CancellationToken cancellationToken)
    {
        var found = 0;
        await foreach (var document in OlderAsync(InboxItem.Kind.Name, "pending", before, cancellationToken))
        {
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
