using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>A term to look for.</summary>
/// <param name="Term">The term's number in the vocabulary.</param>
/// <param name="Word">Which of the query's words it stands for, from 0.</param>
/// <param name="Similarity">How like the query's word it is; 1 where it is that word.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct QueryTerm(int Term, int Word, float Similarity)
{
    /// <summary>Whether it means the same, and is not the same word in other letters.</summary>
    public bool IsSynonym { get; init; }

    /// <summary>Whether it is the query's word itself.</summary>
    public readonly bool IsExact => Similarity >= 1;

    /// <summary>How much finding it counts.</summary>
    public float Weight { get; set; }
}

/// <summary>A word of a query that says something.</summary>
/// <param name="IsName">Whether it is written as a name is, in the query or in the passages.</param>
/// <param name="IsNumber">Whether it is a number or a date.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueryWord(bool IsName, bool IsNumber);

/// <summary>Reads a query into the terms of a vocabulary.</summary>
internal static class QueryTerms
{
    /// <summary>Words beyond these are not looked for.</summary>
    public const int MaxWords = 40;

    /// <summary>Room for every word with the terms spelt almost like it, and those that mean the same.</summary>
    public const int MaxTerms = MaxWords * (1 + Nearby + Synonyms.MostPerWord);

    private const int Nearby = 4;

    // Chosen on public sets of questions: a word nobody knows is likely misspelt; a known one may have kin.
    private const float UnknownWeight = 0.8f;
    private const float KinWeight = 0.4f;
    private const float KinBeginning = 0.75f;
    private const float SynonymWeight = 0.3f;
    private const float SynonymSimilarity = 0.5f;
    private const int KinVocabulary = 20_000;
    private const float QuestionWordWeight = 0.5f;

    /// <param name="kinds">What each of the vocabulary's terms can be the answer to.</param>
    /// <param name="terms">Receives the terms; holds at least <see cref="MaxTerms"/>.</param>
    /// <param name="words">Receives the query's words that say something; holds at least <see cref="MaxWords"/>.</param>
    /// <returns>How many terms and how many words there are.</returns>
    public static (int Terms, int Words) Read(
        ReadOnlySpan<char> query, WordForms forms, Vocabulary vocabulary, ReadOnlySpan<TermKinds> kinds, Span<QueryTerm> terms, Span<QueryWord> words)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        Span<char> buffer = stackalloc char[TextWords.LongestPiece];
        Span<(int Term, float Similarity)> nearest = stackalloc (int, float)[Nearby];
        var (synonyms, count, said) = (Synonyms.In(forms), 0, 0);
        var read = new TextWords(query[..Math.Min(query.Length, FoldedText.MaxLength)], buffer);
        while (said < MaxWords && read.MoveNext())
        {
            var word = forms.WriteOut(read.Current);
            if (word.Length > WordForms.LongestWord)
                continue;
            var isCommon = forms.IsCommon(word) || forms.IsCourtesy(word);
            if (isCommon && read.IsAcronym && vocabulary.TryFind(read.Current, out var acronym))
            {
                words[said] = new QueryWord(true, false);
                terms[count++] = new QueryTerm(acronym, said++, 1) { Weight = 1 };
            }
            if (isCommon)
                continue;
            if (forms.IsQuestionWord(word))
            {
                if (vocabulary.TryFind(word, out var asked))
                {
                    words[said] = default;
                    terms[count++] = new QueryTerm(asked, said++, 1) { Weight = QuestionWordWeight };
                }
                continue;
            }
            var term = stem[..KnowledgeIndexBuilder.TermOf(word, forms, stem)];
            var first = count;
            var isKnown = vocabulary.TryFind(term, out var exact);
            var kind = isKnown ? kinds[exact] : WordKin.KindsOf(word);
            words[said] = new QueryWord(kind == TermKinds.Name || (kind == TermKinds.None && read is { IsCapital: true, IsFirst: false }), kind > TermKinds.Name);
            if (isKnown)
                terms[count++] = new QueryTerm(exact, said, 1) { Weight = 1 };
            if (!isKnown || vocabulary.Count <= KinVocabulary)
            {
                foreach (var (near, similarity) in nearest[..vocabulary.Nearest(term, nearest)])
                {
                    if (!isKnown || (near != exact && AreKin(term, vocabulary[near])))
                        terms[count++] = new QueryTerm(near, said, similarity) { Weight = similarity * (isKnown ? KinWeight : UnknownWeight) };
                }
            }
            foreach (var synonym in synonyms.Of(term))
            {
                if (vocabulary.TryFind(synonym, out var same) && !Holds(terms[first..count], same))
                    terms[count++] = new QueryTerm(same, said, SynonymSimilarity) { Weight = SynonymWeight, IsSynonym = true };
            }
            said++;
        }
        return (count, said);
    }

    /// <summary>Kin begin alike: "invade" and "invasion", but not "present" and "prevent".</summary>
    private static bool AreKin(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.CommonPrefixLength(b) >= KinBeginning * Math.Min(a.Length, b.Length);

    private static bool Holds(ReadOnlySpan<QueryTerm> terms, int term)
    {
        foreach (var other in terms)
        {
            if (other.Term == term)
                return true;
        }
        return false;
    }
}
