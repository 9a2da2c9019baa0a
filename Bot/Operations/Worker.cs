using CampaignBot.Core.Documents;

namespace CampaignBot.Operations;

/// <summary>
/// What the bot does unasked, in rounds: it sends what is due, carries out what was asked for. <see cref="Workers"/> runs them for a
/// program that serves; whoever tells the time themselves, as the terminal does, has a round when it pleases.
/// </summary>
internal abstract class Worker
{
    /// <summary>How long to rest between two rounds.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Does all that there is to do now. What fails is tried again in the next round.</summary>
    public abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>Rests until the next round.</summary>
    public virtual Task RestAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.Delay(Interval, clock, cancellationToken);
}

/// <summary>
/// Has every worker do round after round while the program serves; of several instances over one store, one at a time does a worker's
/// round, under a lease.
/// </summary>
internal sealed class Workers(IEnumerable<Worker> workers, IDocumentStore documents, TimeProvider clock, ILogger<Workers> log) : BackgroundService
{
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(workers.Select(w => Task.Run(() => WorkAsync(w, stoppingToken), stoppingToken)));

    private async Task WorkAsync(Worker worker, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(worker, stoppingToken);
            }
#pragma warning disable CA1031 // Whatever the store has, it may have recovered by the next round.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogError("A round of {Worker} failed and is tried again: {Exception}\n{Stack}", worker.GetType().Name, e.GetType().FullName, e.StackTrace);
            }
            await worker.RestAsync(clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundAsync(Worker worker, CancellationToken stoppingToken)
    {
        if (!documents.IsShared)
        {
            await worker.RoundAsync(stoppingToken);
            return;
        }

        if (await Lease.TryTakeAsync(documents, $"worker/{worker.GetType().Name}", Claim, clock, stoppingToken) is not { } lease)
            return;
        await using (lease)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lease.Lost);
            await worker.RoundAsync(either.Token);
        }
    }
}
