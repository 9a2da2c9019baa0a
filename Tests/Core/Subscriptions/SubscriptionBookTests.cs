using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.Subscriptions;

public sealed class SubscriptionBookTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly ChannelAddress Ana = new("directline", "ana");
    private static readonly ChannelAddress Phone = new("sms", "+15555550100");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("updates-");
    private readonly SqliteDocumentStore _store;
    private readonly ConsentLedger _consent;
    private readonly SubscriptionBook _book;

    public SubscriptionBookTests()
    {
        _store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "test.db") }, new DocumentKinds(ConsentLedger.Kind, UpdateWishes.Kind), TimeProvider.System);
        _consent = new ConsentLedger(_store, TimeProvider.System);
        _book = new SubscriptionBook(_store, _consent, new Pseudonyms(_store));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Keep_WhatWasAgreedTo_IsEvidencePerTopic()
    {
        await KeepAsync(["river", "events"], "one");

        Assert.True(await MayAsync("river"));
        Assert.True(await MayAsync("events"));
        Assert.False(await MayAsync("streets"));
        Assert.Equal("You agreed.", (await _consent.LatestAsync("directline", "ana", UpdateWishes.ProgrammeOf("river")))!.Wording);
    }

    [Fact]
    public async Task Keep_DoneAgain_AddsNothing()
    {
        await KeepAsync(["river"], "one");
        await KeepAsync(["river"], "one");

        Assert.Single((await _store.QueryAsync(new DocumentQuery(ConsentLedger.Kind.Name, Ana.Key))).Documents);
    }

    [Fact]
    public async Task Drop_OneTopic_WithdrawsThatOne()
    {
        await KeepAsync(["river", "events"], "one");

        var left = await _book.DropAsync(Ana, ["river"], Now.AddMinutes(1), "two");
        await _book.DropAsync(Ana, ["river"], Now.AddMinutes(1), "two");

        Assert.Equal(["events"], left!.Topics);
        Assert.False(await MayAsync("river"));
        Assert.True(await MayAsync("events"));
    }

    [Fact]
    public async Task Stop_Everything_LeavesNoTopicAndAnAnswerStillGoes()
    {
        await KeepAsync(["river", "events"], "one");

        await _book.StopAsync(Ana, Now.AddMinutes(1), "two");

        Assert.Null(await _book.FindAsync(Ana));
        Assert.False(await MayAsync("events"));
        Assert.Null(await _consent.LatestAsync("directline", "ana"));
    }

    [Fact]
    public async Task Pause_ForATime_EndsByItselfAndIsNoOptOut()
    {
        await KeepAsync(["river"], "one");

        var paused = await _book.PauseAsync(Ana, Now.AddDays(14));

        Assert.True(paused!.IsPausedAt(Now.AddDays(13)));
        Assert.False(paused.IsPausedAt(Now.AddDays(14)));
        Assert.True(await MayAsync("river"));
        Assert.Null(await _book.PauseAsync(new ChannelAddress("directline", "nobody"), Now.AddDays(14)));
    }

    [Fact]
    public async Task Delete_Everything_KeepsOptOutsUnderAPseudonymAndNoOptIn()
    {
        await KeepAsync(["river"], "one");
        await _consent.AddAsync("directline", "ana", "stop", new ConsentRecord(ConsentAct.OptOut, Now.AddMinutes(1), null, "directline", null, "en"));
        var someone = new Someone(null, [Ana]);

        await _book.DeleteAsync(someone, "act", default);
        await _consent.DeleteAsync(someone, "act", default);

        Assert.Null(await _book.FindAsync(Ana));
        Assert.False(await MayAsync("river"));
        Assert.Equal(ConsentAct.OptOut, (await _consent.LatestAsync("directline", "ana"))!.Act);
        Assert.Empty(await _consent.CollectAsync(someone, default));
        var left = (await _store.QueryAsync(new DocumentQuery(ConsentLedger.Kind.Name) { Where = [new("at", Comparison.Greater, "")] })).Documents;
        Assert.Equal(2, left.Count);
        Assert.All(left, d => Assert.StartsWith("salted-", d.Key.Partition, StringComparison.Ordinal));
        Assert.All(left, d => Assert.DoesNotContain("ana", System.Text.Encoding.UTF8.GetString(d.Body.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OptIn_AfterADeletion_CountsAgain()
    {
        await _consent.AddAsync("sms", Phone.Address, "stop", new ConsentRecord(ConsentAct.OptOut, Now, null, "sms", null, "en"));
        await _consent.DeleteAsync(new Someone(null, [Phone]), "act", default);

        await _consent.AddAsync("sms", Phone.Address, "start", new ConsentRecord(ConsentAct.OptIn, Now.AddDays(1), null, "sms", "START", "en"));

        Assert.Equal(ConsentAct.OptIn, (await _consent.LatestAsync("sms", Phone.Address))!.Act);
    }

    private Task KeepAsync(IReadOnlyList<string> topics, string act) =>
        _book.KeepAsync(new UpdateWishes(Ana, "ana-1", topics, Frequency.Weekly, "en", Now), "You agreed.", act);

    private Task<bool> MayAsync(string topic) => _consent.MayReachOutAsync("directline", "ana", UpdateWishes.ProgrammeOf(topic));
}
