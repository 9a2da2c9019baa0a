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
/// <param name="withoutAccents">As <see cref="SmsText.Simplify"/>: always, and else only where the text is over the budget with them.</param>
/// <param name="maxSegments">The budget of one message.</param>
internal sealed class SmsRenderer(bool withoutAccents, int maxSegments)
{
    private static readonly Capabilities Here = Capabilities.Sms;

    /// <summary>The messages for an activity; none where it has nothing that a phone can show.</summary>
    public SmsMessage Render(Activity activity)
    {
        var (body, choices, media) = Write(activity);
        var parts = TextParts.Of(Simplified(Joined(body, choices)), Here.MaxText);
        return new SmsMessage(parts.Count == 0 && media.Count > 0 ? [""] : parts, media);
    }

    /// <summary>
    /// The first part of an activity that is over the budget, with its choices and, where its last paragraph is a source, that; and the
    /// rest of it. Null for one within the budget.
    /// </summary>
    /// <param name="readOn">Tells how to get the rest.</param>
    public (string First, string Left)? Cut(Activity activity, string readOn)
    {
        var (body, choices, _) = Write(activity);
        return Cut(body, choices, readOn);
    }

    /// <inheritdoc cref="Cut(Activity, string)"/>
    public (string First, string Left)? Cut(string body, string choices, string readOn)
    {
        if (IsWithin(Joined(body, choices)))
            return null;
        var paragraphs = body.Split("\n\n");
        var source = paragraphs.Length > 1 && paragraphs[^1].Contains("://", StringComparison.Ordinal) ? paragraphs[^1] : "";
        var text = source.Length > 0 ? string.Join("\n\n", paragraphs[..^1]) : body;
        for (var most = maxSegments * SmsText.LongestSegment; most > 0; most = most * 9 / 10)
        {
            if (TextParts.Of(text, most) is not [var first, _, ..])
                continue;
            var shown = Joined(first, source, readOn, choices);
            if (IsWithin(shown))
                return (shown, text[first.Length..].Trim());
        }
        // The choices alone are over it, and none of them may be lost.
        return null;
    }

    private bool IsWithin(string text) => SmsText.Segments(Simplified(text)) <= maxSegments;

    private string Simplified(string text)
    {
        var simple = SmsText.Simplify(text, withoutAccents);
        return SmsText.Segments(simple) <= maxSegments ? simple : SmsText.Simplify(text, withoutAccents: true);
    }

    private static (string Body, string Choices, IReadOnlyList<Uri> Media) Write(Activity activity)
    {
        var (body, media, choices) = (new StringBuilder(), new List<Uri>(), new List<CardAction>());
        Add(body, activity.TextFormat == TextFormatTypes.Plain ? activity.Text ?? "" : PlainMarkdown.Of(activity.Text ?? ""));
        foreach (var attachment in activity.Attachments ?? [])
            Add(attachment, body, media, choices);
        choices.AddRange(activity.SuggestedActions?.Actions ?? []);
        var (links, replies) = (choices.Where(IsLink).ToList(), choices.Where(c => !IsLink(c) && !string.IsNullOrWhiteSpace(c.Title)).ToList());
        foreach (var link in links)
            Add(body, $"{link.Title}:\n{link.Value}");
        return (
            SmsText.LinksApart(body.ToString()),
            string.Join('\n', replies.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {r.Title}"))),
            [.. media.Take(Here.MaxMedia)]);
    }

    private static string Joined(params string[] parts) => string.Join("\n\n", parts.Where(p => p.Length > 0));

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
