using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot;

/// <summary>What the program writes about people: nothing.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task Log_OfAConversation_HoldsNoWordOfItAndNoToken(string level)
    {
        await using var program = await BotProgram.StartAsync(
            ("Logging:LogLevel:Default", level), ("Logging:LogLevel:Microsoft", level), ("Logging:LogLevel:Microsoft.AspNetCore", level));
        var client = await DirectLineClient.StartAsync(program);
        var (_, reconnected) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark=");
        using (var socket = await DirectLineClient.ConnectAsync(reconnected))
            Assert.NotNull(await DirectLineClient.ReceiveAsync(socket));
        await client.AnswersAsync(await client.SayAsync("quetzalcoatl lives at 12 Zebra Lane, 555 010 7788"));
        await client.AnswersAsync(await client.SayAsync("unsubscribe"));
        await program.StopAsync();

        Assert.Contains("is ready", program.Output, StringComparison.Ordinal);
        // "eyJ" is how every token begins.
        foreach (var secret in new[] { "quetzal", "Zebra", "7788", "unsubscribe", "eyJ", BotProgram.Secret })
            Assert.DoesNotContain(secret, program.Output, StringComparison.Ordinal);
    }
}
