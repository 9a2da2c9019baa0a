using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>A chat that a model learns from, in OpenAI's chat format: one line of a JSONL file.</summary>
public sealed record TrainingChat(IReadOnlyList<TrainingMessage> Messages)
{
    /// <summary>One line, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, TrainingChatJson.Readable.TrainingChat);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no chat; the message says why.</exception>
    public static TrainingChat Parse(string line) =>
        JsonSerializer.Deserialize(line, TrainingChatJson.Readable.TrainingChat) ?? throw new JsonException("the line is null");
}

/// <summary>A turn of a chat.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
public sealed record TrainingMessage(string Role, string Content);

[JsonSerializable(typeof(TrainingChat))]
internal sealed partial class TrainingChatJson : JsonSerializerContext
{
    /// <summary>Letters of every script as they are, for whoever looks into the file; nothing missing or null when read.</summary>
    public static TrainingChatJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
