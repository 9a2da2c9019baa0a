using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Tests.Bot.Turns;
using CampaignBot.Tests.Support;
using CampaignBot.Voting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Voting;

public sealed class GoogleCivicTests : IAsyncLifetime
{
    private static readonly PostalAddress Elm = new("12", Street: "Elm", Suffix: "St", City: "Birch Hollow", State: "WK", Zip: "98777");
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2028, 10, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly LogLines _log = new();
    private CivicServer _server = null!;
    private ServiceProvider? _services;

    public async Task InitializeAsync() => _server = await CivicServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Address_ThatGoogleKnows_ComesInAFeedsShape()
    {
        var found = await (await ServiceAsync()).FindAsync(Elm, CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal("12 Elm St, Birch Hollow, WK 98777", found.Matched);
        Assert.Equal("Birch County (Google Civic Information)", found.Feed.Source.Name);
        Assert.Equal(new Uri("https://birch.example/where"), found.Feed.Source.Web);
        Assert.Equal(new DateOnly(2028, 11, 7), found.Feed.Election.Date);
        // Neither the place without an address nor the one that isn't official.
        var hall = Assert.Single(found.Precinct.PollingPlaces);
        Assert.Equal(("Town Hall", "1 Main St, Birch Hollow, WK 98777", "7am-8pm", "Enter from the back."), (hall.Name, hall.Address.ToString(), hall.HoursText!["en"], hall.Directions!["en"]));
        Assert.Equal(new DateOnly(2028, 10, 21), Assert.Single(found.Precinct.EarlyVoting).Hours!.Periods[0].From);
        Assert.Equal(["Mayor", "Measure 9: a library"], found.Precinct.Ballot.Select(c => c.Name));
        Assert.Equal(["Bo One", "Ada Two"], found.Precinct.Ballot[0].Choices.Select(c => c.Text["en"]));
        Assert.Equal("(555) 555-0177", found.Precinct.Authority!.Departments[0].Contact!.Phones[0]);
        Assert.Null(found.Precinct.Authority.WhatIsOnMyBallot);
        var asked = Assert.Single(_server.Requests);
        Assert.Equal("12 Elm St, Birch Hollow, WK 98777", asked["address"]);
        Assert.Equal(("true", "9000"), (asked["officialOnly"].ToString(), asked["electionId"].ToString()));
        Assert.False(asked.ContainsKey("key"));
    }

    [Theory]
    [InlineData("400")]
    [InlineData("404")]
    [InlineData("403")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("garbage")]
    [InlineData("endless")]
    [InlineData("redirect")]
    public async Task Trouble_OfAnyKind_FindsNothingAndLogsNoSecret(string trouble)
    {
        _server.Trouble = trouble;

        Assert.Null(await (await ServiceAsync()).FindAsync(Elm, CancellationToken.None));

        Assert.DoesNotContain(_log.Lines, l => l.Contains("Elm", StringComparison.Ordinal) || l.Contains(CivicServer.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_ThatTakesTooLong_IsGivenUpAtTheDeadline()
    {
        _server.Trouble = "slow";
        var asking = (await ServiceAsync()).FindAsync(Elm, CancellationToken.None);
        await Poll.UntilAsync(() => Task.FromResult(!_server.Requests.IsEmpty));

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Null(await asking.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Service_ThatFailsAgainAndAgain_IsLeftAloneForAWhile()
    {
        var service = await ServiceAsync();
        _server.Trouble = "500";
        for (var i = 0; i < 8; i++)
            Assert.Null(await service.FindAsync(Elm, CancellationToken.None));
        Assert.Equal(5, _server.Requests.Count);

        _server.Trouble = null;
        Assert.Null(await service.FindAsync(Elm, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(await service.FindAsync(Elm, CancellationToken.None));
    }

    [Theory]
    [InlineData("2028-10-19", true)]
    [InlineData("soon", true)]
    [InlineData("2028-11-07", false)]
    public async Task Answer_OfAnElectionThatIsOverOrOfNoOfficialSource_IsNone(string day, bool isOfficial)
    {
        _server.Answer = CivicServer.VoterInfo(day, isOfficial);

        Assert.Null(await (await ServiceAsync()).FindAsync(Elm, CancellationToken.None));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"election":{"electionDay":"2028-11-07"},"normalizedInput":{"line1":"x"},"pollingLocations":[{}],"state":[{}],"contests":[{}]}""")]
    [InlineData("""{"election":{"electionDay":"2028-11-07"},"normalizedInput":null,"pollingLocations":7}""")]
    public async Task Answer_WithoutWhatItShouldHave_IsNone(string answer)
    {
        _server.Answer = answer;

        Assert.Null(await (await ServiceAsync()).FindAsync(Elm, CancellationToken.None));
    }

    [Theory]
    [InlineData("Endpoint", "http://civic.example/v2", "GoogleCivic:Endpoint must be https")]
    [InlineData("Endpoint", "civic", "GoogleCivic:Endpoint is no address")]
    [InlineData("Key", "my key", "GoogleCivic:Key is no API key")]
    [InlineData("Deadline", "00:01:00", "GoogleCivic:Deadline must be")]
    [InlineData("MaxBytes", "10", "GoogleCivic:MaxBytes must be")]
    public async Task Setting_ThatCantBe_KeepsTheProgramFromStarting(string name, string value, string message)
    {
        var (exit, output) = await BotProgram.RunAsync([$"--GoogleCivic:{name}={value}"], ("GoogleCivic:Key", "AIzaSecretOfOurs"));

        Assert.Equal(1, exit);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("AIzaSecretOfOurs", output, StringComparison.Ordinal);
    }

    private async Task<IVoterInfoService> ServiceAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GoogleCivic:Key"] = CivicServer.Key,
            ["GoogleCivic:Endpoint"] = _server.Endpoint,
            ["GoogleCivic:ElectionId"] = "9000",
        }).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton((await SampleContent.Loaded).Profile)
            .AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace))
            .AddGoogleCivic(configuration)
            .BuildServiceProvider();
        Assert.Empty(_services.GetRequiredService<IOptions<GoogleCivicOptions>>().Value.Errors());
        return _services.GetRequiredService<IVoterInfoService>();
    }
}
