using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Writes an activity as messages of Teams, within its limits: three choices under a message in a personal chat, and on a card any
/// number anywhere; messages of at most 80 KB ("Suggested actions", "Format your bot messages", Teams documentation).
/// </summary>
internal static class TeamsRenderer
{
    /// <summary>The most that a whole message takes in UTF-16, in bytes: Teams refuses about 100 KB and advises 80.</summary>
    public const int MaxBytes = 80 * 1024;

    /// <summary>Cards show six buttons side by side and hide the others in a menu.</summary>
    public const int ButtonsInARow = 6;

    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    // What is left of a message beside text and attachments: names, ids, the mention.
    private static readonly int MaxOfAttachments = MaxBytes - (2 * Capabilities.Teams.MaxText) - (12 * 1024);

    /// <summary>The messages for an activity, in order; none where Teams has nothing to show for it.</summary>
    public static IReadOnlyList<Activity> Render(Activity activity)
    {
        if (activity.Type is ActivityTypes.Typing or ActivityTypes.MessageDelete)
            return [activity];
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.MessageUpdate))
            return [];
        var text = TeamsText.Of(activity.Text ?? "");
        var attachments = new List<Attachment>();
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (BytesOf(attachment) <= MaxOfAttachments)
                attachments.Add(attachment);
            else if (CardText.Of(attachment) is { Text.Length: > 0 } card)
                text = $"{text}\n\n{TeamsText.Of(card.Text)}".Trim();
        }
        var choices = (activity.SuggestedActions?.Actions ?? []).Where(a => !string.IsNullOrWhiteSpace(a.Title)).ToList();
        var isPersonal = activity.Conversation is null or { IsGroup: not true, ConversationType: null or "personal" };
        var isUnderMessage = isPersonal && attachments.Count == 0 && text.Length > 0 && choices.Count <= Capabilities.Teams.MaxChoices && choices.TrueForAll(c => c.Type == ActionTypes.ImBack);
        if (!isUnderMessage && choices.Count > 0)
            attachments.Add(ChoicesCard(choices));

        var messages = TextParts.Of(text, Capabilities.Teams.MaxText).Select(part => Message(activity, part)).ToList();
        Attach(messages, attachments, activity);
        if (messages is [var first, ..] && !isPersonal)
            Mention(first);
        if (isUnderMessage && choices.Count > 0)
            messages[^1].SuggestedActions = new SuggestedActions { Actions = choices };
        // Where one message is replaced, there is one to replace it with.
        return activity.Type == ActivityTypes.MessageUpdate ? [.. messages.TakeLast(1)] : messages;
    }

    /// <summary>Puts attachments under the last text, and what has no room there into messages of their own.</summary>
    private static void Attach(List<Activity> messages, List<Attachment> attachments, Activity activity)
    {
        var bytes = 0;
        foreach (var attachment in attachments)
        {
            var more = BytesOf(attachment);
            if (messages.Count == 0 || bytes + more > MaxOfAttachments)
            {
                messages.Add(Message(activity, null));
                bytes = 0;
            }
            (messages[^1].Attachments ??= []).Add(attachment);
            bytes += more;
        }
    }

    private static Activity Message(Activity activity, string? text)
    {
        var message = Copy(activity);
        (message.Text, message.Attachments, message.SuggestedActions) = (text, null, null);
        message.TextFormat = text is null ? null : TextFormatTypes.Markdown;
        return message;
    }

    /// <summary>Among several people, the first reply to a message names who wrote it, so that they are told.</summary>
    private static void Mention(Activity message)
    {
        if (message is not { Text: { } text, ReplyToId: { } asked, Recipient: { Id: { Length: > 0 }, Name: { Length: > 0 } name } recipient } || message.Id != TurnReplies.IdOf(asked, 0))
            return;
        var shown = $"<at>{string.Concat(name.Where(c => c is not ('<' or '>' or '&')))}</at>";
        message.Text = $"{shown} {text}";
        message.Entities = [.. message.Entities ?? [], new Mention(new ChannelAccount(recipient.Id, name), shown)];
    }

    private static Attachment ChoicesCard(List<CardAction> choices)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = string.Join('\n', choices.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {c.Title}"))),
            ["body"] = new JsonArray([.. choices.Chunk(ButtonsInARow).Select(row => new JsonObject
            {
                ["type"] = "ActionSet", ["actions"] = new JsonArray([.. row.Select(CardChoice.Button)]),
            })]),
        };
        return new Attachment { ContentType = AdaptiveCard, Content = card };
    }

    private static int BytesOf(Attachment attachment) => 2 * JsonSerializer.Serialize(attachment, BotJson.Options).Length;

    // The one given belongs to the transcript too.
    private static Activity Copy(Activity activity) => JsonSerializer.Deserialize<Activity>(JsonSerializer.SerializeToUtf8Bytes(activity, BotJson.Options), BotJson.Options)!;
}
