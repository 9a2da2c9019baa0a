using System.Numerics;
using System.Runtime.InteropServices;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>A known n-gram of a text and how much it counts there.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Feature(int Index, float Weight);

/// <summary>The n-grams a model knows, and the weighing of a text by them that training and prediction share.</summary>
public sealed class Vocabulary
{
    /// <summary>The most n-grams a vocabulary holds.</summary>
    public const int MaxCount = 1 << 20;

    private readonly ulong[] keys;
    private readonly float[] rarity;
    private readonly int[] slots;

    /// <param name="keys">The n-grams' keys, each once.</param>
    /// <param name="rarity">For each, the factor by which it counts: the rarer, the more.</param>
    public Vocabulary(ulong[] keys, float[] rarity)
    {
        if (keys.Length > MaxCount || rarity.Length != keys.Length)
            throw new ArgumentException("A vocabulary has at most a million n-grams, each with its rarity.", nameof(keys));
        (this.keys, this.rarity) = (keys, rarity);
        slots = new int[BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2 + 1)];
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = SlotOf(keys[i]);
            if (slots[slot] != 0)
                throw new ArgumentException("An n-gram is in the vocabulary twice.", nameof(keys));
            slots[slot] = i + 1;
        }
    }

    /// <summary>The keys, by index.</summary>
    public ReadOnlySpan<ulong> Keys => keys;

    /// <summary>The factors, by index.</summary>
    public ReadOnlySpan<float> Rarity => rarity;

    /// <summary>How many n-grams are known.</summary>
    public int Count => keys.Length;

    /// <summary>Takes the n-grams that are in the most texts; among equals, the smaller key.</summary>
    public static Vocabulary Of(IReadOnlyCollection<string> texts, int maxCount)
    {
        var frequencies = new Dictionary<ulong, int>();
        Span<ulong> found = stackalloc ulong[NGrams.MaxCount];
        foreach (var text in texts)
        {
            var textKeys = found[..NGrams.Write(text, found)];
            textKeys.Sort();
            for (var i = 0; i < textKeys.Length; i++)
            {
                if (i == 0 || textKeys[i] != textKeys[i - 1])
                    CollectionsMarshal.GetValueRefOrAddDefault(frequencies, textKeys[i], out _)++;
            }
        }
        var kept = frequencies.OrderByDescending(f => f.Value).ThenBy(f => f.Key).Take(maxCount).ToArray();
        return new Vocabulary(
            [.. kept.Select(f => f.Key)],
            [.. kept.Select(f => 1 + (float)Math.Log((1.0 + texts.Count) / (1.0 + f.Value)))]);
    }

    /// <summary>
    /// Writes the text's known n-grams in ascending order of index and gives their number. Each weighs by its rarity and the logarithm of its
    /// count; words and runs of characters are scaled to the same length, and both together to length one.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="features">At least <see cref="NGrams.MaxCount"/> long.</param>
    public int Weigh(ReadOnlySpan<char> text, Span<Feature> features)
    {
        Span<ulong> found = stackalloc ulong[NGrams.MaxCount];
        Span<int> indices = stackalloc int[NGrams.MaxCount];
        var known = 0;
        foreach (var key in found[..NGrams.Write(text, found)])
        {
            if (slots[SlotOf(key)] is > 0 and var entry)
                indices[known++] = entry - 1;
        }
        indices = indices[..known];
        indices.Sort();

        var (count, wordSquares, runSquares) = (0, 0f, 0f);
        for (int start = 0, end; start < known; start = end)
        {
            for (end = start + 1; end < known && indices[end] == indices[start]; end++) { }
            var weight = rarity[indices[start]] * (1 + MathF.Log(end - start));
            (NGrams.IsRun(keys[indices[start]]) ? ref runSquares : ref wordSquares) += weight * weight;
            features[count++] = new Feature(indices[start], weight);
        }

        var groups = (wordSquares > 0 ? 1 : 0) + (runSquares > 0 ? 1 : 0);
        foreach (ref var feature in features[..count])
            feature = feature with { Weight = feature.Weight / MathF.Sqrt(groups * (NGrams.IsRun(keys[feature.Index]) ? runSquares : wordSquares)) };
        return count;
    }

    private int SlotOf(ulong key)
    {
        var slot = (int)(key >> 20) & (slots.Length - 1);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key)
            slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }
}
