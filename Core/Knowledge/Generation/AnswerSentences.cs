using System.Globalization;
using System.Text.RegularExpressions;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>The sentences of a generated answer with the numbers that each cites.</summary>
internal static partial class AnswerSentences
{
    /// <summary>Reads line by line; a citation after a full stop belongs to the sentence before it. A line that ends in a colon leads to a list and shares its citations.</summary>
    public static IEnumerable<(string Sentence, IReadOnlyList<int> Cited)> Read(string answer)
    {
        var sentences = new List<(string Sentence, List<int> Cited)>();
        foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // "7 a.m. [1] Bring ..." reads as "7 a.m [1]. Bring ...", and so on.
            var ordered = CitationAfterStop().Replace(MonthStop().Replace(Bullet().Replace(line, "").Replace("*", "", StringComparison.Ordinal), "${month} "), "${cited}${stop}");
            foreach (var sentence in SentenceReader.Read(ordered))
            {
                var words = Grounding.Citation().Replace(sentence, "").Trim();
                var cited = Grounding.Citation().Matches(sentence).Select(m => int.TryParse(m.ValueSpan[1..^1], CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
                if (words.Any(char.IsLetterOrDigit))
                    sentences.Add((words, cited));
                else if (sentences.Count > 0)
                    sentences[^1].Cited.AddRange(cited);
            }
        }
        for (var i = sentences.Count - 2; i >= 0; i--)
        {
            if (sentences[i].Cited.Count == 0 && sentences[i].Sentence.EndsWith(':'))
                sentences[i].Cited.AddRange(sentences[i + 1].Cited);
        }
        return sentences.Select(s => (s.Sentence, (IReadOnlyList<int>)s.Cited));
    }

    [GeneratedRegex(@"(?<stop>[.!?])(?<cited>(\s*\[\d+\])+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex CitationAfterStop();

    [GeneratedRegex(@"\b(?<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.\s+(?=\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex MonthStop();

    [GeneratedRegex(@"^([-*•]|\d{1,2}[.)])\s+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Bullet();
}
