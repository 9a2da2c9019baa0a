using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>
/// All that a turn reads and writes of a conversation, one document: written under the ETag it was read with, it commits
/// state, the activities handled and the replies to deliver at once or not at all.
/// </summary>
internal sealed record ConversationRecord
{
    /// <summary>
    /// The field "undelivered" is the instant of the oldest reply that waits; a record without any has none. "person" is the address of
    /// whom it is with; a group's has none.
    /// </summary>
    public static readonly DocumentKind Kind = new("conversation", "undelivered", "person");
    private const int HandledKept = 64;

    public static ConversationRecord Empty { get; } = new();

    /// <summary>The version in the store; null where there is none yet.</summary>
    public string? ETag { get; init; }

    /// <summary>How many turns were committed.</summary>
    public long Turn { get; init; }

    /// <summary>How to reach the person, after the last activity that came in; null before the first.</summary>
    public ConversationReference? Reference { get; init; }

    /// <summary>Whether the bot was taken out of the conversation: nothing is said there on its own account.</summary>
    public bool IsLeft { get; init; }

    /// <summary>The objects of the bot's state by storage key, each as JSON.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> State { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>Digests of the ids of the last activities handled, oldest first: platforms' ids may be long.</summary>
    public IReadOnlyList<string> Handled { get; init; } = [];

    /// <summary>The replies not yet delivered, in order.</summary>
    public IReadOnlyList<Reply> Outbox { get; init; } = [];

    public static DocumentKey Key(string conversation) => new(Kind.Name, conversation, "record");

    public bool HasHandled(string id) => Handled.Contains(Digest(id), StringComparer.Ordinal);

    /// <summary>Whether nothing came after an activity.</summary>
    public bool HasHandledLast(string id) => Handled is [.., var last] && last == Digest(id);

    /// <summary>What <see cref="Handled"/> is with <paramref name="id"/> as the newest.</summary>
    public IReadOnlyList<string> HandledWith(string id) => [.. Handled.Skip(Handled.Count - HandledKept + 1), Digest(id)];

    public byte[] ToBody() => DocumentBody.Of(this, static (writer, record) =>
    {
        if (record.Outbox.Count > 0)
            writer.WriteString("undelivered", record.Outbox[0].Since);
        if (record.Reference is { ChannelId: { } channel, User.Id: { } user, Conversation.IsGroup: not true })
            writer.WriteString("person", new ChannelAddress(channel, user).Key);
        if (record.IsLeft)
            writer.WriteBoolean("left", true);
        writer.WriteNumber("turn", record.Turn);
        writer.WritePropertyName("reference");
        JsonSerializer.Serialize(writer, record.Reference, BotJson.Options);
        writer.WriteStartObject("state");
        foreach (var (key, json) in record.State)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(json.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("handled");
        foreach (var digest in record.Handled)
            writer.WriteStringValue(digest);
        writer.WriteEndArray();
        writer.WriteStartArray("outbox");
        foreach (var reply in record.Outbox)
        {
            writer.WriteStartObject();
            writer.WriteString("id", reply.Id);
            writer.WriteString("owner", reply.Owner);
            writer.WriteString("since", reply.Since);
            writer.WriteBoolean("inRequest", reply.InRequest);
            writer.WritePropertyName("activity");
            writer.WriteRawValue(reply.Json.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static ConversationRecord Parse(Document document)
    {
        using var json = JsonDocument.Parse(document.Body, new JsonDocumentOptions { MaxDepth = DocumentLimits.MaxDepth });
        var root = json.RootElement;
        return new ConversationRecord
        {
            ETag = document.ETag,
            Turn = root.GetProperty("turn").GetInt64(),
            Reference = root.GetProperty("reference").Deserialize<ConversationReference>(BotJson.Options),
            IsLeft = root.TryGetProperty("left", out _),
            State = root.GetProperty("state").EnumerateObject().ToDictionary(p => p.Name, p => Raw(p.Value), StringComparer.Ordinal),
            Handled = [.. root.GetProperty("handled").EnumerateArray().Select(h => h.GetString()!)],
            Outbox =
            [
                .. root.GetProperty("outbox").EnumerateArray().Select(r => new Reply(
                    r.GetProperty("id").GetString()!,
                    r.GetProperty("owner").GetString()!,
                    r.GetProperty("since").GetString()!,
                    r.GetProperty("inRequest").GetBoolean(),
                    Raw(r.GetProperty("activity")))),
            ],
        };
    }

    private static string Digest(string id) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 9));

    private static ReadOnlyMemory<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();
}
