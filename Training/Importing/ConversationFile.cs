using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>
/// Exported conversations as JSON Lines, one conversation a line:
/// <c>{"id", "channel"?, "language"?, "startedAt"?, "messages": [{"id"?, "at"?, "from": "voter|bot|agent", "text", "intent"?, "reviewed"?, "name"?}]}</c>.
/// Times are ISO 8601 with an offset. Properties beyond these are ignored.
/// </summary>
public static class ConversationFile
{
    /// <summary>A larger file is refused.</summary>
    public const long MaxBytes = 512L * 1024 * 1024;

    /// <summary>A conversation with more messages is refused.</summary>
    public const int MaxMessages = 10_000;

    /// <summary>A message with more characters is refused.</summary>
    public const int MaxTextLength = 50_000;

    // Read by people too: letters stay letters. It never goes into a page.
    private static readonly ConversationJson Json = new(new JsonSerializerOptions(ConversationJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads the conversations of a file one after another.</summary>
    /// <param name="refuse">Is told the line and what is wrong with it, and reading goes on; where null, the first such line ends it.</param>
    /// <exception cref="InvalidDataException">A line is no conversation (where <paramref name="refuse"/> is null), or the file is too large; the message names file and line.</exception>
    public static async IAsyncEnumerable<ExportedConversation> ReadAsync(
        string path, Action<int, string>? refuse = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            throw new InvalidDataException($"{path}: more than {MaxBytes / 1024 / 1024} MB; divide it.");
        refuse ??= (line, reason) => throw new InvalidDataException($"{path}: Line {line}: {reason}");

        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var (conversation, problem) = Parse(line);
            if (conversation is null)
                refuse(number, problem);
            else
                yield return conversation;
        }
    }

    /// <summary>Writes conversations in place of the file: beside it first, so that a reader never finds half of one.</summary>
    public static async Task WriteAsync(string path, IEnumerable<ExportedConversation> conversations, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        await using (var file = new StreamWriter(beside) { NewLine = "\n" })
        {
            foreach (var conversation in conversations)
                await file.WriteLineAsync(ToLine(conversation).AsMemory(), cancellation);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>The line a conversation is written as; equal for equal conversations.</summary>
    internal static string ToLine(ExportedConversation conversation) => JsonSerializer.Serialize(conversation, Json.ExportedConversation);

    private static (ExportedConversation? Conversation, string Problem) Parse(string line)
    {
        ExportedConversation? conversation;
        try
        {
            conversation = JsonSerializer.Deserialize(line, Json.ExportedConversation);
        }
        catch (JsonException e)
        {
            // The serializer's own message may quote what somebody wrote.
            return (null, $"Not a conversation as described{(e.Path is { Length: > 1 } path ? $"; look at {path}" : "")}.");
        }
        var problem = conversation switch
        {
            null => "Not a conversation as described.",
            { Id: null or "" } => "A conversation needs an id.",
            { Messages: null } => "A conversation needs its messages.",
            { Messages.Count: > MaxMessages } => $"More than {MaxMessages} messages.",
            _ when conversation.Messages.Any(m => m?.Text is null) => "A message needs its text.",
            _ when conversation.Messages.Any(m => m.Text.Length > MaxTextLength) => $"A message of more than {MaxTextLength} characters.",
            _ => null,
        };
        return problem is null ? (conversation, "") : (null, problem);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExportedConversation))]
internal sealed partial class ConversationJson : JsonSerializerContext;
