using CampaignBot.Core.Campaign;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.Events;

public sealed class SignUpsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 12, 10, 18, 30, 0, TimeSpan.FromHours(-8));
    private static readonly DateTimeOffset Now = Start.AddDays(-10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sign-ups");
    private readonly List<(string Name, string Act)> _told = [];
    private SqliteDocumentStore _store = null!;
    private SignUps _signUps = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(SignUp.Kind, Roll.Kind), TimeProvider.System);
        _signUps = new SignUps(_store, (signUp, act, _) =>
        {
            _told.Add((signUp.Name, act));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task LastPlace_TakenByManyAtOnce_GoesToOneAndTheOthersStandInLineOnceEach()
    {
        var party = Party(places: 3);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => _signUps.TakeAsync(party, Wish($"p{n}")))));

        Assert.Equal(3, outcomes.Count(o => o.Standing == Standing.Coming));
        Assert.Equal(Enumerable.Range(1, 37), outcomes.Where(o => o.Standing == Standing.Waiting).Select(o => o.InLine).Order());
        Assert.Equal(new Room(0, 37), await _signUps.RoomAsync(party));
        Assert.Equal(40, (await _signUps.OnAsync(party.Id)).DistinctBy(s => s.SignUp.Attendee).Count());
    }

    [Fact]
    public async Task Places_TakenAndGivenUpByManyAtOnce_AreNeverMoreThanThereAreAndNeverLost()
    {
        var party = Party(places: 5);
        await Task.WhenAll(Enumerable.Range(0, 15).Select(n => Task.Run(() => _signUps.TakeAsync(party, Wish($"p{n}")))));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Task.Run(async () =>
        {
            if (n < 10)
                await _signUps.CancelAsync(Who($"p{n}"), party.Id, party, $"no{n}");
            else
                await _signUps.TakeAsync(party, Wish($"p{n}"));
        })));

        var all = await _signUps.OnAsync(party.Id);
        Assert.Equal(20, all.Count);
        Assert.Equal(5, all.Count(s => s.Standing == Standing.Coming));
        Assert.Equal(Enumerable.Range(1, 15), all.Where(s => s.Standing == Standing.Waiting).Select(s => s.InLine).Order());
    }

    [Fact]
    public async Task Turn_RunAgain_ChangesNothingAndSaysTheSame()
    {
        var party = Party(places: 2);
        var first = await _signUps.TakeAsync(party, Wish("ana", people: 2));
        var before = await EverythingAsync();

        var again = await _signUps.TakeAsync(party, Wish("ana", people: 2));

        Assert.Equal(first, again);
        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task Cancel_ByWhoHadAPlace_MovesTheNextInLineUpAndTellsThemOnce()
    {
        var party = Party(places: 1);
        await _signUps.TakeAsync(party, Wish("ana"));
        await _signUps.TakeAsync(party, Wish("ben"));
        await _signUps.TakeAsync(party, Wish("cleo"));

        var cancelled = await _signUps.CancelAsync(Who("ana"), party.Id, party, "no");

        Assert.Equal("ana", cancelled!.Name);
        Assert.Equal([("ben", "no")], _told);
        Assert.Equal((Standing.Coming, 0), await StandingAsync("ben"));
        Assert.Equal((Standing.Waiting, 1), await StandingAsync("cleo"));
        Assert.Empty(await _signUps.OfAsync(Who("ana"), Now));
    }

    [Fact]
    public async Task Cancel_RunAgain_ReturnsTheSameAndMovesNobodyElseUp()
    {
        var party = Party(places: 1);
        foreach (var name in new[] { "ana", "ben", "cleo" })
            await _signUps.TakeAsync(party, Wish(name));
        var first = await _signUps.CancelAsync(Who("ana"), party.Id, party, "no");

        var again = await _signUps.CancelAsync(Who("ana"), party.Id, party, "no");

        Assert.Equal(first, again);
        // Told again with the same act: whoever tells knows it by that.
        Assert.Equal([("ben", "no"), ("ben", "no")], _told);
        Assert.Equal((Standing.Waiting, 1), await StandingAsync("cleo"));
        Assert.Null(await _signUps.CancelAsync(Who("ana"), party.Id, party, "another"));
    }

    [Fact]
    public async Task Place_ThatComesFree_GoesToTheFirstWhoseWholePartyFits()
    {
        var party = Party(places: 2);
        await _signUps.TakeAsync(party, Wish("ana"));
        await _signUps.TakeAsync(party, Wish("ben"));
        Assert.Equal(Standing.Waiting, (await _signUps.TakeAsync(party, Wish("cleo", people: 2))).Standing);
        Assert.Equal(Standing.Waiting, (await _signUps.TakeAsync(party, Wish("dan"))).Standing);

        await _signUps.CancelAsync(Who("ana"), party.Id, party, "no");

        Assert.Equal([("dan", "no")], _told);
        Assert.Equal((Standing.Waiting, 1), await StandingAsync("cleo"));
    }

    [Fact]
    public async Task NumberOfPeople_Changed_TakesOrFreesPlacesAndRefusesWhatDoesNotFit()
    {
        var party = Party(places: 4);
        await _signUps.TakeAsync(party, Wish("ana"));
        await _signUps.TakeAsync(party, Wish("ben"));

        Assert.Equal(new SignUpOutcome(Standing.Coming, 0, IsChange: true, WasThere: false), await _signUps.TakeAsync(party, Wish("ana", people: 3, act: "more")));
        Assert.Equal(new Room(0, 0), await _signUps.RoomAsync(party));
        Assert.Equal(Standing.NoRoom, (await _signUps.TakeAsync(party, Wish("ben", people: 2, act: "two"))).Standing);
        Assert.True((await _signUps.TakeAsync(party, Wish("ana", people: 3, act: "same"))).WasThere);
        Assert.True((await _signUps.TakeAsync(party, Wish("ana", people: 2, act: "less"))).IsChange);
        Assert.Equal(new Room(1, 0), await _signUps.RoomAsync(party));
        Assert.Equal(Standing.NoRoom, (await _signUps.TakeAsync(party, Wish("cleo", people: 5))).Standing);
        Assert.Empty(await _signUps.OfAsync(Who("cleo"), Now));
    }

    [Fact]
    public async Task Capacity_RaisedByTheCampaign_MovesTheLineUpWithTheNextWhoSignsUp()
    {
        await _signUps.TakeAsync(Party(places: 1), Wish("ana"));
        await _signUps.TakeAsync(Party(places: 1), Wish("ben"));

        await _signUps.TakeAsync(Party(places: 3), Wish("cleo"));

        Assert.Equal([("ben", "by-cleo")], _told);
        Assert.Equal((Standing.Coming, 0), await StandingAsync("cleo"));
    }

    [Fact]
    public async Task SignUp_AfterCancelling_StandsAtTheEndOfTheLine()
    {
        var party = Party(places: 1);
        foreach (var name in new[] { "ana", "ben", "cleo" })
            await _signUps.TakeAsync(party, Wish(name));
        await _signUps.CancelAsync(Who("ben"), party.Id, party, "no");

        var outcome = await _signUps.TakeAsync(party, Wish("ben", act: "after all"));

        Assert.Equal(new SignUpOutcome(Standing.Waiting, 2, IsChange: false, WasThere: false), outcome);
    }

    [Fact]
    public async Task Event_WithoutLimit_TakesEverybodyAndKeepsNoRoll()
    {
        var party = Party(places: null);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => _signUps.TakeAsync(party, Wish($"p{n}"))));

        Assert.All(outcomes, o => Assert.Equal(Standing.Coming, o.Standing));
        Assert.Equal(new Room(null, 0), await _signUps.RoomAsync(party));
        Assert.Empty((await _store.QueryAsync(new DocumentQuery("roll"))).Documents);
    }

    [Fact]
    public async Task Remove_OfASignUp_LeavesNoTraceAndFreesThePlace()
    {
        var party = Party(places: 1);
        await _signUps.TakeAsync(party, Wish("ana"));
        await _signUps.TakeAsync(party, Wish("ben"));

        foreach (var signUp in await _signUps.HistoryAsync(Who("ana")))
            await _signUps.RemoveAsync(signUp, party, "delete");

        Assert.DoesNotContain(await EverythingAsync(), text => text.Contains("ana", StringComparison.Ordinal));
        Assert.Equal((Standing.Coming, 0), await StandingAsync("ben"));
    }

    [Fact]
    public async Task CheckIn_Twice_KeepsTheFirstTimeAndIsRefusedToWhoIsNotSignedUp()
    {
        var party = Party(places: 1);
        await _signUps.TakeAsync(party, Wish("ana"));

        await _signUps.CheckInAsync(Who("ana"), party.Id, Start);
        var again = await _signUps.CheckInAsync(Who("ana"), party.Id, Start.AddMinutes(5));

        Assert.Equal(Start, again!.CheckedIn);
        Assert.Null(await _signUps.CheckInAsync(Who("ben"), party.Id, Start));
    }

    private async Task<(Standing, int)> StandingAsync(string name)
    {
        var signUp = Assert.Single(await _signUps.OfAsync(Who(name), Now));
        return (signUp.Standing, signUp.InLine);
    }

    private async Task<List<string>> EverythingAsync()
    {
        var texts = new List<string>();
        foreach (var kind in new[] { SignUp.Kind.Name, Roll.Kind.Name })
            texts.AddRange((await _store.QueryAsync(new DocumentQuery(kind))).Documents.Select(d => $"{d.Key} {System.Text.Encoding.UTF8.GetString(d.Body.Span)}"));
        return texts;
    }

    private static Gathering Party(int? places) =>
        new("event.party", new LocalizedText(new Dictionary<string, string> { ["en"] = "Party" }), Start, Start.AddHours(2)) { Series = "party", Capacity = places };

    private static ChannelAddress Who(string name) => new("web", name);

    private static SignUp Wish(string name, int people = 1, string? act = null) =>
        new("event.party", "Party", Start, "web", name, $"talk-{name}", name, people, "en", Now, act ?? $"by-{name}");
}
