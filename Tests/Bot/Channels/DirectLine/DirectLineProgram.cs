using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.DirectLine;

/// <summary>One program for the tests of a class, with room for all their requests.</summary>
public sealed class DirectLineProgram : IAsyncLifetime
{
    public BotProgram Program { get; private set; } = null!;

    public async Task InitializeAsync() => Program = await BotProgram.StartAsync(
        ("DirectLine:AllowedOrigins:0", "https://friend.example"),
        ("DirectLine:Limits:NewConversationsPerMinute", "10000"),
        ("DirectLine:Limits:RequestsPerMinute", "100000"));

    /// <summary>Whatever the tests did, nothing failed inside, and the log has no token in it.</summary>
    public async Task DisposeAsync()
    {
        var output = Program.Output;
        await Program.DisposeAsync();
        Assert.DoesNotContain("fail:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }
}
