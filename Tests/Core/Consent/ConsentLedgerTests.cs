using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Consent;

public sealed class ConsentLedgerTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consent");
    private SqliteDocumentStore _store = null!;
    private ConsentLedger _ledger = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(ConsentLedger.Kind), TimeProvider.System);
        _ledger = new ConsentLedger(_store, TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Outreach_WithoutAnyRecord_IsNotAllowed() =>
        Assert.False(await _ledger.MayReachOutAsync("sms", "+15550100"));

    [Fact]
    public async Task Standing_ChangedByAnotherProcess_IsKnownByTheConversationOrAfterAMinute()
    {
        var clock = new ManualTimeProvider();
        var (ours, theirs) = (new ConsentLedger(_store, clock), new ConsentLedger(_store, clock));
        Assert.Null(await ours.StandingAsync("sms", "+15550100", null));

        await theirs.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptOut, 1));

        Assert.Null(await ours.StandingAsync("sms", "+15550100", null));
        Assert.Equal(ConsentAct.OptOut, (await ours.StandingAsync("sms", "+15550100", "a1"))!.Act);
        await theirs.AddAsync("sms", "+15550100", "a2", Record(ConsentAct.OptIn, 2));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ConsentAct.OptIn, (await ours.StandingAsync("sms", "+15550100", "a1"))!.Act);
    }

    [Fact]
    public async Task Standing_ChangedHere_IsKnownAtOnce()
    {
        Assert.Null(await _ledger.StandingAsync("sms", "+15550100", null));
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptOut, 1));
        Assert.Equal(ConsentAct.OptOut, (await _ledger.StandingAsync("sms", "+15550100", null))!.Act);
    }

    [Fact]
    public async Task Outreach_AfterOptInThenOptOut_IsNotAllowedAndBothStayAsEvidence()
    {
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptIn, 1));
        Assert.True(await _ledger.MayReachOutAsync("sms", "+15550100"));

        await _ledger.AddAsync("sms", "+15550100", "a2", Record(ConsentAct.OptOut, 2));

        Assert.False(await _ledger.MayReachOutAsync("sms", "+15550100"));
        Assert.Equal(2, (await _store.QueryAsync(new DocumentQuery("consent", "sms:+15550100"))).Documents.Count);
    }

    [Fact]
    public async Task Record_AddedTwiceByTheSameTurn_IsKeptOnce()
    {
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptOut, 1));
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptOut, 5));

        Assert.Equal(Time(1), (await _ledger.LatestAsync("sms", "+15550100"))!.At);
    }

    [Fact]
    public async Task OptOut_OfTheWholeCampaign_EndsEveryProgramme()
    {
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptIn, 1) with { Programme = "events" });
        await _ledger.AddAsync("sms", "+15550100", "a2", Record(ConsentAct.OptOut, 2));

        Assert.False(await _ledger.MayReachOutAsync("sms", "+15550100", "events"));
    }

    [Fact]
    public async Task OptOut_OfOneAddress_SaysNothingOfAnother()
    {
        await _ledger.AddAsync("sms", "+15550100", "a1", Record(ConsentAct.OptIn, 1));
        await _ledger.AddAsync("sms", "+15550101", "a2", Record(ConsentAct.OptOut, 2));

        Assert.True(await _ledger.MayReachOutAsync("sms", "+15550100"));
    }

    private static DateTimeOffset Time(int minute) => new(2026, 11, 22, 12, minute, 0, TimeSpan.Zero);

    private static ConsentRecord Record(ConsentAct act, int minute) => new(act, Time(minute), null, "sms", null, "en");
}
