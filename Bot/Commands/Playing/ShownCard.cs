using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Playing;

/// <summary>A card as its reader sees it: its words, the fields to fill in, its buttons.</summary>
internal static class ShownCard
{
    /// <summary>Its words and fields, a line each.</summary>
    public static IEnumerable<string> LinesOf(Attachment card)
    {
        if (Read(card) is not { } root)
        {
            yield return $"({card.ContentType}{(card.Name is { } name ? $", {name}" : "")})";
            yield break;
        }
        foreach (var key in (string[])["title", "subtitle", "text"])
        {
            if (root[key]?.ToString() is { Length: > 0 } text)
                yield return text;
        }
        foreach (var part in Parts(root))
        {
            if (LineOf(part) is { } line)
                yield return line;
        }
    }

    /// <summary>The buttons of a message's cards.</summary>
    public static IEnumerable<CardAction> ButtonsOf(Activity message) =>
        from card in message.Attachments ?? []
        let root = Read(card)
        where root is not null
        from action in Actions(root)
        select new CardAction
        {
            Title = action["title"]?.ToString(),
            Type = action["type"]?.ToString(),
            Value = action["data"]?.DeepClone() ?? action["url"]?.ToString() ?? action["value"]?.ToString(),
        };

    private static string? LineOf(JsonObject part) => part["type"]?.ToString() switch
    {
        "TextBlock" => part["text"]?.ToString(),
        "FactSet" => string.Join('\n', (part["facts"] as JsonArray ?? []).Select(f => $"{f!["title"]}: {f["value"]}")),
        "Input.Toggle" => $"[ ] {part["title"]} ({part["id"]})",
        "Input.ChoiceSet" => $"{part["label"]} [{string.Join(" / ", (part["choices"] as JsonArray ?? []).Select(c => c!["title"]))}] ({part["id"]})",
        { } input when input.StartsWith("Input.", StringComparison.Ordinal) => $"{part["label"]} [{part["placeholder"] ?? part["value"]}] ({part["id"]})",
        _ => null,
    };

    /// <summary>The parts of an Adaptive Card in their order, from whatever they lie in.</summary>
    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject part => part.Where(p => p.Key is "body" or "items" or "columns").SelectMany(p => Parts(p.Value)).Prepend(part),
        JsonArray parts => parts.SelectMany(Parts),
        _ => [],
    };

    private static IEnumerable<JsonObject> Actions(JsonObject root) =>
        Parts(root).SelectMany(part => (part["actions"] ?? part["buttons"]) as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject? Read(Attachment card) =>
        card.Content is null ? null : JsonSerializer.SerializeToNode(card.Content, card.Content.GetType(), BotJson.Options) as JsonObject;
}
