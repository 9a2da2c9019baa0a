using System.Buffers;
using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>A text to be found.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Questions">Ways of asking for it, where they are known.</param>
/// <param name="Sentences">The text itself.</param>
public readonly record struct Passage(string Title, IReadOnlyList<string> Questions, IReadOnlyList<string> Sentences)
{
    /// <summary>A passage of a text that is not yet cut into sentences.</summary>
    public static Passage Of(string title, IReadOnlyList<string> questions, string body) =>
        new(title, questions, [.. body.Split('\n').SelectMany(SentenceReader.Read)]);
}

/// <summary>A passage found.</summary>
/// <param name="Passage">Its place in the list the index was built from.</param>
/// <param name="Score">What it is ranked by; comparable within one search only.</param>
/// <param name="Likeness">How like the query its title or best question is, 0 to 1: what both say over all that either says.</param>
/// <param name="Coverage">The share of what the query says that the passage mentions anywhere, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Hit(int Passage, float Score, float Likeness, float Coverage);

/// <summary>
/// Ranks passages of one language by words. First BM25F over the stems of title, questions and body, with misspelt and unknown
/// words matched by their letters; then the best are read closely and ranked once more (<see cref="Reading"/>).
/// Built once, immutable, and safe for any number of readers at a time.
/// </summary>
public sealed class KnowledgeIndex
{
    /// <summary>So many are read closely; more are not worth asking for.</summary>
    internal const int Reranked = 30;

    // Chosen on public sets of questions (see ARCHITECTURE.md).
    private const float RarityPower = 0.84f;
    private const float GenericWeight = 0.5f;
    private const float NumberWeight = 1.3f;

    private readonly KnowledgeIndexBuilder.Built _built;
    private readonly WordForms _forms;
    private readonly float[] _rarity;

    private KnowledgeIndex(KnowledgeIndexBuilder.Built built, WordForms forms)
    {
        (_built, _forms) = (built, forms);
        _rarity = new float[built.Vocabulary.Count];
        for (var term = 0; term < _rarity.Length; term++)
            _rarity[term] = Rarity(built.PostingStarts[term + 1] - built.PostingStarts[term]);
        foreach (var term in GenericTerms(built.Vocabulary, forms))
            _rarity[term] *= GenericWeight;
    }

    private static HashSet<int> GenericTerms(Vocabulary vocabulary, WordForms forms)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        var generic = new HashSet<int>();
        foreach (var word in WordKin.Generic(forms))
        {
            if (vocabulary.TryFind(stem[..KnowledgeIndexBuilder.TermOf(word, forms, stem)], out var term))
                generic.Add(term);
        }
        return generic;
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
        Span<Reading> readings = stackalloc Reading[Math.Max(Reranked, hits.Length)];
        readings = readings[..Math.Min(Read(query, [], readings), hits.Length)];
        for (var i = 0; i < readings.Length; i++)
            hits[i] = new Hit(readings[i].Passage, readings[i].Score, readings[i].Likeness, readings[i].Coverage);
        return readings.Length;
    }

    /// <summary>Finds the passages that fit best and what there is in them to answer the query, best first.</summary>
    /// <param name="also">Passages to read, too, however few of the query's words they hold; each once.</param>
    /// <param name="readings">Receives them; holds at least <see cref="Reranked"/> and as many as there are to be read besides.</param>
    /// <returns>How many were found.</returns>
    internal int Read(ReadOnlySpan<char> query, ReadOnlySpan<int> also, Span<Reading> readings)
    {
        Span<QueryTerm> terms = stackalloc QueryTerm[QueryTerms.MaxTerms];
        Span<QueryWord> words = stackalloc QueryWord[QueryTerms.MaxWords];
        Span<float> rarities = stackalloc float[QueryTerms.MaxWords];
        var (termCount, wordCount) = QueryTerms.Read(query, _forms, _built.Vocabulary, _built.Kinds, terms, words);
        terms = terms[..termCount];
        words = words[..wordCount];
        rarities = rarities[..wordCount];
        rarities.Fill(Rarity(0));
        foreach (ref var term in terms)
        {
            var weight = _rarity[term.Term] * (words[term.Word].IsNumber ? NumberWeight : 1);
            // A word that is known weighs what it says; an unknown one weighs as the rarest, so that it is missed.
            if (term.IsExact)
                rarities[term.Word] = weight;
            term.Weight *= weight;
        }

        var found = Rank(terms, readings[..(readings.Length - also.Length)]);
        foreach (var passage in also)
        {
            if (!Holds(readings[..found], passage))
                readings[found++] = new Reading { Passage = passage };
        }
        readings = readings[..found];
        var reader = new PassageReader(_built, _rarity, terms, words, rarities, AskedKinds.Of(query, _forms));
        foreach (ref var reading in readings)
            reading = reader.Read(reading);
        readings.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        return readings.Length;
    }

    private static bool Holds(ReadOnlySpan<Reading> readings, int passage)
    {
        foreach (var reading in readings)
        {
            if (reading.Passage == passage)
                return true;
        }
        return false;
    }

    private int Rank(ReadOnlySpan<QueryTerm> terms, Span<Reading> best)
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
            for (; at > 0 && best[at - 1].Words < score; at--)
                best[at] = best[at - 1];
            best[at] = new Reading { Passage = p, Words = score };
            if (found == best.Length)
                least = best[^1].Words;
        }
        ArrayPool<float>.Shared.Return(scores);
        return found;
    }

    private float Rarity(int passages) =>
        MathF.Pow(MathF.Log(1 + ((Count - passages + 0.5f) / (passages + 0.5f))), RarityPower);
}
