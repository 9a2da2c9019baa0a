using CampaignBot.Core.Calendar;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Calendar;

public sealed class CalendarLinksTests : IAsyncLifetime
{
    private static readonly CalendarTarget Target = new("sms", "+15035550142", new DateOnly(2028, 11, 7));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("calendar");
    private readonly ManualTimeProvider _clock = new();
    private SqliteDocumentStore _store = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(CalendarLinks.Kind), _clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Name_OfALink_LeadsThereAndSaysNothing()
    {
        var name = await new CalendarLinks(_store).MakeAsync("act-1", Target, _clock.GetUtcNow().AddDays(1));

        Assert.Equal(30, name.Length);
        Assert.Equal(name, await new CalendarLinks(_store).MakeAsync("act-1", Target, _clock.GetUtcNow().AddDays(1)));
        Assert.NotEqual(name[..10], (await new CalendarLinks(_store).MakeAsync("act-2", Target, _clock.GetUtcNow().AddDays(1)))[..10]);
        Assert.Equal(Target, await new CalendarLinks(_store).OpenAsync(name));
    }

    [Fact]
    public async Task Name_ChangedExpiredOrDeleted_LeadsNowhere()
    {
        var links = new CalendarLinks(_store);
        var name = await links.MakeAsync("act-1", Target, _clock.GetUtcNow().AddDays(1));
        var other = await links.MakeAsync("act-2", Target, _clock.GetUtcNow().AddDays(9));

        for (var i = 0; i < name.Length - 1; i++)
            Assert.Null(await links.OpenAsync(name[..i] + (name[i] == 'A' ? 'B' : 'A') + name[(i + 1)..]));
        foreach (var none in new[] { "", "key", "../key", name + "A", name[1..], new string('é', 30), new string('A', 30) })
            Assert.Null(await links.OpenAsync(none));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await links.OpenAsync(name));
        Assert.NotNull(await links.OpenAsync(other));
        await links.DeleteAsync(other);
        Assert.Null(await links.OpenAsync(other));
    }
}
