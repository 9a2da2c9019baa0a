using System.Buffers;
using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>Turns passages into the arrays that <see cref="KnowledgeIndex"/> reads.</summary>
internal sealed class KnowledgeIndexBuilder
{
    /// <summary>Stands between parts of a passage, so that words of two parts never count as neighbours.</summary>
    public const int Boundary = -1;

    private const int Skipped = -1;
    private const int Fields = 3;

    // Chosen on public sets of questions (see ARCHITECTURE.md): a title says more than a body, and length counts less in it.
    private const float Saturation = 3f;
    private static readonly float[] FieldWeights = [7.6f, 4f, 1f];
    private static readonly float[] LengthWeights = [0.78f, 0.5f, 0.98f];

    private readonly WordForms _forms;
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _termIds;
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wordIds;
    private readonly List<int> _tokens = [];

    private KnowledgeIndexBuilder(WordForms forms)
    {
        _forms = forms;
        _termIds = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        _wordIds = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="Starts">Where each passage's tokens begin; one more than there are passages.</param>
    /// <param name="Bodies">Where each passage's body begins among the tokens.</param>
    /// <param name="PostingStarts">Where each term's postings begin; one more than there are terms.</param>
    /// <param name="PostingWeights">The share of the term's weight that each passage earns, 0 to 1.</param>
    internal sealed record Built(
        Vocabulary Vocabulary, int[] Starts, int[] Bodies, int[] Tokens, int[] PostingStarts, int[] PostingPassages, float[] PostingWeights);

    public static Built Build(IReadOnlyList<Passage> passages, WordForms forms)
    {
        var builder = new KnowledgeIndexBuilder(forms);
        var starts = new int[passages.Count + 1];
        var ends = new int[passages.Count * Fields];
        for (var p = 0; p < passages.Count; p++)
        {
            builder.Add(passages[p].Title, isQuestion: true);
            ends[p * Fields] = builder._tokens.Count;
            foreach (var question in passages[p].Questions)
            {
                builder._tokens.Add(Boundary);
                builder.Add(question, isQuestion: true);
            }
            ends[(p * Fields) + 1] = builder._tokens.Count;
            builder._tokens.Add(Boundary);
            builder.Add(passages[p].Body, isQuestion: false);
            ends[(p * Fields) + 2] = builder._tokens.Count;
            starts[p + 1] = builder._tokens.Count;
        }
        return builder.Invert(passages.Count, starts, ends);
    }

    private Built Invert(int passages, int[] starts, int[] ends)
    {
        var tokens = CollectionsMarshal.AsSpan(_tokens);
        var averages = AverageLengths(passages, starts, ends);
        var weights = new float[_terms.Count];
        var seen = new List<int>();
        var pairs = new List<(int Term, float Weight)>();
        var pairStarts = new int[passages + 1];
        var postingStarts = new int[_terms.Count + 1];
        for (var p = 0; p < passages; p++)
        {
            var token = starts[p];
            for (var field = 0; field < Fields; field++)
            {
                var end = ends[(p * Fields) + field];
                var length = (end - token) / averages[field];
                var weight = FieldWeights[field] / (1 - LengthWeights[field] + (LengthWeights[field] * length));
                for (; token < end; token++)
                {
                    var term = tokens[token];
                    if (term == Boundary)
                        continue;
                    if (weights[term] == 0)
                        seen.Add(term);
                    weights[term] += weight;
                }
            }
            foreach (var term in seen)
            {
                pairs.Add((term, weights[term] / (Saturation + weights[term])));
                postingStarts[term + 1]++;
                weights[term] = 0;
            }
            seen.Clear();
            pairStarts[p + 1] = pairs.Count;
        }
        for (var term = 1; term < postingStarts.Length; term++)
            postingStarts[term] += postingStarts[term - 1];

        var next = postingStarts.AsSpan(0, _terms.Count).ToArray();
        var postingPassages = new int[pairs.Count];
        var postingWeights = new float[pairs.Count];
        for (var p = 0; p < passages; p++)
        {
            for (var i = pairStarts[p]; i < pairStarts[p + 1]; i++)
            {
                var (term, weight) = pairs[i];
                postingPassages[next[term]] = p;
                postingWeights[next[term]++] = weight;
            }
        }
        var bodies = new int[passages];
        for (var p = 0; p < passages; p++)
            bodies[p] = ends[(p * Fields) + 1];
        return new Built(new Vocabulary(_terms), starts, bodies, tokens.ToArray(), postingStarts, postingPassages, postingWeights);
    }

    private static float[] AverageLengths(int passages, int[] starts, int[] ends)
    {
        var averages = new float[Fields];
        for (var p = 0; p < passages; p++)
        {
            var from = starts[p];
            for (var field = 0; field < Fields; field++)
            {
                averages[field] += (float)(ends[(p * Fields) + field] - from) / passages;
                from = ends[(p * Fields) + field];
            }
        }
        for (var field = 0; field < Fields; field++)
            averages[field] = Math.Max(averages[field], 1);
        return averages;
    }

    private void Add(string text, bool isQuestion)
    {
        var folded = ArrayPool<char>.Shared.Rent(text.Length + 1);
        var length = FoldedText.Fold(text, folded);
        foreach (var range in folded.AsSpan(0, length).Split(' '))
        {
            var word = folded.AsSpan(0, length)[range];
            if (word.Length == 0)
                continue;
            if (!_wordIds.TryGetValue(word, out var id))
                _wordIds[word] = id = Term(word);
            if (id != Skipped)
                _tokens.Add(id);
            // "Where" tells questions apart and says nothing in a body.
            else if (isQuestion && _forms.IsQuestionWord(_forms.WriteOut(word)))
                _tokens.Add(TermId(_forms.WriteOut(word)));
        }
        ArrayPool<char>.Shared.Return(folded);
    }

    private int Term(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        var full = _forms.WriteOut(word);
        if (_forms.IsCommon(full) || _forms.IsQuestionWord(full))
            return Skipped;
        full = full[..Math.Min(full.Length, WordForms.LongestWord)];
        return TermId(stem[.._forms.Stem(full, stem)]);
    }

    private int TermId(ReadOnlySpan<char> term)
    {
        if (!_termIds.TryGetValue(term, out var id))
            _termIds[term] = id = _terms.Count;
        return id;
    }
}
