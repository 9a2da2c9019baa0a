using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>Turns passages into the arrays that <see cref="KnowledgeIndex"/> reads.</summary>
internal sealed class KnowledgeIndexBuilder
{
    /// <summary>Stands between parts of a passage, so that words of two parts never count as neighbours.</summary>
    public const int Boundary = -1;

    /// <summary>Stands after each sentence of a body.</summary>
    public const int SentenceEnd = -2;

    private const int Skipped = -1;

    /// <summary>A word with a capital in so many of the places where it doesn't begin a sentence is a name.</summary>
    private const float MostlyCapital = 0.7f;

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
    private readonly List<Writing> _writings = [];
    private readonly char[] _word = new char[TextWords.LongestPiece];

    private KnowledgeIndexBuilder(WordForms forms)
    {
        _forms = forms;
        _termIds = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        _wordIds = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="Starts">Where each passage's tokens begin; one more than there are passages.</param>
    /// <param name="Bodies">Where each passage's body begins among the tokens.</param>
    /// <param name="Kinds">What each term can be the answer to.</param>
    /// <param name="PostingStarts">Where each term's postings begin; one more than there are terms.</param>
    /// <param name="PostingWeights">The share of the term's weight that each passage earns, 0 to 1.</param>
    internal sealed record Built(
        Vocabulary Vocabulary, int[] Starts, int[] Bodies, int[] Tokens, TermKinds[] Kinds, int[] PostingStarts, int[] PostingPassages, float[] PostingWeights);

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
            foreach (var sentence in passages[p].Sentences)
            {
                builder.Add(sentence, isQuestion: false);
                builder._tokens.Add(SentenceEnd);
            }
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
                    if (term < 0)
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
        return new Built(new Vocabulary(_terms), starts, bodies, tokens.ToArray(), Kinds(), postingStarts, postingPassages, postingWeights);
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
        var words = new TextWords(text, _word);
        while (words.MoveNext())
        {
            var word = words.Current;
            if (!_wordIds.TryGetValue(word, out var id))
                _wordIds[word] = id = Term(word);
            if (id == Skipped && words.IsAcronym)
                id = TermId(word);
            // "Where" tells questions apart and says nothing in a body.
            if (id == Skipped && isQuestion && _forms.IsQuestionWord(_forms.WriteOut(word)))
                id = TermId(_forms.WriteOut(word));
            if (id == Skipped)
                continue;
            _tokens.Add(id);
            if (!words.IsFirst)
                Note(id, words.IsCapital);
        }
    }

    private void Note(int term, bool isCapital)
    {
        ref var writing = ref CollectionsMarshal.AsSpan(_writings)[term];
        writing = writing with { Times = writing.Times + 1, Capital = writing.Capital + (isCapital ? 1 : 0) };
    }

    private TermKinds[] Kinds()
    {
        var kinds = new TermKinds[_terms.Count];
        for (var term = 0; term < kinds.Length; term++)
        {
            var (own, times, capital) = _writings[term];
            kinds[term] = own == TermKinds.None && capital > times * MostlyCapital ? TermKinds.Name : own;
        }
        return kinds;
    }

    private int Term(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        var full = _forms.WriteOut(word);
        if (_forms.IsCommon(full) || _forms.IsQuestionWord(full))
            return Skipped;
        return TermId(stem[..TermOf(full[..Math.Min(full.Length, WordForms.LongestWord)], _forms, stem)], WordKin.KindsOf(full));
    }

    /// <summary>Cuts a written-out word to what it is compared by.</summary>
    /// <returns>Its length.</returns>
    public static int TermOf(ReadOnlySpan<char> word, WordForms forms, Span<char> term) =>
        forms.Stem(forms == WordForms.English ? WordKin.Base(word) : word, term);

    private int TermId(ReadOnlySpan<char> term, TermKinds kinds = TermKinds.None)
    {
        if (!_termIds.TryGetValue(term, out var id))
        {
            _termIds[term] = id = _terms.Count;
            _writings.Add(new Writing(kinds, 0, 0));
        }
        return id;
    }

    /// <summary>What a term is by itself, and how often it was written within a sentence, and with a capital.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Writing(TermKinds Own, int Times, int Capital);
}
