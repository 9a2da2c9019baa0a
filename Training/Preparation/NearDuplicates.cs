using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>
/// Finds texts that are almost the same, among any number of them: 63 minimal hashes of the n-grams of each (MinHash, Broder 1997), banded so
/// that likely pairs meet in a bucket, and the true share of common n-grams (Jaccard) checked before they count as a pair.
/// </summary>
internal sealed class NearDuplicates
{
    /// <summary>From this likeness on, two messages of one intent are the same twice: all but one are removed.</summary>
    public const double Same = 0.8;

    // A slip of the finger in a short message changes more of its n-grams than that: one slip, or two in a longer message, make no other message.
    private const int LengthForOneSlip = 12, LengthForTwoSlips = 30;

    /// <summary>From this likeness on, two messages stay on one side of the split, as one would give the other away.</summary>
    public const double Alike = 0.65;

    private const int GramLength = 3;
    private const int Bands = 21;
    private const int Rows = 3;

    /// <summary>In a bucket a text is compared with at most so many before it: a bucket of thousands stays quick.</summary>
    private const int MostCompared = 64;

    private readonly IReadOnlyList<string> _texts;
    private readonly int[][] _grams;

    public NearDuplicates(IReadOnlyList<string> texts)
    {
        _texts = texts;
        _grams = new int[texts.Count][];
        Parallel.For(0, texts.Count, i => _grams[i] = Grams(texts[i]));
    }

    /// <summary>The share of n-grams that two texts have in common: 0 to 1.</summary>
    public double Likeness(int a, int b) => Likeness(_grams[a], _grams[b]);

    /// <summary>Whether two texts that are <see cref="Alike"/> say the same.</summary>
    public bool AreSame(int a, int b)
    {
        if (Likeness(a, b) >= Same)
            return true;
        var (first, second) = (_texts[a], _texts[b]);
        var shorter = Math.Min(first.Length, second.Length);
        var slips = shorter >= LengthForTwoSlips ? 2 : shorter >= LengthForOneSlip ? 1 : 0;
        return slips > 0 && Math.Abs(first.Length - second.Length) <= slips && Math.Max(first.Length, second.Length) <= 64 && EditDistance.Between(first, second) <= slips;
    }

    /// <summary>The pairs that are at least <see cref="Alike"/>, each once, the first of a pair before the other.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        var signatures = new uint[_grams.Length][];
        Parallel.For(0, _grams.Length, i => signatures[i] = Signature(_grams[i]));
        var seen = new HashSet<(int, int)>();
        for (var band = 0; band < Bands; band++)
        {
            var buckets = new Dictionary<ulong, List<int>>();
            for (var i = 0; i < _grams.Length; i++)
            {
                var key = Key(signatures[i], band);
                if (!buckets.TryGetValue(key, out var bucket))
                    buckets[key] = bucket = [];
                foreach (var other in bucket.TakeLast(MostCompared))
                {
                    if (seen.Add((other, i)) && Likeness(other, i) >= Alike)
                        yield return (other, i);
                }
                bucket.Add(i);
            }
        }
    }

    private static double Likeness(int[] a, int[] b)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (i, j, common) = (i + 1, j + 1, common + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }
        return common == 0 ? 0 : (double)common / (a.Length + b.Length - common);
    }

    /// <summary>The n-grams of the folded text as sorted hashes, each once; spaces around it make the first and last letters count.</summary>
    private static int[] Grams(string text)
    {
        var folded = $"  {FoldedText.Fold(text)} ";
        var grams = new HashSet<int>();
        for (var i = 0; i + GramLength <= folded.Length; i++)
            grams.Add((int)Mixed(((ulong)folded[i] << 32) | ((ulong)folded[i + 1] << 16) | folded[i + 2]));
        return [.. grams.Order()];
    }

    private static uint[] Signature(int[] grams)
    {
        var least = new uint[Bands * Rows];
        Array.Fill(least, uint.MaxValue);
        foreach (var gram in grams)
        {
            for (var h = 0; h < least.Length; h++)
                least[h] = Math.Min(least[h], (uint)(Mixed((uint)gram + ((ulong)(h + 1) << 32)) >> 16));
        }
        return least;
    }

    private static ulong Key(uint[] signature, int band)
    {
        var key = (ulong)band;
        for (var row = 0; row < Rows; row++)
            key = Mixed((key << 1) ^ signature[(band * Rows) + row]);
        return key;
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

/// <summary>Things that belong together, found out pair by pair (union-find).</summary>
internal sealed class Groups
{
    private readonly int[] _leaders;

    public Groups(int count)
        : this([.. Enumerable.Range(0, count)])
    {
    }

    private Groups(int[] leaders) => _leaders = leaders;

    public Groups Copy() => new([.. _leaders]);

    public int LeaderOf(int item)
    {
        while (_leaders[item] != item)
            item = _leaders[item] = _leaders[_leaders[item]];
        return item;
    }

    /// <summary>Joins the groups of two; the smaller number leads.</summary>
    public void Join(int a, int b)
    {
        var (x, y) = (LeaderOf(a), LeaderOf(b));
        _leaders[Math.Max(x, y)] = Math.Min(x, y);
    }
}
