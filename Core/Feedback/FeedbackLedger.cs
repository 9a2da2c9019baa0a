using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Feedback;

/// <summary>Whether an answer helped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Rating>))]
public enum Rating
{
    /// <summary>It did.</summary>
    Up,

    /// <summary>It did not.</summary>
    Down,
}

/// <summary>What a person thought of one reply.</summary>
public sealed record ReplyFeedback(Rating Rating, DateTimeOffset At);

/// <summary>Thumbs for replies, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
public sealed class FeedbackLedger(IDocumentStore documents)
{
    private const int LongestId = 255;

    /// <summary>One document per rated reply: partition "channel/conversation", id the reply's.</summary>
    public static DocumentKind Kind { get; } = new("feedback", "at");

    /// <summary>Keeps the latest rating of a reply. Keeping it again changes nothing.</summary>
    public async Task RateAsync(string channelId, string conversationId, string replyId, ReplyFeedback feedback, CancellationToken cancellationToken = default)
    {
        var partition = $"{channelId}/{conversationId}";
        // The reply's id comes from the client; one that can't be a key names no reply of ours.
        if (replyId.Length is 0 or > LongestId || partition.Length > LongestId)
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(feedback, FeedbackJson.Default.ReplyFeedback);
        await documents.WriteAsync(new DocumentWrite(new DocumentKey(Kind.Name, partition, replyId), body), cancellationToken);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(ReplyFeedback))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
