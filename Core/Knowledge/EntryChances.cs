using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Which entry a question is likeliest for, told by the words, pairs of words and runs of letters of all the ways of asking for each
/// (naive Bayes, each entry's counts smoothed by those of all). It weighs everything an entry is known by, not its best phrase alone;
/// what nobody ever says tells nothing, so a question that no entry answers has a likeliest one, too.
/// </summary>
internal sealed class EntryChances
{
    // Chosen by leaving out one phrase at a time and asking for it: how many phrases of an average entry each starts with, what pairs and
    // runs of letters count beside a word, and how far the parts of a question bear each other out.
    private const float Prior = 12;
    private const float PairWeight = 0.65f;
    private const float RunWeight = 0.35f;
    private const float Independence = 0.35f;

    private readonly Dictionary<string, (int Entry, float Gain)[]> _gains;
    private readonly float[] _without;

    /// <param name="entries">The phrases of each entry, in stems.</param>
    public EntryChances(IReadOnlyList<string[][]> entries)
    {
        var counts = new Dictionary<string, Dictionary<int, int>>(StringComparer.Ordinal);
        var phrases = entries.Sum(e => e.Length);
        for (var entry = 0; entry < entries.Count; entry++)
        {
            foreach (var (part, _) in entries[entry].SelectMany(PartsOf))
            {
                if (!counts.TryGetValue(part, out var byEntry))
                    counts[part] = byEntry = [];
                CollectionsMarshal.GetValueRefOrAddDefault(byEntry, entry, out _)++;
            }
        }
        _without = [.. entries.Select(e => MathF.Log(Prior / (e.Length + Prior)))];
        _gains = counts.ToDictionary(
            part => part.Key,
            part =>
            {
                var expected = Prior * part.Value.Values.Sum() / phrases;
                return part.Value.Select(e => (e.Key, MathF.Log((e.Value + expected) / expected))).ToArray();
            },
            StringComparer.Ordinal);
    }

    /// <summary>The chance of each entry, given that the question is for one of them; together 1.</summary>
    public float[] Of(string[] question)
    {
        var chances = new float[_without.Length];
        var told = 0f;
        foreach (var (part, weight) in PartsOf(question))
        {
            if (!_gains.TryGetValue(part, out var gains))
                continue;
            told += weight;
            foreach (var (entry, gain) in gains)
                chances[entry] += weight * gain;
        }
        for (var entry = 0; entry < chances.Length; entry++)
            chances[entry] = Independence * (chances[entry] + (told * _without[entry]));
        var most = chances.Max();
        var sum = 0f;
        foreach (ref var chance in chances.AsSpan())
            sum += chance = MathF.Exp(chance - most);
        foreach (ref var chance in chances.AsSpan())
            chance /= sum;
        return chances;
    }

    /// <summary>Words, pairs of neighbours with the beginning as one, and runs of three letters, each once.</summary>
    private static IEnumerable<(string Part, float Weight)> PartsOf(string[] words)
    {
        var parts = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            parts[words[i]] = 1;
            parts[$"{(i == 0 ? "^" : words[i - 1])} {words[i]}"] = PairWeight;
        }
        var text = $" {string.Join(' ', words)} ";
        for (var i = 0; i + 2 < text.Length; i++)
            parts[$"#{text.AsSpan(i, 3)}"] = RunWeight;
        return parts.Select(p => (p.Key, p.Value));
    }
}
