using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>One event of a webhook's body.</summary>
internal abstract record MessengerEvent
{
    private MessengerEvent()
    {
    }

    /// <summary>Something a person did.</summary>
    /// <param name="DedupeId">What it is known by when it comes again.</param>
    public sealed record Happened(Activity Activity, string DedupeId) : MessengerEvent;

    /// <summary>Nothing for the bot.</summary>
    /// <param name="Reason">Of a short list.</param>
    public sealed record Ignored(string Reason) : MessengerEvent;
}

/// <summary>Reads the events of a webhook's body, and says of each that is no word of a person to our page why it is left out.</summary>
internal sealed partial class MessengerEvents(string pageId, TimeProvider time)
{
    /// <summary>The channel's id in activities.</summary>
    public const string ChannelId = Microsoft.Bot.Connector.Channels.Facebook;

    /// <summary>What the "get started" button sends.</summary>
    public const string GetStarted = "GET_STARTED";

    // What the bot takes it for who came by a link of the campaign's.
    private const string ReferralEvent = "referral";

    private const int MaxEvents = 1_000;
    private const long FirstMillisecond = 100_000_000_000;

    // What the page's messages did, and nobody said.
    private static readonly string[] Silent = ["delivery", "read"];

    // The three sizes of the thumb beside the input.
    private static readonly HashSet<string> Thumbs = new(["369239263222822", "369239343222814", "369239383222810"], StringComparer.Ordinal);

    /// <summary>The events of a body, in order; null where it is none of the platform's.</summary>
    public IReadOnlyList<MessengerEvent>? Read(ReadOnlyMemory<byte> body)
    {
        JsonNode? root;
        try
        {
            // Halves of an emoji cut in two would be found out when they are read, and Meta would send the whole body again for days.
            var text = Escape().Replace(Encoding.UTF8.GetString(body.Span), static e => e.Groups["half"].Success ? "\\ufffd" : e.Value);
            root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
        if (root is not JsonObject envelope || envelope["object"] is not JsonValue)
            return null;
        if (Text(envelope["object"]) != "page")
            return [new MessengerEvent.Ignored("not of a page")];
        var known = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. (envelope["entry"] as JsonArray ?? []).SelectMany(EventsOf).Take(MaxEvents)
                .Select(e => e is MessengerEvent.Happened happened && !known.Add(happened.DedupeId) ? new MessengerEvent.Ignored("twice in the body") : e),
        ];
    }

    private IEnumerable<MessengerEvent> EventsOf(JsonNode? node)
    {
        if (node is not JsonObject entry)
            return [new MessengerEvent.Ignored("malformed")];
        // Another app of the page has the conversation (handover protocol): it answers.
        var standby = (entry["standby"] as JsonArray ?? []).Select(MessengerEvent (_) => new MessengerEvent.Ignored("standby"));
        return (entry["messaging"] as JsonArray ?? []).Select(Read).Concat(standby);
    }

    private MessengerEvent Read(JsonNode? node)
    {
        if (node is not JsonObject happened || Text((happened["sender"] as JsonObject)?["id"]) is not { Length: > 0 and <= 64 } sender)
            return new MessengerEvent.Ignored("malformed");
        // Before the recipient is looked at: of what the page itself said, that is the person.
        if (happened["message"] is JsonObject message && (IsTrue(message["is_echo"]) || IsTrue(message["is_deleted"])))
            return new MessengerEvent.Ignored(IsTrue(message["is_echo"]) ? "echo" : "deleted");
        if (Text((happened["recipient"] as JsonObject)?["id"]) != pageId)
            return new MessengerEvent.Ignored("another page");
        if (Meant(happened) is not var (activity, id))
            return new MessengerEvent.Ignored(Array.Find(Silent, happened.ContainsKey) ?? "unknown event");
        id = id is { Length: > 0 and <= 500 } ? id : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(happened.ToJsonString())));
        activity.Id = id;
        activity.ChannelId = ChannelId;
        activity.Conversation = new ConversationAccount { Id = $"{pageId}:{sender}" };
        activity.From = new ChannelAccount { Id = sender, Role = RoleTypes.User };
        activity.Recipient = new ChannelAccount { Id = pageId, Role = RoleTypes.Bot };
        activity.Timestamp = At(happened["timestamp"]);
        if (activity.Type == ActivityTypes.Message && ((happened["message"] ?? happened["postback"]) as JsonObject)?["referral"] is JsonObject came)
            activity.ChannelData = new JsonObject { [ReferralEvent] = came.DeepClone() };
        if (activity.Type == ActivityTypes.ConversationUpdate)
            activity.MembersAdded = [activity.From];
        return new MessengerEvent.Happened(activity, id);
    }

    private static (Activity Activity, string? Id)? Meant(JsonObject happened) => happened switch
    {
        { } when happened["message"] is JsonObject message => (Message(message), Text(message["mid"])),
        { } when happened["postback"] is JsonObject postback => (Postback(postback), Text(postback["mid"])),
        { } when happened["optin"] is JsonObject optin => (Referral(optin), null),
        { } when happened["referral"] is JsonObject referral => (Referral(referral), null),
        { } when happened["reaction"] is JsonObject reaction => (Reaction(reaction), null),
        { } when happened["message_edit"] is JsonObject edit => (
            new Activity(ActivityTypes.MessageUpdate) { Text = Text(edit["text"]), ReplyToId = Text(edit["mid"]) },
            $"{Text(edit["mid"])}-edit-{edit["num_edit"]?.ToJsonString()}"),
        _ => null,
    };

    private static Activity Message(JsonObject message)
    {
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
            return postback["referral"] is JsonObject referral ? Referral(referral) : new Activity(ActivityTypes.ConversationUpdate);
        return new Activity(ActivityTypes.Message) { Text = payload is { Length: > 0 } ? payload : Text(postback["title"]) ?? "" };
    }

    /// <summary>Somebody came by a link of ours (<c>m.me/page?ref=...</c>).</summary>
    private static Activity Referral(JsonObject referral) =>
        new(ActivityTypes.Event) { Name = ReferralEvent, Value = referral.DeepClone() };

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

    // Every escape of a text, so that a backslash that is one itself begins none.
    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
