using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Storage.Sqlite;

/// <summary>ETags are random numbers of 63 bits: a document deleted and made again never gets an old one back.</summary>
internal static class ETags
{
    public static long Next() => Random.Shared.NextInt64();

    public static string Format(long etag) => etag.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The number, or -1 (no document's) where the text is no ETag of this store.</summary>
    public static long Parse(string etag) =>
        long.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>Instants are kept as ticks (100 ns) of UTC.</summary>
internal static class Instants
{
    public static DateTimeOffset? Parse(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero);
}
