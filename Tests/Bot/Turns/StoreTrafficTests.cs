using CampaignBot.Commands.Playing;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Turns;

/// <summary>What the whole bot asks of the store for a message: at most one read of its record, and none where that is in memory.</summary>
public sealed class StoreTrafficTests : IAsyncLifetime
{
    private readonly List<NotingStore> _stores = [];
    private readonly Actor _voter = new("sms", "+15035550142", "one");
    private Stage _stage = null!;
    private int _deliveries;

    public async Task InitializeAsync() => _stage = await Stage.OpenAsync(
        new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)),
        [],
        shared: await SampleContent.Shared,
        also: services => services.AddSingleton<IDocumentStore>(provider =>
        {
            _stores.Add(new NotingStore(provider.GetRequiredService<SqliteDocumentStore>()));
            return _stores[^1];
        }));

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("what does measure 4 do")]
    [InlineData("and what does it cost?")]
    [InlineData("do i need id to vote")]
    [InlineData("asdf qwer")]
    public async Task Message_InAConversationInMemory_ReadsNothing(string text)
    {
        await SayAsync("hello");
        await SayAsync("thanks");

        var asked = await SayAsync(text);

        Assert.DoesNotContain(asked, call => call.StartsWith("read", StringComparison.Ordinal) || call.StartsWith("query", StringComparison.Ordinal));
        Assert.InRange(asked.Count(call => call == "write conversation"), 1, 2);
    }

    [Fact]
    public async Task Message_AfterARestart_ReadsItsRecordAndTheConsentOnce()
    {
        await SayAsync("hello");
        await _stage.RestartAsync();

        var asked = await SayAsync("what does measure 4 do");

        Assert.Single(asked, call => call == "read conversation");
        Assert.Single(asked, call => call == "query consent");
        Assert.DoesNotContain(asked, call => call.StartsWith("read person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_HeardByAnother_IsHonouredAtOnceWhateverIsInMemory()
    {
        await SayAsync("hello");
        await SayAsync("STOP");

        Assert.Contains("query consent", await SayAsync("what does measure 4 do"));
        Assert.DoesNotContain("query consent", await SayAsync("hello?"));
    }

    /// <summary>What was asked of the store for a message.</summary>
    private async Task<IReadOnlyList<string>> SayAsync(string text)
    {
        _stores[^1].Calls.Clear();
        _voter.Hear(await _stage.PlayAsync(_voter.Says(text), $"delivery-{_deliveries++}"));
        // What is played in a request is looked for in the transcript first, as it may have been played before.
        return [.. _stores[^1].Calls.Where(call => !call.EndsWith(" transcript", StringComparison.Ordinal))];
    }
}
