namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds what a message says of addresses, numbers, times and names, in English and Spanish, as voters write it: any case,
/// little punctuation. Takes time in proportion to the message, which is read up to <see cref="MaxLength"/>.
/// </summary>
public static class EntityReader
{
    /// <summary>Longer messages are read up to here.</summary>
    public const int MaxLength = FoldedText.MaxLength;

    /// <summary>Reads an entity that begins at a place.</summary>
    /// <returns>The token after its last; 0 where there is none.</returns>
    private delegate int Reader(Cursor at, out EntityValue? value);

    /// <summary>Reads a message.</summary>
    /// <param name="language">"en" or "es": dates and numbers are read as that language writes them; another counts as English.</param>
    /// <param name="now">From which "tomorrow" is counted.</param>
    /// <param name="zone">The campaign's.</param>
    /// <param name="election">Its election day, which "election day" means; without one those words are no date.</param>
    /// <returns>In the order of the text; they don't overlap: a ZIP code in an address belongs to it.</returns>
    public static IReadOnlyList<Entity> Read(string text, string language, DateTimeOffset now, TimeZoneInfo zone, DateOnly? election = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        var spanish = language == "es";
        var tokens = new Tokens(text);
        var found = new List<Entity>();
        // What one finds is hidden from those after it.
        Find(tokens, EmailReader.Read, found);
        Find(tokens, PhoneReader.Read, found);
        Find(tokens, AddressReader.Read, found);
        Find(tokens, ZipReader.Read, found);
        Find(tokens, NameReader.Read, found);
        Find(tokens, LanguageReader.Read, found);
        Find(tokens, new WhenReader(spanish, now, zone, election).Read, found);
        Find(tokens, (Cursor at, out EntityValue? value) => NumberReader.Read(at, spanish, out value), found);
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    private static void Find(Tokens tokens, Reader reader, List<Entity> found)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.End)
                continue;
            var end = reader(new Cursor(tokens, i), out var value);
            if (value is null)
                continue;
            found.Add(tokens.Take(i, end, value));
            i = end - 1;
        }
    }
}
