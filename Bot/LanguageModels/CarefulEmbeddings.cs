using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;

namespace CampaignBot.LanguageModels;

/// <summary>An embedding generator that keeps to the deadline, the budget and the pauses (<see cref="ModelCalls"/>).</summary>
internal sealed class CarefulEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, ModelCalls calls)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <inheritdoc/>
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        return calls.RunAsync(
            "embed",
            texts.Sum(TokenEstimate.Of),
            async token =>
            {
                var embeddings = await base.GenerateAsync(texts, options, token);
                return (embeddings, embeddings.Usage?.TotalTokenCount);
            },
            cancellationToken);
    }
}
