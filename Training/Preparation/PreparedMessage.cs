using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>A message of a prepared data set.</summary>
/// <param name="Text">Cleaned, without personal data.</param>
/// <param name="Intent">What it asks for; null for none of the intents.</param>
/// <param name="Language">"en" or "es".</param>
/// <param name="Group">Those of one number are alike or of one conversation, and on one side of the split.</param>
public sealed record PreparedMessage(string Text, string? Intent, string Language, DataPart Part, int Group);

/// <summary>Writes a prepared data set as JSON Lines, as <see cref="IntentDataFile"/> reads them.</summary>
internal static class PreparedDataFile
{
    // Read by people too: letters stay letters. It never goes into a page.
    private static readonly PreparedJson Json = new(new JsonSerializerOptions(PreparedJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    internal sealed record Line(string Text, string Intent, string Language, string Split, int Group);

    /// <summary>Writes beside the file and then over it. The same messages give the same bytes.</summary>
    public static async Task WriteAsync(string path, IEnumerable<PreparedMessage> messages, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        await using (var file = new StreamWriter(beside) { NewLine = "\n" })
        {
            foreach (var message in messages)
                await file.WriteLineAsync(Written(message).AsMemory(), cancellation);
        }
        File.Move(beside, path, overwrite: true);
    }

    private static string Written(PreparedMessage message) => JsonSerializer.Serialize(
        new Line(
            message.Text,
            message.Intent ?? "none",
            message.Language,
            message.Part switch { DataPart.Train => "train", DataPart.Validation => "val", _ => "test" },
            message.Group),
        Json.Line);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PreparedDataFile.Line))]
internal sealed partial class PreparedJson : JsonSerializerContext;
