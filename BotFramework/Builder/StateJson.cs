using System.Text.Json;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Builder;

/// <summary>How state is written: as the schema is, with fields, and deep enough for dialogs within dialogs.</summary>
internal static class StateJson
{
    /// <summary>A component within a component takes five levels.</summary>
    public const int MaxDepth = 512;

    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(BotJson.Options) { IncludeFields = true, MaxDepth = MaxDepth };
        options.MakeReadOnly();
        return options;
    }
}
