namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// The n-grams of a text as 64-bit keys: words and pairs of neighbours (even keys), and runs of 2 to 5 characters
/// within a word and the spaces around it (odd keys), which survive a slip of the finger elsewhere in the word.
/// </summary>
public static class NGrams
{
    /// <summary>The most keys a text has.</summary>
    public const int MaxCount = PlainText.MaxLength * 5;

    private const int LongestRun = 5;
    private const ulong Edge = 1;

    /// <summary>Writes the keys, repeated as often as they occur, and gives their number.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keys">At least <see cref="MaxCount"/> long.</param>
    public static int Write(ReadOnlySpan<char> text, Span<ulong> keys)
    {
        Span<char> buffer = stackalloc char[PlainText.MaxLength];
        ReadOnlySpan<char> plain = buffer[..PlainText.Write(text, buffer)];
        var (count, previous) = (0, Edge);
        for (var start = 0; start < plain.Length - 1;)
        {
            var end = start + 1 + plain[(start + 1)..].IndexOf(' ');
            var word = Hash(plain[(start + 1)..end]);
            keys[count++] = word & ~1UL;
            keys[count++] = Mix(previous, word) & ~1UL;
            // Half of an emoji says nothing, and another's half is the same.
            if (!char.IsSurrogate(plain[start + 1]))
                count += WriteRuns(plain[start..(end + 1)], keys[count..]);
            (previous, start) = (word, end);
        }
        if (count > 0)
            keys[count++] = Mix(previous, Edge) & ~1UL;
        return count;
    }

    /// <summary>Whether the key is of a run of characters, not of words.</summary>
    public static bool IsRun(ulong key) => (key & 1) != 0;

    private static int WriteRuns(ReadOnlySpan<char> paddedWord, Span<ulong> keys)
    {
        var count = 0;
        for (var start = 0; start < paddedWord.Length - 1; start++)
        {
            var key = Mix(0, paddedWord[start]);
            for (var end = start + 1; end < paddedWord.Length && end < start + LongestRun; end++)
            {
                key = Mix(key, paddedWord[end]);
                keys[count++] = key | 1;
            }
        }
        return count;
    }

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var key = Edge;
        foreach (var c in word)
            key = Mix(key, c);
        return key;
    }

    private static ulong Mix(ulong key, ulong next)
    {
        key = (key ^ next) * 0x9E3779B97F4A7C15;
        return key ^ (key >> 29);
    }
}
