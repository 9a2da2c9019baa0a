using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.Canvassing;

public sealed class ContactLogTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly ChannelAddress Ana = new("msteams", "ana");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contacts");
    private SqliteDocumentStore _store = null!;
    private ContactLog _log = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(ContactReport.Kind), TimeProvider.System);
        _log = new ContactLog(_store);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Card_SentTwice_CountsOnce()
    {
        Assert.True(await _log.AddAsync(Report("card", "first")));
        Assert.True(await _log.AddAsync(Report("card", "first")));
        Assert.False(await _log.AddAsync(Report("card", "second")));

        Assert.Equal(new ContactCount(1, 0, 1), await _log.CountAsync(Now.AddHours(-1)));
    }

    [Fact]
    public async Task Count_OfAStretch_LeavesOutWhatWasBefore()
    {
        await _log.AddAsync(Report("1", "1"));
        await _log.AddAsync(Report("2", "2") with { ContactType = ContactTypes.Phone, StatusCode = ContactStatus.NotHome });
        await _log.AddAsync(Report("3", "3") with { ActionDate = Now.AddDays(-1) });

        Assert.Equal(new ContactCount(1, 1, 1), await _log.CountAsync(Now.AddHours(-1)));
    }

    [Fact]
    public async Task Deletion_OfAVolunteersData_KeepsTheCountWithoutTheirName()
    {
        await _log.AddAsync(Report("1", "1"));
        var someone = new Someone(null, [Ana]);

        var before = await _log.CollectAsync(someone, CancellationToken.None);
        await _log.DeleteAsync(someone, "act", CancellationToken.None);

        Assert.Equal("success", Assert.Single(before)["statusCode"]!.ToString());
        Assert.Empty(await _log.CollectAsync(someone, CancellationToken.None));
        Assert.Equal(1, (await _log.CountAsync(Now.AddHours(-1))).Doors);
    }

    private static ContactReport Report(string id, string act) => new(id, ContactTypes.Door, ContactStatus.Success, Now, Ana.Key, act)
    {
        Answers = new Dictionary<string, string> { ["support"] = "undecided" },
    };
}
