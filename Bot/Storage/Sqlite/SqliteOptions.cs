namespace CampaignBot.Storage.Sqlite;

/// <summary>Settings of the SQLite store, section <c>Storage:Sqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage:Sqlite";

    /// <summary>
    /// The database file; its folder is created. A relative path starts at the working directory, not at the program's
    /// folder, so that a rebuild never takes the data with it.
    /// </summary>
    public string Path { get; set; } = "data/campaignbot.db";

    /// <summary>How many writes may wait for the disk, 1 to 100,000; further ones wait for a place.</summary>
    public int QueueLength { get; set; } = 1_024;

    /// <summary>How often expired documents are removed, 1 second to 1 day.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (string.IsNullOrWhiteSpace(Path) || Path.AsSpan().IndexOfAny(System.IO.Path.GetInvalidPathChars()) >= 0)
            yield return $"{Section}:Path must name the database file.";
        else if (Directory.Exists(Path))
            yield return $"{Section}:Path is a folder: it must name the database file in it.";
        if (QueueLength is < 1 or > 100_000)
            yield return $"{Section}:QueueLength must be 1 to 100000.";
        if (PurgeInterval < TimeSpan.FromSeconds(1) || PurgeInterval > TimeSpan.FromDays(1))
            yield return $"{Section}:PurgeInterval must be between 00:00:01 and 1.00:00:00.";
    }
}
