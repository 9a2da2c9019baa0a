using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>Microsoft's own clients of <c>/api/messages</c>, against the program as built.</summary>
public sealed class RealClientTests
{
    private static readonly (string, string)[] Anonymous = [("ASPNETCORE_ENVIRONMENT", "Development"), ("AzureBotService__AllowAnonymous", "true")];

    [ChannelClientFact]
    public async Task Conversation_InTheTeamsEmulator_IsHeld()
    {
        await using var program = await BotProgram.StartAsync(Anonymous);
        var port = FreePort();
        using var emulator = new NodeClient(
            Requires.ChannelClients, "node_modules/@microsoft/m365agentsplayground/cli.js", "start", "-e", new Uri(program.Address, "api/messages").AbsoluteUri, "-c", "msteams", "-p", $"{port}", "--disable-telemetry");
        await WaitForAsync(port);
        using var user = new NodeClient(Requires.ChannelClients, "playground.mjs", $"http://localhost:{port}");
        await user.WaitAsync(() => user.Told.FirstOrDefault(t => t["ready"] is not null));

        await user.DoAsync(new JsonObject { ["say"] = "what does measure 4 do?" }, "done");

        var answer = await user.WaitAsync(() => user.Told.Select(t => t["shown"]?.ToJsonString()).FirstOrDefault(s => s?.Contains("$18 million", StringComparison.Ordinal) == true));
        Assert.Contains("createMessage", answer, StringComparison.Ordinal);

        await user.DoAsync(new JsonObject { ["say"] = "report a door" }, "done");
        var card = await user.WaitAsync(() => user.Told.Select(t => t["shown"]).FirstOrDefault(s => s?.ToJsonString().Contains("Action.Execute", StringComparison.Ordinal) == true));
        var data = Within(card, n => (string?)n["type"] == "Action.Execute")!["data"]!.DeepClone().AsObject();
        (data["how"], data["result"], data["followUp"]) = ("in-person", "not-home", "no");
        await user.DoAsync(new JsonObject { ["submit"] = data, ["on"] = (string)card["message"]!["messageId"]! }, "done");

        await user.WaitAsync(() => user.Told.Select(t => t["shown"]?.ToJsonString()).FirstOrDefault(s => s?.Contains("Noted, thank you", StringComparison.Ordinal) == true));
        await user.WaitAsync(() => user.Told.Select(t => t["shown"]?.ToJsonString()).FirstOrDefault(s => s?.Contains("This card is done", StringComparison.Ordinal) == true));

        // The card once more, by the universal action.
        var executed = await user.DoAsync(new JsonObject { ["execute"] = data.DeepClone(), ["on"] = (string)card["message"]!["messageId"]! }, "executed");
        Assert.Contains("This card is done", executed.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>The first object within a JSON text, in its order, that is as asked for.</summary>
    private static JsonObject? Within(JsonNode? node, Func<JsonObject, bool> isWanted) => node switch
    {
        JsonObject found when isWanted(found) => found,
        JsonObject parts => parts.Select(p => Within(p.Value, isWanted)).FirstOrDefault(f => f is not null),
        JsonArray parts => parts.Select(p => Within(p, isWanted)).FirstOrDefault(f => f is not null),
        _ => null,
    };

    [ChannelClientFact]
    public async Task Activity_ByTheJavaScriptConnector_IsAnsweredInTheResponse()
    {
        await using var program = await BotProgram.StartAsync(Anonymous);
        using var connector = new NodeClient(Requires.ChannelClients, "connector.mjs", new Uri(program.Address, "api/messages").AbsoluteUri);

        var answer = await connector.DoAsync(
            new JsonObject
            {
                ["type"] = "message", ["id"] = "1", ["channelId"] = "emulator", ["deliveryMode"] = "expectReplies", ["text"] = "what does measure 4 do?",
                ["from"] = new JsonObject { ["id"] = "someone" }, ["recipient"] = new JsonObject { ["id"] = "bot" }, ["conversation"] = new JsonObject { ["id"] = "js" },
            },
            "body");

        Assert.Contains("$18 million", answer.ToJsonString(), StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task WaitForAsync(int port) => Poll.UntilAsync(
        async () =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("localhost", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(60));
}
