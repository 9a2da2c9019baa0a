using CampaignBot.Core.Campaign;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Volunteering;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Events;

public sealed class EventGuideTests : IAsyncLifetime
{
    private static readonly TimeProvider Clock = new FixedClock(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("events");
    private SqliteDocumentStore _store = null!;
    private EventCalendar _calendar = null!;
    private CampaignContent _content = null!;
    private EventGuide _guide = null!;

    public async Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(CampaignEvent.Kind), TimeProvider.System);
        _content = await SampleContent.Loaded;
        _calendar = new EventCalendar(_store);
        _guide = new EventGuide(_content, _calendar, new VotingGuide(_ => Task.FromResult<IReadOnlyList<VotingFeed>>([]), Clock, _content.Profile.TimeZone), Clock);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Upcoming_OfTheSampleCampaign_LeavesOutWhatIsOverAndTellsWhatIsCancelled()
    {
        var upcoming = await _guide.UpcomingAsync();

        Assert.DoesNotContain(upcoming, e => e.Series == "open-house");
        Assert.Equal(EventStatus.Cancelled, Assert.Single(upcoming, e => e.Series == "porch-talk").Status);
        Assert.Equal("event.coffee.2026-12-03", upcoming[0].Id);
        Assert.Equal("event.town-hall", upcoming[^1].Id);
        Assert.Equal(upcoming.OrderBy(e => e.Start), upcoming);
    }

    [Fact]
    public async Task Find_ByTheIdsOfUpcomingAndPastEvents_GivesThemAndNothingElse()
    {
        foreach (var one in await _guide.UpcomingAsync())
            Assert.Equal(one.Start, (await _guide.FindAsync(one.Id))!.Start);
        Assert.NotNull(await _guide.FindAsync("event.open-house"));
        Assert.Null(await _guide.FindAsync("event.coffee.2026-11-26"));
        Assert.Null(await _guide.FindAsync("event.coffee"));
        Assert.Null(await _guide.FindAsync("event.nothing"));
        Assert.Null(await _guide.FindAsync("coffee.2026-12-03"));
    }

    [Fact]
    public async Task Upcoming_WithImportedEvents_TellsThePublicOnesWithThePlacesLeft()
    {
        var start = Clock.GetUtcNow().AddDays(3);
        var place = new EventPlace("Grange Hall", ["31 Grange Road"], "Alder Falls", "WK", "98703", null, null, IsPublic: false);
        await _calendar.SaveAsync(new CampaignEvent("a1", [], "Bake sale", start, null, null) { Capacity = 20, Accepted = 18, Place = place }, null);
        await _calendar.SaveAsync(new CampaignEvent("a2", [], "Staff only", start, null, null) { IsPublic = false }, null);
        await _calendar.SaveAsync(new CampaignEvent("a3", [], "Long ago", start.AddDays(-90), null, null), null);

        var imported = Assert.Single(await _guide.UpcomingAsync(), e => e.Series is "a1" or "a2" or "a3");

        Assert.Equal(("event.a1", "Bake sale", 2), (imported.Id, imported.Title["es"], imported.Capacity));
        // Where it is, only those who come are told, and not by us.
        Assert.Null(imported.Venue!.Address);
        Assert.Null(await _guide.FindAsync("event.a2"));
    }

    [Fact]
    public async Task Near_AKnownZip_IsOrderedByDistance()
    {
        var near = await _guide.NearAsync("98703");

        Assert.Equal("event.river-walk", near![0].Event.Id);
        Assert.Equal(0, near[0].Miles!.Value, 0.01);
        Assert.Equal(near.Select(e => e.Miles).Order(), near.Select(e => e.Miles));
        Assert.InRange(near[^1].Miles!.Value, 4, 6);
    }

    [Fact]
    public async Task Near_AZipThatNothingIsIn_IsNotKnown() => Assert.Null(await _guide.NearAsync("10001"));

    [Fact]
    public void Miles_BetweenPortlandAndSeattle_IsTheDistanceAsTheCrowFlies() =>
        Assert.Equal(145, ZipMap.Miles(new GeoPoint(45.5152, -122.6784), new GeoPoint(47.6062, -122.3321)), 1.0);

    [Fact]
    public void Shifts_OfTheSampleCampaign_ComeInOrderAndAreFoundByTheirIds()
    {
        var guide = new ShiftGuide(_content, Clock);

        var shifts = guide.Upcoming();

        Assert.Equal("shift.doors.2026-11-22.1300", shifts[0].Id);
        Assert.Equal(shifts.OrderBy(s => s.Start), shifts);
        Assert.All(shifts, s => Assert.Equal(s.Start, guide.Find(s.Id)!.Start));
        Assert.All(guide.Upcoming("calls"), s => Assert.Equal(DayOfWeek.Wednesday, s.Start.DayOfWeek));
        Assert.Null(guide.Find("shift.doors.2026-12-26.1000"));
        Assert.Null(guide.Find("shift.doors.2026-12-19"));
        Assert.Equal("College commons", guide.Find("shift.doors.2026-12-20.1300")!.Venue!.Name!["en"]);
    }
}
