using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>A passage that may answer a question.</summary>
/// <param name="Passage">Its place in the list the finder was made from.</param>
/// <param name="Sentence">Of its sentences the one that answers best, from 0.</param>
/// <param name="Confidence">The chance that it answers, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PassageFound(int Passage, int Sentence, float Confidence);

/// <summary>
/// Finds the passages that may answer a question, by words and, where there are vectors of meaning, by these as well, and tells how sure it is.
/// Immutable and safe for any number of callers.
/// </summary>
public sealed class PassageFinder
{
    /// <summary>In reciprocal rank fusion, how little the first ranks stand out (Cormack, Clarke, Büttcher, 2009).</summary>
    private const float RankOffset = 60;

    private readonly IReadOnlyList<Passage> _passages;
    private readonly WordForms _forms;
    private readonly KnowledgeIndex _index;

    /// <param name="passages">All in one language (ISO 639-1).</param>
    public PassageFinder(IReadOnlyList<Passage> passages, string language) =>
        (_passages, _forms, _index) = (passages, WordForms.Of(language), KnowledgeIndex.Build(passages, language));

    /// <summary>What may answer a question, the likeliest first.</summary>
    /// <param name="most">At most so many; beyond 30 there is nothing worth reading.</param>
    public IReadOnlyList<PassageFound> Find(string question, int most) => Find(question, most, [], null);

    /// <summary>What may answer a question, ranked by words and by meaning: the reciprocal ranks in both, added up.</summary>
    /// <param name="meaning">The question's vector, of any length but zero.</param>
    /// <param name="vectors">Those of the passages, in their order; null to rank by words alone.</param>
    /// <exception cref="ArgumentException">There is not a vector for each passage.</exception>
    public IReadOnlyList<PassageFound> Find(string question, int most, ReadOnlySpan<float> meaning, PassageVectors? vectors)
    {
        if (vectors is not null && vectors.Count != _passages.Count)
            throw new ArgumentException($"There are {vectors.Count} vectors for {_passages.Count} passages.", nameof(vectors));
        Span<int> near = stackalloc int[vectors is null ? 0 : KnowledgeIndex.Reranked];
        near = near[..(vectors?.Nearest(meaning, near) ?? 0)];
        Span<Reading> readings = stackalloc Reading[2 * KnowledgeIndex.Reranked];
        readings = readings[.._index.Read(question, near, readings)];
        if (near.Length > 0)
            Fuse(readings, near);
        var denies = Opposites.Denies(question, _forms);
        var found = new PassageFound[Math.Min(most, readings.Length)];
        for (var i = 0; i < found.Length; i++)
            found[i] = new PassageFound(readings[i].Passage, readings[i].Best, Confidence(question, denies, readings[i]));
        return found;
    }

    /// <summary>Orders what was ranked by words by its ranks in both; what neither found among its first has no rank there.</summary>
    private static void Fuse(Span<Reading> readings, ReadOnlySpan<int> near)
    {
        Span<float> ranks = stackalloc float[readings.Length];
        for (var i = 0; i < readings.Length; i++)
        {
            var byMeaning = near.IndexOf(readings[i].Passage);
            // Sorted upwards: the largest sum first.
            ranks[i] = -(readings[i].Words > 0 ? 1 / (RankOffset + i) : 0) - (byMeaning >= 0 ? 1 / (RankOffset + byMeaning) : 0);
        }
        ranks.Sort(readings);
    }

    /// <summary>
    /// Whether the passage is about what is asked, and then whether it says that: two logistic regressions, fitted on half of SQuAD 2, on questions
    /// asked of texts that are about other things and on questions that only seem to be answered. Where it is about it, only the second counts.
    /// </summary>
    private float Confidence(string question, bool denies, in Reading reading)
    {
        const float Enough = 0.3f;
        // A word alone says too little of what is asked.
        if (reading.QueryLength < 2)
            return 0;
        var sentences = _passages[reading.Passage].Sentences;
        var (words, score) = (reading.QueryLength / 10f, reading.Score / 20);
        var isAboutIt = Logistic((8.54f * score) + (4.05f * reading.Exact) + (2.39f * words) - 6.48f);
        var isDenied = denies && !(reading.Best < sentences.Count && Opposites.Denies(sentences[reading.Best], _forms));
        var opposites = Math.Min(2, Opposites.Between(question, sentences));
        var saysIt = Logistic(
            (1.3f * score) + (1.24f * reading.Stretch) + (0.49f * reading.Answering) + (0.73f * words) - (2.83f * reading.Exact)
            - (2.12f * reading.RarestMissing) - (2.9f * reading.BestLacks) - (2.43f * reading.BestLacksNumbers)
            - (isDenied ? 3.02f : 0) - (denies ? 0.91f : 0) - (1.54f * opposites) + 0.7f);
        return saysIt * Math.Min(1, isAboutIt / Enough);
    }

    private static float Logistic(float z) => 1 / (1 + MathF.Exp(-z));
}
