using System.Collections.Frozen;
using System.Text;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>Chooses what to quote of a section around the sentence that answers, so that it can be understood by itself.</summary>
internal static class Quotation
{
    /// <summary>A section no longer than this, in characters, and of few sentences, is quoted whole.</summary>
    private const int ShortSection = 280;
    private const int FewSentences = 3;

    /// <summary>A list longer than this is quoted by the item that answers and those around it.</summary>
    private const int LongList = 700;

    /// <summary>A sentence shorter than this takes the next with it.</summary>
    private const int ShortSentence = 50;

    /// <summary>A sentence that begins so speaks of what the one before it said.</summary>
    private static readonly FrozenSet<string> Leaning = """
        it they this these that those he she his her its their such then so but however also otherwise instead there both either neither
        esto esta este estos estas eso esa ese ello ellos ellas su sus tambien pero sin embargo ademas entonces asi ambos
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="best">The sentence that answers, from 0.</param>
    public static string Of(DocumentSection section, int best)
    {
        var sentences = section.Sentences;
        if (sentences.Count(s => !s.IsItem) <= FewSentences && sentences.Sum(s => s.Text.Length) <= ShortSection)
            return Join(sentences, 0, sentences.Count);
        var first = best;
        if (sentences[best].IsItem || (best + 1 < sentences.Count && sentences[best + 1].IsItem))
            return List(sentences, best);
        if (best > 0 && !sentences[best - 1].IsItem && Leaning.Contains(FoldedText.Fold(sentences[best].Text).Split(' ')[0]))
            first--;
        var end = best + 1;
        if (first == best && end < sentences.Count && sentences[best].Text.Length < ShortSentence && !sentences[end].IsItem)
            end++;
        return Join(sentences, first, end);
    }

    /// <summary>A list with the sentence before it, around one of them.</summary>
    private static string List(IReadOnlyList<Sentence> sentences, int best)
    {
        var first = sentences[best].IsItem ? best : best + 1;
        while (first > 0 && sentences[first - 1].IsItem)
            first--;
        var end = Math.Max(best, first);
        while (end < sentences.Count && sentences[end].IsItem)
            end++;
        var lead = first > 0 ? sentences[first - 1].Markdown + "\n\n" : "";
        if (sentences.Skip(first).Take(end - first).Sum(s => s.Text.Length) <= LongList || !sentences[best].IsItem)
            return lead + Join(sentences, first, end);
        return $"{lead}{(best > first ? "- …\n" : "")}{Join(sentences, best, best + 1)}{(best + 1 < end ? "\n- …" : "")}";
    }

    private static string Join(IReadOnlyList<Sentence> sentences, int first, int end)
    {
        var text = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            var afterItem = i > first && sentences[i - 1].IsItem;
            if (i > first)
                text.Append(sentences[i].IsItem ? afterItem ? "\n" : "\n\n" : afterItem ? "\n\n" : " ");
            text.Append(sentences[i].IsItem ? "- " : "").Append(sentences[i].Markdown);
        }
        return text.ToString();
    }
}
