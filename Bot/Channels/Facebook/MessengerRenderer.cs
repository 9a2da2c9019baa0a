using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Writes an activity as messages of Messenger's Send API, within its limits: the text, then pictures and cards; where there are quick
/// replies, they are under the text's last part, which then comes last, as others hide them (Messenger Platform, "Send API", "Quick
/// replies", "Templates").
/// </summary>
internal static class MessengerRenderer
{
    // The templates' own.
    private const int MaxButtons = 3;
    private const int MaxElements = 10;
    private const int MaxElementText = 80;
    private const int MaxButtonTemplateText = 640;

    private static readonly Capabilities Here = Capabilities.Messenger;

    /// <summary>The <c>message</c> objects for an activity, in order; none where it has nothing to show.</summary>
    public static IReadOnlyList<JsonObject> Render(Activity activity)
    {
        var messages = new List<JsonObject>();
        var text = new StringBuilder(PlainMarkdown.Of(activity.Text ?? ""));
        var choices = (activity.SuggestedActions?.Actions ?? []).ToList();
        var elements = new List<CardText>();
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (CardText.Of(attachment) is { } card)
            {
                if (card.Image is not null && card.Title.Length > 0)
                    elements.Add(card);
                else
                    Add(card, text, messages);
            }
            else if (Uri.TryCreate(attachment.ContentUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
            {
                if (attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)
                    messages.Add(Attached("image", new JsonObject { ["url"] = url.AbsoluteUri }));
                else
                    Add(text, attachment.Name is { Length: > 0 } name ? $"{name}:\n{url.OriginalString}" : url.OriginalString);
            }
        }
        foreach (var some in elements.Chunk(MaxElements))
            messages.Add(Attached("template", new JsonObject { ["template_type"] = "generic", ["elements"] = new JsonArray([.. some.Select(Element)]) }));
        foreach (var link in choices.Where(IsLink))
            Add(text, $"{link.Title}:\n{link.Value}");
        AddTexts(text, [.. choices.Where(c => !IsLink(c) && !string.IsNullOrWhiteSpace(c.Title))], messages);
        return messages;
    }

    private static void AddTexts(StringBuilder text, List<CardAction> replies, List<JsonObject> messages)
    {
        // Where a title doesn't fit its button, all are listed in full and the buttons have their numbers.
        var isNumbered = replies.Exists(r => r.Title!.Length > Here.MaxChoiceTitle) || replies.Count > Here.MaxChoices;
        if (isNumbered)
            Add(text, string.Join('\n', replies.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {r.Title}"))));
        var parts = TextParts.Of(text.ToString(), Here.MaxText);
        // Words come before what they speak of; only above quick replies they come last, or those are hidden.
        messages.InsertRange(replies.Count > 0 ? messages.Count : 0, parts.Select(p => new JsonObject { ["text"] = p }));
        if (replies.Count > 0 && messages is [.., var last])
        {
            last["quick_replies"] = new JsonArray([.. replies.Take(Here.MaxChoices).Select((r, i) => new JsonObject
            {
                ["content_type"] = "text",
                ["title"] = isNumbered ? (i + 1).ToString(CultureInfo.InvariantCulture) : r.Title,
                ["payload"] = Cut(r.Value as string ?? r.Title!, Here.MaxChoiceValue),
            })]);
        }
    }

    private static void Add(CardText card, StringBuilder text, List<JsonObject> messages)
    {
        if (card.Buttons.Count is > 0 and <= MaxButtons && card.Text.Length is > 0 and <= MaxButtonTemplateText && card.Buttons.All(b => b.Title?.Length <= Here.MaxChoiceTitle))
        {
            messages.Add(Attached("template", new JsonObject { ["template_type"] = "button", ["text"] = card.Text, ["buttons"] = Buttons(card) }));
            return;
        }
        Add(text, card.Text);
        foreach (var button in card.Buttons)
            Add(text, IsLink(button) ? $"{button.Title}:\n{button.Value}" : button.Title ?? "");
    }

    private static JsonObject Element(CardText card)
    {
        var element = new JsonObject { ["title"] = Cut(card.Title, MaxElementText), ["image_url"] = card.Image!.AbsoluteUri };
        if (card.Text.Length > card.Title.Length)
            element["subtitle"] = Cut(card.Text[card.Title.Length..].TrimStart('\n'), MaxElementText);
        if (card.Buttons.Count > 0)
            element["buttons"] = Buttons(card);
        return element;
    }

    private static JsonArray Buttons(CardText card) =>
    [
        .. card.Buttons.Take(MaxButtons).Select(b => b.Type == ActionTypes.OpenUrl
            ? new JsonObject { ["type"] = "web_url", ["url"] = b.Value?.ToString(), ["title"] = Cut(b.Title ?? "", Here.MaxChoiceTitle) }
            : new JsonObject { ["type"] = "postback", ["title"] = Cut(b.Title ?? "", Here.MaxChoiceTitle), ["payload"] = Cut(b.Value as string ?? b.Title ?? "", Here.MaxChoiceValue) }),
    ];

    private static JsonObject Attached(string type, JsonObject payload) =>
        new() { ["attachment"] = new JsonObject { ["type"] = type, ["payload"] = payload } };

    private static void Add(StringBuilder text, string more)
    {
        if (more.Length == 0)
            return;
        if (text.Length > 0)
            text.Append("\n\n");
        text.Append(more);
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd() + "…";
    }

    private static bool IsLink(CardAction action) => action.Type == ActionTypes.OpenUrl && action.Value is not null;
}
