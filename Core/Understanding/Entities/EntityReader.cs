namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds what a message says of addresses, numbers, times and names, in English and Spanish, as voters write it: any case,
/// little punctuation. Takes time in proportion to the message, which is read up to <see cref="MaxLength"/>.
/// </summary>
public static class EntityReader
{
    /// <summary>Longer messages are read up to here.</summary>
    public const int MaxLength = FoldedText.MaxLength;

    /// <summary>Reads a message.</summary>
    /// <param name="language">"en" or "es": dates and numbers are read as that language writes them; another counts as English.</param>
    /// <param name="now">From which "tomorrow" is counted.</param>
    /// <param name="zone">The campaign's.</param>
    /// <returns>In the order of the text; they don't overlap.</returns>
    public static IReadOnlyList<Entity> Read(string text, string language, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [];
    }
}
