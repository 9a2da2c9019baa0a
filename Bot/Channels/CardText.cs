using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels;

/// <summary>A card as text, for channels that can't show it.</summary>
/// <param name="Text">Plain.</param>
/// <param name="Title">A hero or thumbnail card's; empty where there is none.</param>
/// <param name="Image">A picture over https, or null.</param>
internal sealed record CardText(string Text, string Title, Uri? Image, IReadOnlyList<CardAction> Buttons)
{
    private const string Adaptive = "application/vnd.microsoft.card.adaptive";

    /// <summary>The text of an attachment that is a card; null for any other.</summary>
    public static CardText? Of(Attachment attachment)
    {
        if (attachment.Content is null || JsonSerializer.SerializeToNode(attachment.Content, BotJson.Options) is not JsonObject card)
            return null;
        // What an Adaptive Card says where it can't be shown; else the texts in it.
        if (attachment.ContentType == Adaptive)
            return new CardText(card["fallbackText"] is JsonValue fallback ? PlainMarkdown.Of(fallback.ToString()) : string.Join('\n', Texts(card)), "", null, []);
        var lines = new[] { card["title"], card["subtitle"], card["text"] }.Select(v => v is JsonValue ? PlainMarkdown.Of(v.ToString()) : "").ToList();
        var image = card["images"] is JsonArray { Count: > 0 } images && images[0] is JsonObject first && Uri.TryCreate((string?)first["url"], UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url : null;
        return new CardText(
            string.Join('\n', lines.Where(l => l.Length > 0)),
            lines[0],
            image,
            [.. (card["buttons"] as JsonArray ?? []).OfType<JsonObject>().Select(b => b.Deserialize<CardAction>(BotJson.Options)!)]);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject block when (string?)block["type"] == "TextBlock" && block["text"] is JsonValue text => [PlainMarkdown.Of(text.ToString())],
        JsonObject block => block.SelectMany(p => p.Value is JsonObject or JsonArray ? Texts(p.Value) : []),
        JsonArray list => list.SelectMany(Texts),
        _ => [],
    };
}
