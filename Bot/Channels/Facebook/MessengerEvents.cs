using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>Reads the events of a webhook's body; what is no word of a person to our page is left out.</summary>
internal sealed class MessengerEvents(string pageId, TimeProvider time)
{
    /// <summary>The channel's id in activities.</summary>
    public const string ChannelId = Microsoft.Bot.Connector.Channels.Facebook;

    /// <summary>What the "get started" button sends.</summary>
    public const string GetStarted = "GET_STARTED";

    private const int MaxEvents = 1_000;
    private const long FirstMillisecond = 100_000_000_000;

    // The three sizes of the thumb beside the input.
    private static readonly HashSet<string> Thumbs = new(["369239263222822", "369239343222814", "369239383222810"], StringComparer.Ordinal);

    /// <summary>The activities of a body, each with what it is known by when it comes again; null where it is no event of a page's.</summary>
    public IReadOnlyList<(Activity Activity, string DedupeId)>? Read(ReadOnlyMemory<byte> body)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException)
        {
            return null;
        }
        if (root is not JsonObject envelope || envelope["object"] is not JsonValue)
            return null;
        if (Text(envelope["object"]) != "page" || envelope["entry"] is not JsonArray entries)
            return [];
        return
        [
            .. entries.OfType<JsonObject>()
                .SelectMany(e => e["messaging"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Take(MaxEvents)
                .Select(Read)
                .OfType<(Activity, string)>()
                .DistinctBy(e => e.Item2, StringComparer.Ordinal),
        ];
    }

    private (Activity Activity, string DedupeId)? Read(JsonObject happened)
    {
        if (Text((happened["sender"] as JsonObject)?["id"]) is not { Length: > 0 and <= 64 } sender
            || Text((happened["recipient"] as JsonObject)?["id"]) != pageId
            || Meant(happened) is not var (activity, id))
            return null;
        id = id is { Length: > 0 and <= 500 } ? id : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(happened.ToJsonString())));
        activity.Id = id;
        activity.ChannelId = ChannelId;
        activity.Conversation = new ConversationAccount { Id = $"{pageId}:{sender}" };
        activity.From = new ChannelAccount { Id = sender, Role = RoleTypes.User };
        activity.Recipient = new ChannelAccount { Id = pageId, Role = RoleTypes.Bot };
        activity.Timestamp = At(happened["timestamp"]);
        if (activity.Type == ActivityTypes.ConversationUpdate)
            activity.MembersAdded = [activity.From];
        return (activity, id);
    }

    private static (Activity Activity, string? Id)? Meant(JsonObject happened) => happened switch
    {
        { } when happened["message"] is JsonObject message => Message(message) is { } activity ? (activity, Text(message["mid"])) : null,
        { } when happened["postback"] is JsonObject postback => (Postback(postback), Text(postback["mid"])),
        { } when happened["referral"] is JsonObject referral => (Referral(referral), null),
        { } when happened["reaction"] is JsonObject reaction => (Reaction(reaction), null),
        { } when happened["message_edit"] is JsonObject edit => (
            new Activity(ActivityTypes.MessageUpdate) { Text = Text(edit["text"]), ReplyToId = Text(edit["mid"]) },
            $"{Text(edit["mid"])}-edit-{edit["num_edit"]?.ToJsonString()}"),
        _ => null,
    };

    private static Activity? Message(JsonObject message)
    {
        if (IsTrue(message["is_echo"]) || IsTrue(message["is_deleted"]))
            return null;
        // A quick reply's title may have been cut; its payload is what it stands for.
        var chosen = Text((message["quick_reply"] as JsonObject)?["payload"]);
        var activity = new Activity(ActivityTypes.Message)
        {
            Text = chosen ?? Text(message["text"]) ?? "",
            Attachments = [],
            Entities = [],
        };
        foreach (var attachment in (message["attachments"] as JsonArray ?? []).OfType<JsonObject>())
            Attach(activity, attachment);
        return activity;
    }

    private static void Attach(Activity activity, JsonObject attachment)
    {
        var (type, payload) = (Text(attachment["type"]), attachment["payload"] as JsonObject);
        if (payload?["sticker_id"] is { } sticker && Thumbs.Contains(sticker.ToString()))
        {
            activity.Text = "👍";
            return;
        }
        if (type == "location" && payload?["coordinates"] is JsonObject place)
        {
            activity.Entities!.Add(new Entity("Place")
            {
                Properties = new JsonObject { ["geo"] = new JsonObject { ["type"] = "GeoCoordinates", ["latitude"] = place["lat"]?.DeepClone(), ["longitude"] = place["long"]?.DeepClone() } },
            });
        }
        activity.Attachments!.Add(new Attachment
        {
            ContentType = type switch { "image" or "video" or "audio" => $"{type}/*", "location" => "application/geo+json", _ => "application/octet-stream" },
            ContentUrl = Text(payload?["url"]) ?? Text(attachment["url"]),
            Name = Text(attachment["title"]),
        });
    }

    private static Activity Postback(JsonObject postback)
    {
        var payload = Text(postback["payload"]);
        if (payload == GetStarted)
            return new Activity(ActivityTypes.ConversationUpdate) { ChannelData = postback["referral"]?.DeepClone() };
        return new Activity(ActivityTypes.Message) { Text = payload is { Length: > 0 } ? payload : Text(postback["title"]) ?? "" };
    }

    /// <summary>Somebody came by a link of ours (<c>m.me/page?ref=...</c>).</summary>
    private static Activity Referral(JsonObject referral) =>
        new(ActivityTypes.Event) { Name = "referral", Value = referral.DeepClone() };

    private static Activity Reaction(JsonObject reaction)
    {
        List<MessageReaction> one = [new MessageReaction(Text(reaction["emoji"]) ?? Text(reaction["reaction"]))];
        var activity = new Activity(ActivityTypes.MessageReaction) { ReplyToId = Text(reaction["mid"]) };
        if (Text(reaction["action"]) == "unreact")
            activity.ReactionsRemoved = one;
        else
            activity.ReactionsAdded = one;
        return activity;
    }

    /// <summary>The time of an event, in milliseconds or at times in seconds.</summary>
    private DateTimeOffset At(JsonNode? timestamp)
    {
        if (timestamp is not JsonValue value || !value.TryGetValue(out long at) || at <= 0 || at > 253_402_300_799_000)
            return time.GetUtcNow();
        return at < FirstMillisecond ? DateTimeOffset.FromUnixTimeSeconds(at) : DateTimeOffset.FromUnixTimeMilliseconds(at);
    }

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
