using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Understanding;
using Microsoft.Extensions.AI;

namespace CampaignBot.LanguageModels;

/// <summary>Embeddings of the content's texts, each kept in the store under its text's hash and its model, so that it is paid for once.</summary>
internal sealed partial class StoredVectors(
    IEmbeddingGenerator<string, Embedding<float>> generator, IDocumentStore documents, LanguageModelOptions options, TimeProvider clock)
{
    /// <summary>One embedding.</summary>
    public static DocumentKind Kind { get; } = new("embedding");

    // So few that a model on one processor is done with them within the deadline.
    private const int Batch = 16;

    // What a text that has left the content leaves behind goes away by itself.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    private readonly string _partition = Hash(string.Create(CultureInfo.InvariantCulture, $"{options.EmbeddingModel} {options.EmbeddingDimensions}"));

    /// <summary>The embeddings of texts, those that aren't stored yet made and stored.</summary>
    /// <exception cref="ModelUnavailableException">The model can't be used; what was made before is stored.</exception>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var text in texts)
        {
            if (await documents.ReadAsync(Key(text), cancellationToken) is { } document)
                vectors[text] = MemoryMarshal.Cast<byte, float>(JsonSerializer.Deserialize(document.Body.Span, StoredVectorsJson.Default.Stored)!.Vector).ToArray();
            else
                missing.Add(text);
        }

        foreach (var batch in missing.Chunk(Batch))
        {
            var made = await generator.GenerateAsync(batch, cancellationToken: cancellationToken);
            foreach (var (i, text) in batch.Index())
            {
                vectors[text] = made[i].Vector;
                var body = JsonSerializer.SerializeToUtf8Bytes(new Stored(MemoryMarshal.AsBytes(made[i].Vector.Span).ToArray()), StoredVectorsJson.Default.Stored);
                await documents.WriteAsync(new DocumentWrite(Key(text), body, Expires: clock.GetUtcNow() + Kept), cancellationToken);
            }
        }
        return vectors.Values.DistinctBy(v => v.Length).Count() <= 1
            ? vectors
            : throw new ModelUnavailableException(ModelFailure.Malformed, "vectors of several lengths");
    }

    private DocumentKey Key(string text) => new(Kind.Name, _partition, Hash(text));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <param name="Vector">Floats, the lowest byte first.</param>
    internal sealed record Stored(byte[] Vector);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Stored))]
    internal sealed partial class StoredVectorsJson : JsonSerializerContext;
}
