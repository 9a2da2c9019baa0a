namespace CampaignBot.Storage.Cosmos;

/// <summary>Opens the store when the program starts, so that a wrong setting shows then.</summary>
internal sealed class CosmosOpening(CosmosDocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
