namespace CampaignBot.Core.Voting.Feeds;

/// <summary>What a feed may be at most; what is beyond is no feed but a mistake or an attack.</summary>
public sealed record FeedLimits
{
    /// <summary>The default limits: a large state's feed stays far within.</summary>
    public static FeedLimits Default { get; } = new();

    /// <summary>Bytes of XML, unpacked.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>How many times larger a packed feed may be unpacked, once it is past 16 MB. Feeds pack 10 to 40 times.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Bytes between two tags: of one text, or of one tag with its attributes.</summary>
    public int MaxTextBytes { get; init; } = 1 << 20;

    /// <summary>How deep elements may be nested; the specification needs 7.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>How many elements one object may have in it.</summary>
    public int MaxElementsOfObject { get; init; } = 100_000;

    /// <summary>How many objects a feed may have, street segments included.</summary>
    public int MaxObjects { get; init; } = 25_000_000;
}

/// <summary>How far reading a feed has come.</summary>
/// <param name="Share">Of the file, 0 to 1.</param>
/// <param name="StreetSegments">How many were read so far.</param>
public sealed record FeedProgress(double Share, int StreetSegments);
