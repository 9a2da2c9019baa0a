using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Answers by words, and where they leave it open by meaning too: the question is embedded and looked for among the entries'
/// embeddings. While those are not there yet, and whenever the model can't be used, the words alone decide.
/// </summary>
/// <param name="generator">Fails within its deadline with a <see cref="ModelUnavailableException"/>.</param>
public sealed class HybridSearch(IEmbeddingGenerator<string, Embedding<float>> generator, Answerer answerer)
{
    /// <summary>The answer's confidence from which the words alone are sure enough.</summary>
    private const float Sure = 0.8f;

    /// <summary>Every text whose embedding <see cref="Answerer.UseVectors"/> wants, each once.</summary>
    public static IReadOnlyList<string> TextsOf(CampaignContent content) =>
    [
        .. content.Entries.SelectMany(EntryVectors.TextsOf).Concat(content.Examples.SelectMany(e => e.Utterances)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Answers a question.</summary>
    /// <param name="shown">The question as a model may see it, without personal data.</param>
    public async Task<Answer> AskAsync(string question, string shown, string language, CancellationToken cancellationToken)
    {
        var byWords = answerer.Ask(question, language);
        if (!answerer.HasVectors || byWords is Answer.Elsewhere or Answer.Expired or Answer.Found { Confidence: >= Sure })
            return byWords;
        try
        {
            var vector = (await generator.GenerateAsync([shown], cancellationToken: cancellationToken))[0].Vector;
            return answerer.Ask(question, language, vector);
        }
        catch (ModelUnavailableException)
        {
            // Whoever makes the generator counts and logs it.
            return byWords;
        }
    }
}
