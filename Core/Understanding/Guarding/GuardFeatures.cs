using System.Buffers;
using System.Numerics;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>
/// What the guard sees of a piece of text: its n-grams, its concepts, which concept follows which within a few words, what it begins
/// with, and marks of form such as words in capitals amid others, brackets, labels, things to be said in quotes.
/// </summary>
internal sealed class GuardFeatures(Vocabulary vocabulary)
{
    /// <summary>The most features a piece has.</summary>
    public const int MaxCount = NGrams.MaxCount + MaxMarks;

    private const int MaxMarks = 1_024;
    private const int MaxWords = 160;
    private const int Reach = 7;
    private const int Forms = 16;
    private const float MarksScale = 1.2f;

    private static readonly SearchValues<char> Brackets = SearchValues.Create("{}<>[]|$\\");
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”«»„");

    private static int Pairs => (Concepts.Count + 1) * Concepts.Count;

    /// <summary>The n-grams among them.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>How many features there are.</summary>
    public int Count => vocabulary.Count + Concepts.Count + Pairs + Forms;

    /// <summary>Writes the features and gives their number.</summary>
    /// <param name="piece">Text without disguise.</param>
    /// <param name="features">At least <see cref="MaxCount"/> long.</param>
    public int Weigh(ReadOnlySpan<char> piece, Span<Feature> features)
    {
        var count = vocabulary.Weigh(piece, features);
        Span<int> marks = stackalloc int[MaxMarks];
        marks = marks[..Mark(piece, marks)];
        marks.Sort();
        var distinct = 0;
        for (var i = 0; i < marks.Length; i++)
        {
            if (i == 0 || marks[i] != marks[i - 1])
                marks[distinct++] = marks[i];
        }
        var weight = MarksScale / MathF.Sqrt(Math.Max(distinct, 4));
        foreach (var mark in marks[..distinct])
            features[count++] = new Feature(vocabulary.Count + mark, weight);
        return count;
    }

    private static int Mark(ReadOnlySpan<char> piece, Span<int> marks)
    {
        Span<char> folded = stackalloc char[PlainText.MaxLength];
        ReadOnlySpan<char> text = folded[..FoldedText.Fold(piece, folded)];
        Span<ulong> recent = stackalloc ulong[MaxWords];
        var (count, words) = (0, 0);
        foreach (var range in text.Split(' '))
        {
            if (words == MaxWords)
                break;
            var bits = Concepts.Of(text[range]);
            for (var rest = bits; rest != 0 && count < marks.Length - Forms; rest &= rest - 1)
            {
                var concept = BitOperations.TrailingZeroCount(rest);
                marks[count++] = concept;
                if (words < 2)
                    marks[count++] = Pair(Concepts.Count, concept);
                var before = 0UL;
                for (var back = 1; back <= Math.Min(Reach, words); back++)
                    before |= recent[words - back];
                for (; before != 0 && count < marks.Length - Forms; before &= before - 1)
                    marks[count++] = Pair(BitOperations.TrailingZeroCount(before), concept);
            }
            recent[words++] = bits;
        }
        return count + MarkForm(piece, words, marks[count..]);
    }

    private static int Pair(int first, int second) => Concepts.Count + (first * Concepts.Count) + second;

    private static int MarkForm(ReadOnlySpan<char> piece, int words, Span<int> marks)
    {
        var (longestLoud, smalls, loud) = (0, 0, 0);
        foreach (var range in piece.Split(' '))
        {
            var word = piece[range];
            var isSmall = word.ContainsAnyInRange('a', 'z');
            loud = word.Length >= 3 && !isSmall && word.ContainsAnyInRange('A', 'Z') ? loud + 1 : 0;
            longestLoud = Math.Max(longestLoud, loud);
            smalls += isSmall ? 1 : 0;
        }
        ReadOnlySpan<bool> forms =
        [
            longestLoud >= 3,
            longestLoud >= 3 && smalls >= 3,
            piece.ContainsAny(Brackets),
            piece.ContainsAny(Quotes),
            piece.Contains(": ", StringComparison.Ordinal) || piece.EndsWith(":"),
            piece.Contains("\n\n", StringComparison.Ordinal) || piece.Contains("\\n", StringComparison.Ordinal),
            piece.Contains("###", StringComparison.Ordinal) || piece.Contains("---", StringComparison.Ordinal),
            piece.Contains("('", StringComparison.Ordinal) || piece.Contains("(\"", StringComparison.Ordinal) || piece.Contains("```", StringComparison.Ordinal),
            piece.Contains('!'),
            piece.TrimEnd().EndsWith("?"),
            words > 40,
            words > 90,
            words < 4,
            piece.Contains(Disguise.Spaced),
        ];
        var count = 0;
        for (var form = 0; form < forms.Length; form++)
        {
            if (forms[form])
                marks[count++] = Concepts.Count + Pairs + form;
        }
        return count;
    }
}
