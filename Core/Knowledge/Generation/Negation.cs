using System.Collections.Frozen;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>Whether a sentence says no, and the stems of what it speaks of.</summary>
internal sealed record Negation(bool IsNegated, FrozenSet<string> Stems)
{
    private static readonly FrozenSet<string> No = new[]
    {
        "not", "no", "never", "cannot", "cant", "dont", "doesnt", "didnt", "wont", "isnt", "arent", "wasnt", "shouldnt", "mustnt", "couldnt", "wouldnt", "without", "nobody", "none", "neither", "nor", "nothing",
        "nunca", "jamas", "sin", "ningun", "ninguna", "ninguno", "nadie", "nada", "tampoco", "ni",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static Negation Of(string sentence, string language)
    {
        var (forms, stems, isNegated) = (WordForms.Of(language), new HashSet<string>(StringComparer.Ordinal), false);
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        foreach (var word in FoldedText.Fold(sentence).Split(' '))
        {
            isNegated |= No.Contains(word);
            if (word.Length is > 2 and <= WordForms.LongestWord && !No.Contains(word) && !forms.IsCommon(word))
                stems.Add(stem[..forms.Stem(word, stem)].ToString());
        }
        return new Negation(isNegated, stems.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The share of this sentence's stems that another has, 0 to 1.</summary>
    public double SharedBy(Negation other) => Stems.Count == 0 ? 0 : Stems.Count(other.Stems.Contains) / (double)Stems.Count;
}
