namespace CampaignBot.Core.Understanding;

/// <summary>How many slips of a finger lie between two words.</summary>
public static class EditDistance
{
    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    /// <param name="a">At most 64 characters count; longer words compare by their beginnings.</param>
    /// <param name="b">As <paramref name="a"/>.</param>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        const int Longest = 64;
        a = a[..Math.Min(a.Length, Longest)];
        b = b[..Math.Min(b.Length, Longest)];
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        var beforeLast = rows[..(Longest + 1)];
        var last = rows.Slice(Longest + 1, Longest + 1);
        var current = rows[(2 * (Longest + 1))..];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(current[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                current[j] = best;
            }
            var oldest = beforeLast;
            beforeLast = last;
            last = current;
            current = oldest;
        }
        return last[b.Length];
    }
}
