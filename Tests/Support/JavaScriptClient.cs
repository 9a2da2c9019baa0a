using System.Text.Json.Nodes;

namespace CampaignBot.Tests.Support;

/// <summary>The unmodified botframework-directlinejs in a Node.js process (Tests/Clients/directline.mjs).</summary>
/// <param name="address">The program, or a line to it.</param>
/// <param name="settings">What the client's constructor is given besides <c>domain</c>.</param>
public sealed class JavaScriptClient(Uri address, JsonObject settings) : NodeClient(Requires.Clients, "directline.mjs", WithDomain(address, settings))
{
    /// <summary>The activities it was given, in their order.</summary>
    public IReadOnlyList<JsonNode> Activities => [.. Told.Select(t => t["activity"]).OfType<JsonNode>()];

    /// <summary>Whether its connection has been in this state.</summary>
    public bool WasIn(string status) => Told.Any(t => t["status"]?.GetValue<string>() == status);

    /// <summary>Sends a message by the client and gives the id that it was told, or "retry".</summary>
    public async Task<string> SayAsync(string text) => (await DoAsync(
        new JsonObject { ["post"] = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "user" } } },
        "posted")).GetValue<string>();

    private static string WithDomain(Uri address, JsonObject settings)
    {
        settings["domain"] = new Uri(address, "v3/directline").AbsoluteUri;
        return settings.ToJsonString();
    }
}
