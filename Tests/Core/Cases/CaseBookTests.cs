using CampaignBot.Core.Cases;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.Cases;

public sealed class CaseBookTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly CasePlace Asked = new("msteams", "chat", "ana");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cases");
    private SqliteDocumentStore _store = null!;
    private CaseBook _cases = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(Case.DocumentKind, CaseNotice.Kind, CaseBook.DeskKind), TimeProvider.System);
        _cases = new CaseBook(_store);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Case_OpenedTwiceByOneAct_IsOneCase()
    {
        var first = await OpenAsync("a1");
        var again = await OpenAsync("a1");

        Assert.Equal(first.Number, again.Number);
        Assert.Matches("^[1-9][0-9]{4}$", first.Number);
        Assert.Equal(1, await _cases.CountOpenAsync(CaseKind.Expert));
    }

    [Fact]
    public async Task Numbers_OfManyActs_AreAllDifferent()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 600; i++)
            numbers.Add((await OpenAsync($"act-{i}")).Number);

        Assert.Equal(600, numbers.Distinct().Count());
    }

    [Fact]
    public async Task Answer_GivenByTwoAtOnce_IsPassedOnOnce()
    {
        var opened = await OpenAsync("a1");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => AnswerAsync(opened.Number, $"answer {n}", $"by-{n}"))));

        Assert.Equal(1, outcomes.Count(o => o == AnswerOutcome.Answered));
        Assert.Equal(7, outcomes.Count(o => o == AnswerOutcome.WasAnswered));
        var notice = Assert.Single(await _cases.NoticesAsync(10));
        Assert.Equal((await _cases.FindAsync(opened.Number))!.Answer, notice.Text);
        Assert.Equal(Asked, notice.To);
    }

    [Fact]
    public async Task Answer_ByTheSameActAgain_ChangesNothing()
    {
        var opened = await OpenAsync("a1");

        Assert.Equal(AnswerOutcome.Answered, await AnswerAsync(opened.Number, "yes", "by"));
        Assert.Equal(AnswerOutcome.Answered, await AnswerAsync(opened.Number, "yes", "by"));

        Assert.Single(await _cases.NoticesAsync(10));
        Assert.Equal(0, await _cases.CountOpenAsync(CaseKind.Expert));
    }

    [Fact]
    public async Task Answer_ToNoCase_IsNotFound() => Assert.Equal(AnswerOutcome.NotFound, await AnswerAsync("11111", "yes", "by"));

    [Fact]
    public async Task PersonalData_OfWhoAsked_IsShownAndDeleted()
    {
        var (mine, other) = (await OpenAsync("a1"), await OpenAsync("a2", new CasePlace("sms", "c", "+15035550142")));
        await AnswerAsync(mine.Number, "yes", "by");
        var someone = new Someone(null, [new ChannelAddress("msteams", "ana")]);

        var shown = await _cases.CollectAsync(someone, CancellationToken.None);
        await _cases.DeleteAsync(someone, "act", CancellationToken.None);

        Assert.Equal("Do renters pay?", Assert.Single(shown)["about"]!.ToString());
        Assert.DoesNotContain(shown[0], p => p.Key is "act" or "place" or "asker");
        Assert.Null(await _cases.FindAsync(mine.Number));
        Assert.NotNull(await _cases.FindAsync(other.Number));
        Assert.Empty(await _cases.NoticesAsync(10));
    }

    [Theory]
    [InlineData("they won't let me vote", true)]
    [InlineData("I was turned away at the polls", true)]
    [InlineData("someone is threatening people in line", true)]
    [InlineData("the voting machines are broken", true)]
    [InlineData("no me dejan votar", true)]
    [InlineData("están intimidando a la gente en la casilla", true)]
    [InlineData("I want to talk about the bus line", false)]
    [InlineData("how do I vote?", false)]
    [InlineData("quiero hablar con una persona sobre los impuestos", false)]
    public void Urgency_InWhatIsSaid_IsSeen(string text, bool expected) => Assert.Equal(expected, UrgentWords.In(text));

    private Task<Case> OpenAsync(string act, CasePlace? place = null) =>
        _cases.OpenAsync(act, number => new Case(number, CaseKind.Expert, "en", Now, act) { Place = place ?? Asked, About = "Do renters pay?" });

    private Task<AnswerOutcome> AnswerAsync(string number, string answer, string act) => _cases.AnswerAsync(
        number, answer, act, Now, answered => new CaseNotice($"case-{answered.Number}-answer", answered.Place!, answered.Language, answered.Answer!, null, Now));
}
