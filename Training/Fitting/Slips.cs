namespace CampaignBot.Training;

/// <summary>Slips of a finger, put into examples so that the model learns to read past them.</summary>
internal static class Slips
{
    private const int ShortestWord = 4;

    /// <summary>The text with one slip in one of its longer words: a letter left out, doubled, or swapped with the next. Unchanged where all are short.</summary>
    public static string Add(string text, ref Randomness random)
    {
        var words = text.Split(' ');
        var longer = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= ShortestWord).ToArray();
        if (longer.Length == 0)
            return text;
        ref var word = ref words[longer[random.Next(longer.Length)]];
        var at = 1 + random.Next(word.Length - 2);
        word = random.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
        };
        return string.Join(' ', words);
    }
}
