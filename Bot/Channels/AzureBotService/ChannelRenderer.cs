using System.Globalization;
using System.Text;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Writes an activity as messages for the channel of the service that it goes to. Clients of Web Chat show everything; Teams has a
/// renderer of its own; all others get plain text, with suggested actions where the channel has them and numbered lines where not.
/// </summary>
internal static class ChannelRenderer
{
    /// <summary>In UTF-16 units: Telegram's limit, the smallest of them.</summary>
    public const int MaxText = 4_000;

    /// <summary>The messages for an activity, in order; none where the channel has nothing to show for it.</summary>
    public static IReadOnlyList<Activity> Render(Activity activity) => activity.ChannelId switch
    {
        BotChannels.Msteams => TeamsRenderer.Render(activity),
        BotChannels.Webchat or BotChannels.Emulator or BotChannels.DirectlineSpeech => [activity],
        _ => activity.Type switch
        {
            ActivityTypes.Message or ActivityTypes.MessageUpdate => Plain(activity),
            ActivityTypes.Typing or ActivityTypes.MessageDelete or ActivityTypes.EndOfConversation => [activity],
            _ => [],
        },
    };

    private static List<Activity> Plain(Activity activity)
    {
        var text = new StringBuilder(PlainMarkdown.Of(activity.Text ?? ""));
        var choices = (activity.SuggestedActions?.Actions ?? []).Where(a => !string.IsNullOrWhiteSpace(a.Title)).ToList();
        var files = new List<Attachment>();
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (CardText.Of(attachment) is not { } card)
            {
                files.Add(attachment);
                continue;
            }
            Add(text, card.Text);
            choices.AddRange(card.Buttons.Where(b => !string.IsNullOrWhiteSpace(b.Title)));
        }
        foreach (var link in choices.Where(IsLink))
            Add(text, $"{link.Title}:\n{link.Value}");
        choices.RemoveAll(IsLink);
        var areButtons = choices.Count > 0 && text.Length > 0 && Channel.SupportsSuggestedActions(activity.ChannelId, choices.Count);
        if (!areButtons)
            Add(text, string.Join('\n', choices.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {c.Title}"))));

        var parts = TextParts.Of(text.ToString(), MaxText);
        var messages = parts.Select(part => Message(activity, part)).ToList();
        if (messages.Count == 0 && files.Count > 0)
            messages.Add(Message(activity, null));
        if (files.Count > 0)
            messages[^1].Attachments = files;
        if (areButtons)
            messages[^1].SuggestedActions = new SuggestedActions { Actions = choices };
        return messages;
    }

    private static Activity Message(Activity activity, string? text) => new(activity.Type)
    {
        Id = activity.Id,
        ChannelId = activity.ChannelId,
        Conversation = activity.Conversation,
        From = activity.From,
        Recipient = activity.Recipient,
        ReplyToId = activity.ReplyToId,
        ServiceUrl = activity.ServiceUrl,
        Timestamp = activity.Timestamp,
        Locale = activity.Locale,
        InputHint = activity.InputHint,
        Text = text,
        TextFormat = text is null ? null : TextFormatTypes.Plain,
    };

    private static void Add(StringBuilder text, string more)
    {
        if (more.Length == 0)
            return;
        if (text.Length > 0)
            text.Append("\n\n");
        text.Append(more);
    }

    private static bool IsLink(CardAction action) => action is { Type: ActionTypes.OpenUrl, Value: not null };
}
