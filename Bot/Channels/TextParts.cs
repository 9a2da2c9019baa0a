namespace CampaignBot.Channels;

/// <summary>Cuts a text that is too long for one message.</summary>
internal static class TextParts
{
    /// <summary>A text in parts of at most <paramref name="most"/> UTF-16 units, cut between paragraphs, lines, sentences or words, in that order of preference; never within a pair of surrogates.</summary>
    public static IReadOnlyList<string> Of(string text, int most)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > most)
        {
            var end = Cut(rest, most);
            parts.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }
        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    private static int Cut(string text, int most)
    {
        // A part that is less than half full looks torn.
        foreach (var boundary in (string[])["\n\n", "\n", ". ", "? ", "! ", " "])
        {
            if (text.LastIndexOf(boundary, most - 1, most / 2, StringComparison.Ordinal) is var at and > 0)
                return at + boundary.Length;
        }
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }
}
