using System.Buffers;
using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>A text to be found.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Questions">Ways of asking for it, where they are known.</param>
/// <param name="Body">The text itself.</param>
public readonly record struct Passage(string Title, IReadOnlyList<string> Questions, string Body);

/// <summary>A passage found.</summary>
/// <param name="Passage">Its place in the list the index was built from.</param>
/// <param name="Score">What it is ranked by; comparable within one search only.</param>
/// <param name="Likeness">How like the query its title or best question is, 0 to 1: what both say over all that either says.</param>
/// <param name="Coverage">The share of what the query says that the passage mentions anywhere, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Hit(int Passage, float Score, float Likeness, float Coverage);

/// <summary>
/// Ranks passages of one language by words. First BM25F over the stems of title, questions and body, with misspelt and unknown
/// words matched by their letters; then the best are ranked once more by words that stand together.
/// Built once, immutable, and safe for any number of readers at a time.
/// </summary>
public sealed class KnowledgeIndex
{
    // Chosen on public sets of questions (see ARCHITECTURE.md).
    private const float RarityPower = 0.84f;
    private const float PairWeight = 0.37f;
    private const int PairDistance = 3;
    private const float StretchWeight = 0.36f;
    private const int StretchLength = 16;
    private const int Reranked = 30;

    private readonly KnowledgeIndexBuilder.Built _built;
    private readonly WordForms _forms;
    private readonly float[] _rarity;

    private KnowledgeIndex(KnowledgeIndexBuilder.Built built, WordForms forms)
    {
        (_built, _forms) = (built, forms);
        _rarity = new float[built.Vocabulary.Count];
        for (var term = 0; term < _rarity.Length; term++)
            _rarity[term] = Rarity(built.PostingStarts[term + 1] - built.PostingStarts[term]);
    }

    /// <summary>How many passages there are.</summary>
    public int Count => _built.Bodies.Length;

    /// <summary>Builds an index over passages of one language (ISO 639-1).</summary>
    public static KnowledgeIndex Build(IReadOnlyList<Passage> passages, string language)
    {
        var forms = WordForms.Of(language);
        return new KnowledgeIndex(KnowledgeIndexBuilder.Build(passages, forms), forms);
    }

    /// <summary>Finds the passages that fit best, best first.</summary>
    /// <param name="hits">Receives them; at most 30 are worth asking for.</param>
    /// <returns>How many were found.</returns>
    public int Search(ReadOnlySpan<char> query, Span<Hit> hits)
    {
        Span<QueryTerm> buffer = stackalloc QueryTerm[QueryTerms.MaxTerms];
        Span<float> slots = stackalloc float[QueryTerms.MaxWords];
        var read = QueryTerms.Read(query, _forms, _built.Vocabulary, buffer, out var words);
        var terms = buffer[..read];
        slots = slots[..words];
        slots.Fill(Rarity(0));
        foreach (ref var term in terms)
        {
            // A word that is known weighs what it says; an unknown one weighs as the rarest, so that it is missed.
            if (term.IsExact)
                slots[term.Word] = _rarity[term.Term];
            term.Weight *= _rarity[term.Term];
        }

        Span<Hit> best = stackalloc Hit[Math.Max(Reranked, hits.Length)];
        best = best[..Rank(terms, best)];
        foreach (ref var hit in best)
            hit = Reread(hit, terms, slots);
        best.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        best = best[..Math.Min(best.Length, hits.Length)];
        best.CopyTo(hits);
        return best.Length;
    }

    private int Rank(ReadOnlySpan<QueryTerm> terms, Span<Hit> best)
    {
        var scores = ArrayPool<float>.Shared.Rent(Count);
        scores.AsSpan(0, Count).Clear();
        foreach (var term in terms)
        {
            for (var i = _built.PostingStarts[term.Term]; i < _built.PostingStarts[term.Term + 1]; i++)
                scores[_built.PostingPassages[i]] += term.Weight * _built.PostingWeights[i];
        }
        var found = 0;
        var least = 0f;
        for (var p = 0; p < Count; p++)
        {
            var score = scores[p];
            if (score <= least)
                continue;
            var at = found < best.Length ? found++ : best.Length - 1;
            for (; at > 0 && best[at - 1].Score < score; at--)
                best[at] = best[at - 1];
            best[at] = new Hit(p, score, 0, 0);
            if (found == best.Length)
                least = best[^1].Score;
        }
        ArrayPool<float>.Shared.Return(scores);
        return found;
    }

    /// <summary>Reads one passage's words in order: which of the query's words stand together, and in which of its questions.</summary>
    private Hit Reread(Hit hit, ReadOnlySpan<QueryTerm> terms, ReadOnlySpan<float> slots)
    {
        const int Never = int.MinValue / 2;
        Span<int> lastSeen = stackalloc int[slots.Length];
        Span<float> weights = stackalloc float[slots.Length];
        Span<bool> paired = stackalloc bool[slots.Length];
        Span<float> inPassage = stackalloc float[slots.Length];
        Span<float> inPart = stackalloc float[slots.Length];
        paired.Clear();
        inPassage.Clear();
        weights.Clear();
        lastSeen.Fill(Never);
        inPart.Clear();
        var asked = Sum(slots);
        var (pairs, stretch, likeness, said) = (0f, 0f, 0f, 0f);
        var end = _built.Starts[hit.Passage + 1];
        for (var i = _built.Starts[hit.Passage]; i < end; i++)
        {
            var token = _built.Tokens[i];
            if (token == KnowledgeIndexBuilder.Boundary)
            {
                likeness = Math.Max(likeness, 2 * Sum(inPart) / (asked + said));
                said = 0;
                lastSeen.Fill(Never);
                inPart.Clear();
                continue;
            }
            said += _rarity[token];
            foreach (var term in terms)
            {
                if (term.Term != token)
                    continue;
                var word = term.Word;
                pairs += term.Weight * (Pair(word - 1, word, word - 1, i, lastSeen, paired) + Pair(word, word + 1, word + 1, i, lastSeen, paired));
                lastSeen[word] = i;
                weights[word] = term.Weight;
                var alike = slots[word] * term.Similarity;
                inPart[word] = Math.Max(inPart[word], alike);
                inPassage[word] = Math.Max(inPassage[word], alike);
                stretch = Math.Max(stretch, Stretch(i, lastSeen, weights));
            }
        }
        return new Hit(
            hit.Passage,
            hit.Score + (PairWeight * pairs) + (StretchWeight * stretch),
            likeness,
            asked > 0 ? Sum(inPassage) / asked : 0);
    }

    /// <summary>1 where two neighbours of the query are met close together for the first time, else 0.</summary>
    private static int Pair(int first, int second, int other, int position, ReadOnlySpan<int> lastSeen, Span<bool> paired)
    {
        if (first < 0 || second >= lastSeen.Length || paired[first])
            return 0;
        var distance = position - lastSeen[other];
        if (distance is 0 or > PairDistance)
            return 0;
        paired[first] = true;
        return 1;
    }

    /// <summary>The weight of the query's words within the last few words.</summary>
    private static float Stretch(int position, ReadOnlySpan<int> lastSeen, ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var word = 0; word < lastSeen.Length; word++)
        {
            if (position - lastSeen[word] < StretchLength)
                sum += weights[word];
        }
        return sum;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private float Rarity(int passages) =>
        MathF.Pow(MathF.Log(1 + ((Count - passages + 0.5f) / (passages + 0.5f))), RarityPower);
}
