using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.People;

public sealed class AddressLinksTests : IAsyncLifetime
{
    private static readonly ChannelAddress Web = new("directline", "zelda");
    private static readonly ChannelAddress Phone = new("sms", "+15555550123");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("links-");
    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDocumentStore _store;
    private readonly PersonDirectory _people;
    private readonly ConsentLedger _consent;
    private readonly AddressLinks _links;
    private int _acts;

    public AddressLinksTests()
    {
        _store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "test.db") },
            new DocumentKinds(Person.Kind, PersonDirectory.AddressKind, ConsentLedger.Kind, AddressLinks.Kind),
            _clock);
        (_people, _consent) = (new PersonDirectory(_store), new ConsentLedger(_store, TimeProvider.System));
        _links = new AddressLinks(_store, _people, _consent);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Code_ToldRightly_MakesTwoRecordsOnePersons()
    {
        await _people.TellAsync(Web.ChannelId, Web.Address, p => p.WithName("Zelda Fitz") with { Tags = ["web"] });
        await _people.TellAsync(Phone.ChannelId, Phone.Address, p => p.WithName("Z").WithPhone(Phone.Address) with { Tags = ["phone"] });

        Assert.Equal(CodeTold.Right, await TellAsync(await CodeAsync()));

        var person = await _people.AtAsync(Phone.ChannelId, Phone.Address);
        Assert.Equal("Zelda Fitz", person!.FullName);
        Assert.Equal([Phone.Address], person.Phones.Select(p => p.Number));
        Assert.Equal(["web", "phone"], person.Tags);
        Assert.Equal([Web, Phone], person.Addresses);
        Assert.Equal(person.Id, (await _people.AtAsync(Web.ChannelId, Web.Address))!.Id);
        Assert.Equal(1, await _people.AllAsync().CountAsync());
        Assert.Equal([Phone, Web], (await _people.SomeoneAsync(Phone.ChannelId, Phone.Address)).Addresses);
        Assert.IsType<CodeAsked.Known>(await AskAsync());
    }

    [Fact]
    public async Task Code_OfPeopleWhoToldNothingYet_LinksThemToo()
    {
        Assert.Equal(CodeTold.Right, await TellAsync(await CodeAsync()));

        Assert.Equal([Web, Phone], (await _people.SomeoneAsync(Web.ChannelId, Web.Address)).Addresses);
    }

    [Fact]
    public async Task Code_ToldWrongFiveTimes_IsOverEvenWhenTheSixthIsRight()
    {
        var code = await CodeAsync();
        var wrong = code == "000000" ? "000001" : "000000";

        var told = new List<CodeTold>();
        for (var i = 0; i < 5; i++)
            told.Add(await TellAsync(wrong));

        Assert.Equal([CodeTold.Wrong, CodeTold.Wrong, CodeTold.Wrong, CodeTold.Wrong, CodeTold.Over], told);
        Assert.Equal(CodeTold.Over, await TellAsync(code));
        Assert.Null(await _people.AtAsync(Web.ChannelId, Web.Address));
    }

    [Fact]
    public async Task Code_AfterTenMinutes_IsOver()
    {
        var code = await CodeAsync();
        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(CodeTold.Over, await TellAsync(code));
    }

    [Fact]
    public async Task Turn_RunAgain_AsksAndTellsTheSameAndCountsOnce()
    {
        var (one, again) = (await _links.AskAsync(Web, Phone, "a", _clock.GetUtcNow()), await _links.AskAsync(Web, Phone, "a", _clock.GetUtcNow()));
        var code = Assert.IsType<CodeAsked.Made>(one).Code;
        Assert.Equal(one, again);
        for (var i = 0; i < 10; i++)
            Assert.Equal(CodeTold.Wrong, await _links.TellAsync(Web, code == "000000" ? "000001" : "000000", "b"));

        Assert.Equal(CodeTold.Right, await _links.TellAsync(Web, code, "c"));
        Assert.Equal(CodeTold.Right, await _links.TellAsync(Web, code, "c"));
        Assert.Equal(CodeTold.Over, await _links.TellAsync(Web, code, "d"));
    }

    [Fact]
    public async Task Codes_ForOneNumberOrByOnePerson_AreThreeADay()
    {
        for (var i = 0; i < 3; i++)
            Assert.IsType<CodeAsked.Made>(await _links.AskAsync(new ChannelAddress("directline", $"stranger {i}"), Phone, $"s{i}", _clock.GetUtcNow()));
        Assert.IsType<CodeAsked.TooMany>(await AskAsync());
        for (var i = 0; i < 2; i++)
            Assert.IsType<CodeAsked.Made>(await _links.AskAsync(Web, new ChannelAddress("sms", $"+1555555020{i}"), $"o{i}", _clock.GetUtcNow()));
        Assert.IsType<CodeAsked.TooMany>(await _links.AskAsync(Web, new ChannelAddress("sms", "+15555550299"), "o3", _clock.GetUtcNow()));

        _clock.Advance(TimeSpan.FromHours(25));

        Assert.IsType<CodeAsked.Made>(await AskAsync());
    }

    [Fact]
    public async Task Code_ForANumberThatOptedOut_IsNotMade()
    {
        await _consent.AddAsync(Phone.ChannelId, Phone.Address, "stop", new ConsentRecord(ConsentAct.OptOut, _clock.GetUtcNow(), null, "sms", null, null));

        Assert.IsType<CodeAsked.Unwanted>(await AskAsync());
    }

    private async Task<string> CodeAsync() => Assert.IsType<CodeAsked.Made>(await AskAsync()).Code;

    private Task<CodeAsked> AskAsync() => _links.AskAsync(Web, Phone, $"act-{_acts++}", _clock.GetUtcNow());

    private Task<CodeTold> TellAsync(string code) => _links.TellAsync(Web, code, $"act-{_acts++}");
}
