namespace CampaignBot.Benchmarks;

/// <summary>A made-up language: the n-th commonest word is n times rarer than the commonest (Zipf's law).</summary>
internal sealed class MadeUpWords
{
    private static readonly string[] Onsets = ["b", "br", "c", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
    private static readonly string[] Endings = ["", "n", "r", "s", "t", "l", "ck", "nd", "rm"];

    private readonly Random _random;
    private readonly string[] _words;
    private readonly double[] _shares;

    public MadeUpWords(int count, Random random)
    {
        _random = random;
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < count)
            words.Add(string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Any(Onsets) + Any(Vowels) + Any(Endings))));
        _words = [.. words];
        _shares = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            _shares[i] = sum += 1.0 / (i + 1);
        for (var i = 0; i < count; i++)
            _shares[i] /= sum;
    }

    /// <summary>So many words, the first with a capital, and a full stop.</summary>
    public string Sentence(int words)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    private string Word()
    {
        var at = Array.BinarySearch(_shares, _random.NextDouble());
        return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)];
    }

    private string Any(string[] choices) => choices[_random.Next(choices.Length)];
}
