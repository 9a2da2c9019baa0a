using Microsoft.Extensions.Options;

namespace CampaignBot.Storage.Sqlite;

/// <summary>Opens the store when the program starts, so that a wrong setting shows then, and removes what has expired.</summary>
internal sealed class ExpiredDocumentPurge(
    SqliteDocumentStore store,
    IOptions<SqliteOptions> options,
    TimeProvider time,
    ILogger<ExpiredDocumentPurge> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PurgeInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await store.PurgeAsync(stoppingToken) is > 0 and var purged)
                    log.LogDebug("Removed {Count} expired documents", purged);
            }
#pragma warning disable CA1031 // Whatever it was, expired documents are not read, and the next round tries again.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Expired documents could not be removed");
            }
        }
    }
}
