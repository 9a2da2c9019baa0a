using System.Buffers;
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
    /// <summary>Whether it is the query's word itself.</summary>
    public readonly bool IsExact => Similarity >= 1;

    /// <summary>How much finding it counts.</summary>
    public float Weight { get; set; }
}

/// <summary>Reads a query into the terms of a vocabulary.</summary>
internal static class QueryTerms
{
    /// <summary>Words beyond these are not looked for.</summary>
    public const int MaxWords = 40;

    /// <summary>Room for every word with the terms spelt almost like it.</summary>
    public const int MaxTerms = MaxWords * (Nearby + 1);

    private const int Nearby = 4;

    // Chosen on public sets of questions: a word nobody knows is likely misspelt; a known one may have kin.
    private const float UnknownWeight = 0.8f;
    private const float KinWeight = 0.27f;
    private const int KinVocabulary = 20_000;
    private const float QuestionWordWeight = 0.5f;

    /// <param name="terms">Receives the terms; holds at least <see cref="MaxTerms"/>.</param>
    /// <param name="words">How many of the query's words say something.</param>
    /// <returns>How many terms there are.</returns>
    public static int Read(
        ReadOnlySpan<char> query, WordForms forms, Vocabulary vocabulary, Span<QueryTerm> terms, out int words)
    {
        var buffer = ArrayPool<char>.Shared.Rent(FoldedText.MaxLength);
        var folded = buffer.AsSpan(0, FoldedText.Fold(query, buffer.AsSpan(0, FoldedText.MaxLength)));
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        Span<(int Term, float Similarity)> nearest = stackalloc (int, float)[Nearby];
        var count = 0;
        words = 0;
        foreach (var range in folded.Split(' '))
        {
            var word = forms.WriteOut(folded[range]);
            if (words == MaxWords)
                break;
            if (word.Length is 0 or > WordForms.LongestWord || forms.IsCommon(word) || forms.IsCourtesy(word))
                continue;
            if (forms.IsQuestionWord(word))
            {
                if (vocabulary.TryFind(word, out var asked))
                    terms[count++] = new QueryTerm(asked, words++, 1) { Weight = QuestionWordWeight };
                continue;
            }
            var term = stem[..forms.Stem(word, stem)];
            var isKnown = vocabulary.TryFind(term, out var exact);
            if (isKnown)
                terms[count++] = new QueryTerm(exact, words, 1) { Weight = 1 };
            if (isKnown && vocabulary.Count > KinVocabulary)
            {
                words++;
                continue;
            }
            foreach (var (near, similarity) in nearest[..vocabulary.Nearest(term, nearest)])
            {
                if (!isKnown || near != exact)
                    terms[count++] = new QueryTerm(near, words, similarity) { Weight = similarity * (isKnown ? KinWeight : UnknownWeight) };
            }
            words++;
        }
        ArrayPool<char>.Shared.Return(buffer);
        return count;
    }
}
