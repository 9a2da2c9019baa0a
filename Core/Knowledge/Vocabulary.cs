using System.Buffers;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>The terms an index knows, found exactly or by their letters.</summary>
internal sealed class Vocabulary
{
    /// <summary>Words less alike than this are different words, not slips of a finger.</summary>
    private const float LeastSimilarity = 0.5f;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly string[] _terms;
    private readonly Dictionary<long, int[]> _byTrigram;

    /// <param name="ids">Terms numbered from 0 on without gaps.</param>
    public Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _terms = new string[ids.Count];
        var byTrigram = new Dictionary<long, List<int>>();
        foreach (var (term, id) in ids)
        {
            _terms[id] = term;
            for (var i = 0; i < term.Length; i++)
            {
                var trigram = Trigram(term, i);
                if (!byTrigram.TryGetValue(trigram, out var list))
                    byTrigram[trigram] = list = [];
                if (list.Count == 0 || list[^1] != id)
                    list.Add(id);
            }
        }
        _byTrigram = byTrigram.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    public int Count => _terms.Length;

    /// <summary>A term by its number.</summary>
    public string this[int id] => _terms[id];

    public bool TryFind(ReadOnlySpan<char> term, out int id) => _ids.TryGetValue(term, out id);

    /// <summary>Terms spelt almost like this one, the likest first, each with how alike it is (0 to 1).</summary>
    /// <returns>How many were found.</returns>
    public int Nearest(ReadOnlySpan<char> term, Span<(int Term, float Similarity)> nearest)
    {
        if (term.Length < 3)
            return 0;
        var shared = ArrayPool<byte>.Shared.Rent(_terms.Length);
        shared.AsSpan(0, _terms.Length).Clear();
        var candidates = ArrayPool<int>.Shared.Rent(_terms.Length);
        var count = 0;
        for (var i = 0; i < term.Length; i++)
        {
            if (!_byTrigram.TryGetValue(Trigram(term, i), out var ids))
                continue;
            foreach (var id in ids)
            {
                if (shared[id]++ == 0)
                    candidates[count++] = id;
            }
        }
        var found = 0;
        foreach (var id in candidates.AsSpan(0, count))
        {
            var similarity = Similarity(term, _terms[id], shared[id]);
            if (similarity < LeastSimilarity || (found == nearest.Length && similarity <= nearest[^1].Similarity))
                continue;
            var at = found < nearest.Length ? found++ : nearest.Length - 1;
            for (; at > 0 && nearest[at - 1].Similarity < similarity; at--)
                nearest[at] = nearest[at - 1];
            nearest[at] = (id, similarity);
        }
        ArrayPool<int>.Shared.Return(candidates);
        ArrayPool<byte>.Shared.Return(shared);
        return found;
    }

    private static float Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int sharedTrigrams)
    {
        var dice = 2f * sharedTrigrams / (a.Length + b.Length);
        // The edit distance is dear, and can't help words that share next to nothing.
        if (dice < 0.3f)
            return 0;
        var edits = EditDistance.Between(a, b);
        if (edits <= 2)
            return Math.Max(dice, 1 - ((float)edits / Math.Max(a.Length, b.Length)));
        return dice >= 0.7f || a.StartsWith(b) || b.StartsWith(a) ? dice : 0;
    }

    /// <summary>The three letters around a position, with the ends of the word as letters of their own.</summary>
    private static long Trigram(ReadOnlySpan<char> term, int middle)
    {
        var before = middle == 0 ? '^' : term[middle - 1];
        var after = middle + 1 < term.Length ? term[middle + 1] : '$';
        return ((long)before << 32) | ((long)term[middle] << 16) | after;
    }
}
