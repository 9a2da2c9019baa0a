using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// A choice on an Adaptive Card, for what can't be offered under a message. Teams writes it into the conversation ("messageBack" in
/// "Cards in Microsoft Teams"); a client that knows nothing of that submits the field alone, and it is heard all the same.
/// </summary>
internal static class CardChoice
{
    private const string Field = "say";

    /// <summary>The button.</summary>
    public static JsonObject Button(CardAction action)
    {
        if (action.Type == ActionTypes.OpenUrl)
            return new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = action.Title, ["url"] = action.Value?.ToString() };
        var said = action.Value as string ?? action.Title ?? "";
        return new JsonObject
        {
            ["type"] = "Action.Submit",
            ["title"] = action.Title,
            ["data"] = new JsonObject
            {
                [Field] = said,
                ["msteams"] = new JsonObject
                {
                    ["type"] = ActionTypes.MessageBack, ["displayText"] = action.Title, ["text"] = said, ["value"] = new JsonObject { [Field] = said },
                },
            },
        };
    }

    /// <summary>Takes what a pressed button says for the text of its message.</summary>
    public static void Read(Activity activity)
    {
        if (activity is { Type: ActivityTypes.Message, Value: JsonObject fields } && string.IsNullOrWhiteSpace(activity.Text)
            && fields[Field] is JsonValue value && value.TryGetValue(out string? said))
        {
            activity.Text = said;
        }
    }
}
