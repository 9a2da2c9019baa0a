using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

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
public sealed record ReplyFeedback(Rating Rating, DateTimeOffset At)
{
    /// <summary>Who said so, as <see cref="ChannelAddress.Key"/>.</summary>
    public string? By { get; init; }

    /// <summary>The id of the entry that the reply gave, where that is known.</summary>
    public string? Entry { get; init; }

    /// <summary>What was wrong, in the person's words.</summary>
    public string? Why { get; init; }
}

/// <summary>Thumbs for replies, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
public sealed class FeedbackLedger(IDocumentStore documents) : IPersonalData
{
    private const int LongestId = 255;

    /// <summary>One document per rated reply: partition "channel/conversation", id the reply's.</summary>
    public static DocumentKind Kind { get; } = new("feedback", "at", "by");

    /// <inheritdoc/>
    public string Name => "ratings";

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

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        foreach (var document in await OfAsync(someone, cancellationToken))
        {
            var fields = JsonNode.Parse(document.Body.Span)!.AsObject();
            fields.Remove("by");
            shown.Add(fields);
        }
        return shown;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var document in await OfAsync(someone, cancellationToken))
            await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
    }

    private async Task<List<Document>> OfAsync(Someone someone, CancellationToken cancellationToken)
    {
        var all = new List<Document>();
        foreach (var address in someone.Addresses)
        {
            var query = new DocumentQuery(Kind.Name) { Where = [new("by", Comparison.Equal, address.Key)] };
            do
            {
                var page = await documents.QueryAsync(query, cancellationToken);
                all.AddRange(page.Documents);
                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
        return all;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(ReplyFeedback))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
