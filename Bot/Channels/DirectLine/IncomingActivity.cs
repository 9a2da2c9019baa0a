using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Channels.DirectLine.Tokens;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// Makes a client's JSON an activity of ours: what the client says is kept, who says it, where and when is ours to say.
/// </summary>
internal sealed class IncomingActivity(TimeProvider clock)
{
    /// <summary>The bot's account on this channel.</summary>
    public static ChannelAccount Bot => new("bot", "CampaignBot", RoleTypes.Bot);

    private const int MaxTypeLength = 100;
    private const int MaxLocaleLength = 35;
    private const int MaxClientIdLength = 200;

    /// <summary>What a channel or an adapter tells a bot; a client that says it would speak for us.</summary>
    private static readonly HashSet<string> OursToSay = new(StringComparer.OrdinalIgnoreCase)
    {
        ActivityTypes.ConversationUpdate, ActivityTypes.ContactRelationUpdate, ActivityTypes.InstallationUpdate,
        ActivityTypes.Invoke, ActivityTypesEx.InvokeResponse, ActivityTypes.Delay, ActivityTypes.Trace,
        ActivityTypes.Handoff, ActivityTypes.Command, ActivityTypes.CommandResult,
        ActivityTypes.DeleteUserData, ActivityTypes.Suggestion,
    };

    private static readonly HashSet<string> EventsOursToSay = new(StringComparer.OrdinalIgnoreCase)
    {
        ActivityEventNames.ContinueConversation, ActivityEventNames.CreateConversation,
    };

    /// <exception cref="DirectLineProblem">400: no activity, or one that a client may not send.</exception>
    public Activity Read(ReadOnlyMemory<byte> json, ConversationToken conversation, Uri address)
    {
        var activity = JsonBody.Parse(json, ActivityType);
        if (activity.Type is not { Length: > 0 and <= MaxTypeLength } type)
            throw new DirectLineProblem(400, "MissingProperty", "The activity needs a type.");
        if (OursToSay.Contains(type.Split('/')[0])
            || (type.Split('/')[0].Equals(ActivityTypes.Event, StringComparison.OrdinalIgnoreCase) && EventsOursToSay.Contains(activity.Name ?? "")))
        {
            throw DirectLineProblem.BadArgument("Clients can't send this type of activity.");
        }

        Stamp(activity, conversation, address);
        try
        {
            // What can't be written again, an endless number for one, would fail after it was acknowledged.
            JsonSerializer.SerializeToUtf8Bytes(activity, ActivityType);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException or NotSupportedException)
        {
            throw DirectLineProblem.BadArgument("The activity has a value that JSON can't hold.");
        }

        return activity;
    }

    /// <summary>A message without words, for files that come alone.</summary>
    public Activity Empty(ConversationToken conversation, Uri address)
    {
        var activity = new Activity(ActivityTypes.Message);
        Stamp(activity, conversation, address);
        return activity;
    }

    /// <summary>Tells the bot, once, that the user and it are there.</summary>
    public Activity Welcome(ConversationToken conversation, string? locale, Uri address)
    {
        var activity = new Activity(ActivityTypes.ConversationUpdate);
        Stamp(activity, conversation, address);
        activity.Id = $"{conversation.ConversationId}|welcome";
        activity.Locale = Locale(locale);
        activity.MembersAdded = [activity.Recipient!, activity.From!];
        return activity;
    }

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<Activity> ActivityType { get; } =
        (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Activity>)BotJson.Options.GetTypeInfo(typeof(Activity));

    private void Stamp(Activity activity, ConversationToken conversation, Uri address)
    {
        activity.Id = NewId(conversation.ConversationId, ClientActivityId(activity));
        activity.Timestamp = clock.GetUtcNow();
        activity.ChannelId = DirectLineChannel.Id;
        activity.ServiceUrl = address.ToString();
        activity.Conversation = new ConversationAccount(id: conversation.ConversationId);
        activity.From = new ChannelAccount(conversation.UserId, conversation.UserName, RoleTypes.User);
        activity.Recipient = Bot;
        activity.Locale = Locale(activity.Locale);
        // Replies go over the stream; when and on whose behalf is not the client's to say.
        activity.DeliveryMode = null;
        activity.Expiration = null;
        activity.RelatesTo = null;
    }

    // Posted again, the same clientActivityID makes the same id, and so the same activity, whatever happened in between.
    private static string NewId(string conversationId, string? clientId) =>
        $"{conversationId}|{Base64Url.EncodeToString(clientId is null
            ? RandomNumberGenerator.GetBytes(12)
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{conversationId}|{clientId}")).AsSpan(0, 12))}";

    private static string? ClientActivityId(Activity activity) =>
        activity.ChannelData is JsonObject data
        && data.TryGetPropertyValue("clientActivityID", out var node)
        && node is JsonValue value
        && value.TryGetValue(out string? id)
        && id.Length is > 0 and <= MaxClientIdLength
            ? id
            : null;

    // A language tag and nothing else: adapters set the thread's culture by it.
    private static string? Locale(string? text) =>
        text is { Length: > 0 and <= MaxLocaleLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? text : null;
}
