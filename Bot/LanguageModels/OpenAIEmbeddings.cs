using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;
using WireOptions = OpenAI.Embeddings.EmbeddingGenerationOptions;

namespace CampaignBot.LanguageModels;

/// <summary>Embeds texts over OpenAI's API. Every failure is a <see cref="ModelUnavailableException"/>.</summary>
internal sealed class OpenAIEmbeddings(EmbeddingClient client, EmbeddingGeneratorMetadata metadata) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var how = new WireOptions { Dimensions = options?.Dimensions ?? metadata.DefaultModelDimensions };
        return OpenAIConnection.CallAsync(
            async () => Checked(await client.GenerateEmbeddingsAsync(texts, how, cancellationToken), texts.Count), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null
        ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>As many vectors as texts, in their order, all of one length and of real numbers.</summary>
    private static GeneratedEmbeddings<Embedding<float>> Checked(OpenAIEmbeddingCollection embeddings, int count)
    {
        var vectors = embeddings.OrderBy(e => e.Index).Select(e => e.ToFloats()).ToList();
        if (vectors.Count != count || vectors.Exists(v => v.Length == 0 || v.Length != vectors[0].Length || v.Span.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)))
            throw new ModelUnavailableException(ModelFailure.Malformed, "not one vector a text");
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(v => new Embedding<float>(v) { ModelId = embeddings.Model }))
        {
            Usage = new UsageDetails { InputTokenCount = embeddings.Usage?.InputTokenCount, TotalTokenCount = embeddings.Usage?.TotalTokenCount },
        };
    }
}
