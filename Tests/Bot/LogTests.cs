using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot;

/// <summary>What the program writes about people: nothing.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData("Information", "false")]
    [InlineData("Trace", "false")]
    [InlineData("Trace", "true")]
    public async Task Log_OfAConversation_HoldsNoWordOfItAndNoToken(string level, string json)
    {
        await using var program = await BotProgram.StartAsync(
            ("Operations:JsonLogs", json), ("Logging:LogLevel:Default", level), ("Logging:LogLevel:Microsoft", level), ("Logging:LogLevel:Microsoft.AspNetCore", level));
        var client = await DirectLineClient.StartAsync(program);
        var (_, reconnected) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark=");
        using (var socket = await DirectLineClient.ConnectAsync(reconnected))
            Assert.NotNull(await DirectLineClient.ReceiveAsync(socket));
        await client.AnswersAsync(await client.SayAsync("quetzalcoatl lives at 12 Zebra Lane, 555 010 7788"));
        await client.AnswersAsync(await client.SayAsync("unsubscribe"));
        await program.StopAsync();

        Assert.Contains("is ready", program.Output, StringComparison.Ordinal);
        // "eyJ" is how every token begins.
        foreach (var secret in new[] { "quetzal", "Zebra", "010 7788", "0107788", "unsubscribe", "eyJ", BotProgram.Secret })
            Assert.DoesNotContain(secret, program.Output, StringComparison.Ordinal);
        // Each entry is one line that a machine reads.
        var entries = program.Output.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(json == "true", entries.Count > 0);
        Assert.All(entries, e => Assert.NotNull(e["LogLevel"]));
    }
}
