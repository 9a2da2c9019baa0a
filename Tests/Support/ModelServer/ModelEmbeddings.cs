using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CampaignBot.Tests.Support;

/// <summary>
/// The embeddings of a <see cref="ModelServer"/>: a text's direction is that of its words, each of which has one of its own, so
/// texts that share words are near each other. Words may be told to mean the same.
/// </summary>
public sealed class ModelEmbeddings
{
    private const int MaxInputs = 2_048;
    private const int MaxTokens = 8_192;
    private const int LongestFiller = 3;
    private const float FillerWeight = 0.2f;

    /// <summary>Names of the models there are, with the length of their vectors.</summary>
    public Dictionary<string, int> Models { get; } = new() { ["text-embedding-3-small"] = 256, ["nomic-embed-text"] = 96 };

    /// <summary>What words mean, in lower case: two with one meaning point the same way.</summary>
    public Dictionary<string, string> Meanings { get; } = [];

    internal async Task EmbedAsync(HttpContext context)
    {
        var body = (JsonObject)context.Items[nameof(ModelRequest)]!;
        if (Wrong(body, out var inputs, out var dimensions) is { } error)
        {
            await error.WriteAsync(context);
            return;
        }

        var asBase64 = body["encoding_format"]?.GetValue<string>() == "base64";
        var tokens = inputs.Sum(ModelChat.Tokens);
        await context.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                data = inputs.Select((text, index) => new { @object = "embedding", index, embedding = Encode(Vector(text, dimensions), asBase64) }),
                model = body["model"]!.GetValue<string>(),
                usage = new { prompt_tokens = tokens, total_tokens = tokens },
            },
            context.RequestAborted);
    }

    /// <summary>A text's vector, of length 1.</summary>
    public float[] Vector(string text, int dimensions)
    {
        var vector = new float[dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', '\n', '.', ',', '?', '!', '¿', ':', '-', '*', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var meaning = Meanings.GetValueOrDefault(word, word);
            var random = new Random(Seed(meaning));
            var weight = meaning.Length <= LongestFiller ? FillerWeight : 1;
            for (var i = 0; i < dimensions; i++)
                vector[i] += weight * ((random.NextSingle() * 2) - 1);
        }

        var length = MathF.Sqrt(vector.Sum(v => v * v));
        if (length > 0)
        {
            for (var i = 0; i < dimensions; i++)
                vector[i] /= length;
        }
        return vector;
    }

    private static int Seed(string word)
    {
        var seed = 17;
        foreach (var c in word)
            seed = unchecked((seed * 31) + c);
        return seed;
    }

    private static object Encode(float[] vector, bool asBase64) =>
        asBase64 ? Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)) : vector;

    private ModelError? Wrong(JsonObject body, out IReadOnlyList<string> inputs, out int dimensions)
    {
        (inputs, dimensions) = ([], 0);
        if (body["model"] is not JsonValue model)
            return ModelError.Invalid("you must provide a model parameter");
        if (!Models.TryGetValue(model.GetValue<string>(), out var length))
            return ModelError.NotFound($"The model `{model}` does not exist or you do not have access to it.", "model_not_found");
        dimensions = body["dimensions"]?.GetValue<int>() ?? length;
        if (dimensions < 1 || dimensions > length)
            return ModelError.Invalid($"Invalid value for 'dimensions' = {dimensions}. Must be at most {length}.", "dimensions");
        inputs = body["input"] switch
        {
            JsonValue one => [one.GetValue<string>()],
            JsonArray many when many.All(i => i?.GetValueKind() == JsonValueKind.String) => [.. many.Select(i => i!.GetValue<string>())],
            _ => [],
        };
        if (inputs.Count is 0 or > MaxInputs || inputs.Any(i => i.Length == 0))
            return ModelError.Invalid($"'$.input' is invalid: 1 to {MaxInputs} texts, none empty.", "input");
        return inputs.Any(i => ModelChat.Tokens(i) > MaxTokens)
            ? ModelError.Invalid($"This model's maximum context length is {MaxTokens} tokens.", "input", "context_length_exceeded")
            : null;
    }
}
