namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>The parts of a message that are judged on their own: the whole of it, its sentences, and in a short one neighbouring sentences together.</summary>
internal static class Pieces
{
    private const int MaxSentences = 24;
    private const int LongestSentence = 240;
    private const int LeastWords = 2;
    private const int Short = 600;

    /// <summary>The whole first, then the others; all without disguise.</summary>
    public static List<string> Of(string text)
    {
        var plain = Disguise.Remove(text.Length <= Guard.MaxLength ? text : text[..Guard.MaxLength]);
        var pieces = new List<string> { plain };
        var sentences = Sentences(plain);
        if (sentences.Count > 1)
        {
            for (var i = 0; i < sentences.Count; i++)
            {
                pieces.Add(plain[sentences[i]]);
                if (i + 1 < sentences.Count && plain.Length <= Short)
                    pieces.Add(plain[sentences[i].Start..sentences[i + 1].End]);
            }
        }
        return pieces;
    }

    private static List<Range> Sentences(string text)
    {
        var sentences = new List<Range>();
        var (start, words) = (0, 0);
        for (var i = 0; i < text.Length && sentences.Count < MaxSentences; i++)
        {
            var isEnd = text[i] is '.' or '!' or '?' or '\n' or ';' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]) || text[i] == '\n');
            if (char.IsWhiteSpace(text[i]))
                words++;
            if ((isEnd && words >= LeastWords) || i - start >= LongestSentence && char.IsWhiteSpace(text[i]))
            {
                sentences.Add(start..(i + 1));
                (start, words) = (i + 1, 0);
            }
        }
        if (start < text.Length && !string.IsNullOrWhiteSpace(text[start..]))
            sentences.Add(start..text.Length);
        return sentences;
    }
}
