using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Pace;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Dialogs.Pace;

public sealed class PaceMiddlewareTests
{
    private readonly ManualTimeProvider _clock = new();
    private int _answered;

    [Fact]
    public async Task Person_WhoWritesTooFast_IsToldOnceAndAnsweredAgainAfterAMinute()
    {
        var say = await BotAsync(perMinute: 3);

        for (var i = 0; i < 3; i++)
            Assert.Equal("answer", Assert.Single(await say("ana", "hello")));
        Assert.StartsWith("You're writing faster", Assert.Single(await say("ana", "hello")), StringComparison.Ordinal);
        Assert.Empty(await say("ana", "hello"));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("answer", Assert.Single(await say("ana", "hello")));
        Assert.Equal(4, _answered);
    }

    [Fact]
    public async Task Person_BesideOneWhoWritesTooFast_IsAnswered()
    {
        var say = await BotAsync(perMinute: 1);
        await say("ana", "hello");

        Assert.StartsWith("You're writing faster", Assert.Single(await say("ana", "hello")), StringComparison.Ordinal);
        Assert.Equal("answer", Assert.Single(await say("ben", "hello")));
    }

    [Fact]
    public async Task Person_WhoWritesTooFastInSpanish_IsToldInSpanish()
    {
        var say = await BotAsync(perMinute: 1);
        await say("ana", "hola");

        Assert.StartsWith("Escribe más rápido", Assert.Single(await say("ana", "¿dónde puedo votar mañana?")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pace_WithoutALimit_IsNotMeasured()
    {
        var say = await BotAsync(perMinute: 0);

        for (var i = 0; i < 100; i++)
            Assert.Equal("answer", Assert.Single(await say("ana", "hello")));
    }

    private async Task<Func<string, string, Task<List<string>>>> BotAsync(int perMinute)
    {
        var state = new ConversationState(new MemoryStorage());
        var adapter = new TestAdapter();
        adapter.UseBotState(state).Use(new AutoSaveStateMiddleware(state));
        adapter.Use(new PaceMiddleware(perMinute, LanguageDetector.Of(await SampleContent.Loaded), _clock));
        return async (person, text) =>
        {
            var activity = new Activity(ActivityTypes.Message) { Text = text, From = new ChannelAccount(person), Conversation = new ConversationAccount { Id = "c" }, ChannelId = "test", Recipient = new ChannelAccount("bot"), ServiceUrl = "https://test" };
            await adapter.ProcessActivityAsync(activity, async (turn, cancellationToken) =>
            {
                _answered++;
                await turn.SendActivityAsync("answer", cancellationToken: cancellationToken);
            });
            var said = new List<string>();
            while (adapter.GetNextReply() is Activity reply)
                said.Add(reply.Text!);
            return said;
        };
    }
}
