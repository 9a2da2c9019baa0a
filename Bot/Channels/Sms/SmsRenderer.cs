using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Sms;

/// <summary>What is sent for one activity: texts, in order, and the addresses of pictures with the last.</summary>
internal sealed record SmsMessage(IReadOnlyList<string> Texts, IReadOnlyList<Uri> Media);

/// <summary>
/// Writes an activity as text messages: no marks, smart quotes made plain, links on lines of their own, choices numbered. Cards become
/// their title, text and links.
/// </summary>
/// <param name="withoutAccents">As <see cref="SmsText.Simplify"/>.</param>
internal sealed class SmsRenderer(bool withoutAccents)
{
    private static readonly Capabilities Here = Capabilities.Sms;

    /// <summary>The messages for an activity; none where it has nothing that a phone can show.</summary>
    public SmsMessage Render(Activity activity)
    {
        var text = new StringBuilder();
        var media = new List<Uri>();
        var choices = new List<CardAction>();
        Add(text, PlainMarkdown.Of(activity.Text ?? ""));
        foreach (var attachment in activity.Attachments ?? [])
            Add(attachment, text, media, choices);
        choices.AddRange(activity.SuggestedActions?.Actions ?? []);
        var (links, replies) = (choices.Where(IsLink).ToList(), choices.Where(c => !IsLink(c) && !string.IsNullOrWhiteSpace(c.Title)).ToList());
        foreach (var link in links)
            Add(text, $"{link.Title}:\n{link.Value}");
        if (replies.Count > 0)
            Add(text, string.Join('\n', replies.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {r.Title}"))));
        var parts = TextParts.Of(SmsText.Simplify(text.ToString(), withoutAccents), Here.MaxText);
        return new SmsMessage(parts.Count == 0 && media.Count > 0 ? [""] : parts, [.. media.Take(Here.MaxMedia)]);
    }

    private static void Add(StringBuilder text, string more)
    {
        if (more.Length == 0)
            return;
        if (text.Length > 0)
            text.Append("\n\n");
        text.Append(more);
    }

    private static void Add(Attachment attachment, StringBuilder text, List<Uri> media, List<CardAction> choices)
    {
        if (CardText.Of(attachment) is { } card)
        {
            Add(text, card.Text);
            choices.AddRange(card.Buttons);
        }
        else if (Uri.TryCreate(attachment.ContentUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
        {
            if (attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)
                media.Add(url);
            else
                Add(text, attachment.Name is { Length: > 0 } name ? $"{name}:\n{url.OriginalString}" : url.OriginalString);
        }
    }

    private static bool IsLink(CardAction action) => action.Type is ActionTypes.OpenUrl or ActionTypes.Call && action.Value is not null;
}
