namespace CampaignBot.Storage;

/// <summary>Where documents are kept.</summary>
public enum StorageProvider
{
    /// <summary>In a file beside the program: nothing to set up, one machine.</summary>
    Sqlite,

    /// <summary>In Azure Cosmos DB: any number of instances.</summary>
    Cosmos,
}
