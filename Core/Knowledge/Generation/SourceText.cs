using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>A text to be cited, read once.</summary>
/// <param name="Folded">All of it, folded, with a space before and after.</param>
internal sealed record SourceText(string Folded, IReadOnlyList<SourceSentence> Sentences)
{
    public static SourceText Of(CitedText text, string language)
    {
        var sentences = $"{text.Title}\n{text.Text}".Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => SentenceReader.Read(line.Replace("*", "", StringComparison.Ordinal)))
            .Select(s => new SourceSentence(s, FactReader.Read(s, language, out _), Negation.Of(s, language)));
        return new SourceText($" {FoldedText.Fold(text.Title)} ; {FoldedText.Fold(SentenceReader.WithoutLinks(text.Text))} ", [.. sentences]);
    }

    /// <summary>Whether these words stand in it, one after the other.</summary>
    public bool Says(string folded) => Folded.Contains($" {folded} ", StringComparison.Ordinal);
}

/// <summary>A sentence of a text to be cited.</summary>
internal sealed record SourceSentence(string Text, IReadOnlyList<Fact> Facts, Negation Meaning);
