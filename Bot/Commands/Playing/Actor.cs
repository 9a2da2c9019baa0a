using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Commands.Playing;

/// <summary>A person in a conversation with the bot: what they do, as the activity that their channel makes of it.</summary>
/// <param name="channel">The channel's id.</param>
/// <param name="name">Who it is; also their address there.</param>
/// <param name="conversation">The conversation's id.</param>
internal sealed class Actor(string channel, string name, string conversation)
{
    private int _done;
    private Activity? _lastMessage;
    private string? _lastReply;

    /// <summary>The channels one may be on.</summary>
    public static IReadOnlyList<string> AllChannels { get; } = [BotChannels.Directline, BotChannels.Msteams, BotChannels.Facebook, BotChannels.Sms];

    /// <summary>What people call a channel, and its id.</summary>
    public static IReadOnlyDictionary<string, string> ChannelNames { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["web"] = BotChannels.Directline, ["teams"] = BotChannels.Msteams, ["messenger"] = BotChannels.Facebook, ["sms"] = BotChannels.Sms,
    };

    /// <summary>The channel of a name or an id; null where there is none.</summary>
    public static string? ChannelOf(string name) => ChannelNames.GetValueOrDefault(name) ?? AllChannels.FirstOrDefault(c => c == name);

    public string Channel => channel;

    public string Name => name;

    public string Conversation => conversation;

    /// <summary>Whether it is a channel of a team, where all read along and the bot hears only what mentions it.</summary>
    public bool IsInTeamChannel { get; init; }

    /// <summary>The language of the person's device, such as es-MX; null where the channel tells none.</summary>
    public string? DeviceLanguage { get; init; }

    /// <summary>The zone of the person's device, such as America/New_York; null where the channel tells none.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What the ids of their activities begin with, never the same twice over one store; null for the conversation's id.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>The buttons that were shown last.</summary>
    public IReadOnlyList<CardAction> Buttons { get; private set; } = [];

    /// <summary>Notes what the bot said, to be reacted to.</summary>
    public void Hear(IReadOnlyList<Activity> replies)
    {
        foreach (var reply in replies.Where(r => r.Type == ActivityTypes.Message))
            (_lastReply, Buttons) = (reply.Id, [.. reply.SuggestedActions?.Actions ?? [], .. ShownCard.ButtonsOf(reply)]);
    }

    /// <summary>Writes a message. In a team's channel <c>@bot</c> mentions the bot.</summary>
    public Activity Says(string text)
    {
        var message = Message();
        message.Text = text;
        if (channel == BotChannels.Msteams && text.Contains("@bot", StringComparison.Ordinal))
        {
            message.Text = text.Replace("@bot", "<at>bot</at>", StringComparison.Ordinal);
            message.Entities = [new Mention(message.Recipient, "<at>bot</at>")];
        }
        return message;
    }

    /// <summary>Opens the conversation, where the platform tells the bot so.</summary>
    /// <param name="language">The page's, in place of the device's.</param>
    public Activity Joins(string? language = null)
    {
        var update = Activity(ActivityTypes.ConversationUpdate);
        update.Locale = language ?? DeviceLanguage;
        update.MembersAdded = [update.Recipient!, update.From!];
        return update;
    }

    /// <summary>Taps a button that was shown.</summary>
    /// <exception cref="InvalidDataException">None of that title was.</exception>
    public Activity Taps(string title)
    {
        var button = Buttons.FirstOrDefault(b => b.Title == title)
            ?? throw new InvalidDataException($"There is no button \"{title}\" to tap; there {(Buttons.Count == 0 ? "is none" : $"are: {string.Join(" | ", Buttons.Select(b => b.Title))}")}.");
        if (button.Value is JsonObject fields)
            return Submits(fields);
        var message = Message();
        message.Text = button.Value as string ?? title;
        return message;
    }

    /// <summary>Submits a card.</summary>
    public Activity Submits(JsonObject fields)
    {
        var message = Message();
        (message.Value, message.ReplyToId) = (fields.DeepClone(), _lastReply);
        return message;
    }

    /// <summary>Sends a file without words.</summary>
    /// <param name="type">A media type, such as image/png.</param>
    public Activity SendsFile(string type)
    {
        var message = Message();
        message.Attachments = [new Attachment { ContentType = type, ContentUrl = $"https://files.example/1.{type.Split('/')[1]}" }];
        return message;
    }

    /// <summary>Shares where they are; Messenger's comes as a file, too.</summary>
    public Activity SharesLocation(double latitude, double longitude)
    {
        var message = channel == BotChannels.Facebook ? SendsFile("application/geo+json") : Message();
        message.Entities = [new Place(geo: new GeoCoordinates(latitude: latitude, longitude: longitude))];
        return message;
    }

    /// <summary>Reacts to the bot's last message.</summary>
    /// <param name="reaction">Such as like, heart, laugh, sad.</param>
    public Activity Reacts(string reaction)
    {
        var activity = Activity(ActivityTypes.MessageReaction);
        (activity.ReactionsAdded, activity.ReplyToId) = ([new MessageReaction(reaction)], _lastReply);
        return activity;
    }

    /// <summary>Changes the words of what they said last.</summary>
    public Activity Edits(string text)
    {
        var edit = Activity(ActivityTypes.MessageUpdate);
        (edit.Id, edit.Text) = (_lastMessage?.Id ?? edit.Id, text);
        if (channel == BotChannels.Msteams)
            edit.ChannelData = Scoped(new JsonObject { ["eventType"] = "editMessage" });
        return edit;
    }

    /// <summary>Says whether the bot's last answer helped, as the web's thumbs do.</summary>
    public Activity Rates(string rating)
    {
        var feedback = Activity(ActivityTypes.Event);
        (feedback.Name, feedback.ReplyToId, feedback.Value) = ("feedback", _lastReply, new JsonObject { ["rating"] = rating });
        return feedback;
    }

    /// <summary>Is seen to type.</summary>
    public Activity Types() => Activity(ActivityTypes.Typing);

    private Activity Message() => _lastMessage = Activity(ActivityTypes.Message);

    private Activity Activity(string type)
    {
        var activity = new Activity(type)
        {
            Id = $"{IdPrefix ?? conversation}-{++_done}",
            ChannelId = channel,
            Conversation = new ConversationAccount { Id = conversation },
            From = new ChannelAccount(name, name, RoleTypes.User),
            Recipient = new ChannelAccount("bot", "bot", RoleTypes.Bot),
            Locale = DeviceLanguage,
            LocalTimezone = TimeZone,
        };
        if (channel != BotChannels.Msteams)
            return activity;
        activity.Conversation.ConversationType = IsInTeamChannel ? "channel" : "personal";
        activity.Conversation.IsGroup = IsInTeamChannel;
        activity.ChannelData = Scoped([]);
        return activity;
    }

    private JsonObject Scoped(JsonObject data)
    {
        data["tenant"] = new JsonObject { ["id"] = "tenant" };
        if (IsInTeamChannel)
            (data["team"], data["channel"]) = (new JsonObject { ["id"] = "team" }, new JsonObject { ["id"] = conversation });
        return data;
    }
}
