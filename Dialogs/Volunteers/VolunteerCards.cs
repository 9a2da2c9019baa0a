using System.Text.Json.Nodes;
using CampaignBot.Dialogs.Forms;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Adaptive Cards for Teams, of schema 1.5, which every client of Teams shows. What is submitted names its conversation.</summary>
internal static class VolunteerCards
{
    /// <summary>The field that names the conversation which takes what a card was filled in with.</summary>
    public const string Conversation = "conversation";

    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>A message's card.</summary>
    public static Attachment Attachment(JsonObject card) => new() { ContentType = ContentType, Content = card };

    /// <summary>A card of some parts and at most one button.</summary>
    /// <param name="fallback">What is read where cards can't be shown.</param>
    public static JsonObject Of(string fallback, IEnumerable<JsonObject> body, JsonObject? action = null)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = fallback,
            ["body"] = new JsonArray([.. body]),
        };
        if (action is not null)
            card["actions"] = new JsonArray(action);
        return card;
    }

    public static JsonObject Heading(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["weight"] = "Bolder", ["size"] = "Medium", ["wrap"] = true };

    public static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    public static JsonObject Facts(IEnumerable<(string Title, string Value)> facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Select(f => new JsonObject { ["title"] = f.Title, ["value"] = f.Value })]),
    };

    /// <summary>A field to write in.</summary>
    public static JsonObject Input(string id, string label, int longest, bool isRequired = false) => new()
    {
        ["type"] = "Input.Text", ["id"] = id, ["label"] = label, ["maxLength"] = longest, ["isMultiline"] = longest > 100, ["isRequired"] = isRequired, ["errorMessage"] = label,
    };

    /// <summary>A field to choose in.</summary>
    public static JsonObject Choice(string id, string label, IEnumerable<Option> options, bool isRequired = false) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["id"] = id,
        ["label"] = label,
        ["style"] = "compact",
        ["isRequired"] = isRequired,
        ["errorMessage"] = label,
        ["choices"] = new JsonArray([.. options.Select(o => new JsonObject { ["title"] = o.Title, ["value"] = o.Value })]),
    };

    /// <summary>
    /// The button that sends: by a universal action, which Teams answers with what the card becomes, or in a client without those
    /// by submitting the same data as a message ("Work with Universal Actions for Adaptive Cards", Teams documentation).
    /// </summary>
    /// <param name="data">What goes with the fields.</param>
    public static JsonObject Submit(string title, string conversation, params ReadOnlySpan<(string Name, string Value)> data)
    {
        var fields = new JsonObject { [Conversation] = conversation };
        foreach (var (name, value) in data)
            fields[name] = value;
        return new JsonObject
        {
            ["type"] = "Action.Execute",
            ["title"] = title,
            ["verb"] = conversation,
            ["data"] = fields,
            ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = fields.DeepClone() },
        };
    }

    /// <summary>What a card that was sent becomes; in the turn's state.</summary>
    public sealed record Used(JsonObject Card);

    /// <summary>What a field was filled in with; null where it is empty, no text, or longer than it could be.</summary>
    public static string? Filled(JsonObject? fields, string name, int longest) =>
        fields?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest ? trimmed : null;
}
