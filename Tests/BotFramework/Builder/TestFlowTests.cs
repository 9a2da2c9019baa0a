using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Builder;

/// <summary>What tests are written with fails where it should.</summary>
public class TestFlowTests
{
    private static TestFlow Flow() => new(new TestAdapter(), async (turn, ct) =>
    {
        if (turn.Activity.Type == ActivityTypes.ConversationUpdate)
            await turn.SendActivityAsync($"welcome {turn.Activity.MembersAdded![0].Name}", cancellationToken: ct);
        else if (turn.Activity.Text != "quiet")
            await turn.SendActivityAsync($"echo {turn.Activity.Text}", cancellationToken: ct);
    });

    [Fact]
    public Task Flow_RepliesAsExpected_Passes() => Flow()
        .SendConversationUpdate().AssertReply("welcome User1")
        .Test("a", "echo a")
        .Send("b").AssertReplyContains("b")
        .Send("c").AssertReplyOneOf(["echo x", "echo c"])
        .Test("d", reply => Assert.Equal("echo d", reply.AsMessageActivity()!.Text))
        .Send("quiet").AssertNoReply(timeout: 1)
        .Test(
        [
            new Activity(ActivityTypes.Message) { Text = "e", From = new ChannelAccount("user1", role: RoleTypes.User) },
            new Activity(ActivityTypes.Message) { Text = "echo e", From = new ChannelAccount("bot", role: RoleTypes.Bot) },
        ])
        .StartTestAsync();

    public static TheoryData<string> Wrong { get; } = new("text", "contains", "one of", "reply", "none", "activity");

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Flow_AReplyThatDiffers_Fails(string kind)
    {
        var flow = kind switch
        {
            "text" => Flow().Test("a", "echo b"),
            "contains" => Flow().Send("a").AssertReplyContains("b"),
            "one of" => Flow().Send("a").AssertReplyOneOf(["b", "c"]),
            "reply" => Flow().Send("quiet").AssertReply("echo quiet", timeout: 1),
            "none" => Flow().Send("a").AssertNoReply(timeout: 1),
            _ => Flow().Send("a").AssertReply(new Activity(ActivityTypes.Typing)),
        };

        await Assert.ThrowsAnyAsync<Exception>(flow.StartTestAsync);
    }

    [Fact]
    public async Task Flow_NotStarted_DoesNothing()
    {
        var adapter = new TestAdapter();

        _ = new TestFlow(adapter, (turn, ct) => turn.SendActivityAsync("x", cancellationToken: ct)).Send("a");
        Assert.Empty(adapter.ActiveQueue);
        await new TestFlow(adapter, (turn, ct) => turn.SendActivityAsync("x", cancellationToken: ct)).Send("a").StartTestAsync();

        Assert.Single(adapter.ActiveQueue);
    }
}
