using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>
/// What words of several languages have in common where somebody gives orders, lies or threatens: "ignore", "olvida" and "vergiss"
/// are one concept. A table (<c>Concepts.txt</c>): a concept a line, its words folded, a star after a beginning of words.
/// </summary>
internal static class Concepts
{
    private const int ShortestStem = 3;
    private const int LongestStem = 12;

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Words;
    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Stems;

    static Concepts()
    {
        var (words, stems) = (new Dictionary<string, List<int>>(StringComparer.Ordinal), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        var lines = EmbeddedText.Lines("Concepts.txt");
        for (var concept = 0; concept < lines.Count; concept++)
        {
            foreach (var word in lines[concept].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            {
                var (table, key) = word.EndsWith('*') ? (stems, word[..^1]) : (words, word);
                if (!table.TryGetValue(key, out var concepts))
                    table[key] = concepts = [];
                concepts.Add(concept);
            }
        }
        Count = lines.Count;
        Words = Freeze(words);
        Stems = Freeze(stems);
    }

    /// <summary>How many there are.</summary>
    public static int Count { get; }

    /// <summary>The concepts of a folded word, as bits.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var bits = 0UL;
        if (Words.TryGetValue(word, out var exact))
            bits |= Bits(exact);
        for (var length = ShortestStem; length <= Math.Min(word.Length, LongestStem); length++)
        {
            if (Stems.TryGetValue(word[..length], out var stemmed))
                bits |= Bits(stemmed);
        }
        return bits;
    }

    private static ulong Bits(int[] concepts)
    {
        var bits = 0UL;
        foreach (var concept in concepts)
            bits |= 1UL << concept;
        return bits;
    }

    private static FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Freeze(Dictionary<string, List<int>> table) =>
        table.ToFrozenDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
