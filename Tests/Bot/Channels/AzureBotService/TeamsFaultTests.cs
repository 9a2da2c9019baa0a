using System.Globalization;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>Replies while Teams is in trouble: each arrives, in order, and again only where nobody can know.</summary>
public sealed class TeamsFaultTests : IAsyncLifetime
{
    /// <summary>The setting's default.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly IDisposable _running;
    private readonly TeamsConnector _teams;
    private BotFrameworkService _service = null!;
    private AzureBotServiceHost _bot = null!;

    public TeamsFaultTests() => (_running, _teams) = (_clock.Run(), new TeamsConnector(_clock));

    public async Task InitializeAsync()
    {
        _service = await BotFrameworkService.StartAsync();
        _service.Answer = _teams.AnswerAsync;
        _bot = await AzureBotServiceHost.StartAsync(
            _service,
            AzureBotServiceHost.App,
            turn: async (turn, token) =>
            {
                for (var i = 0; i < int.Parse(turn.Activity.Text ?? "0", CultureInfo.InvariantCulture); i++)
                    await turn.SendActivityAsync(string.Create(CultureInfo.InvariantCulture, $"{i}"), cancellationToken: token);
            },
            clock: _clock);
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _service.DisposeAsync();
        _running.Dispose();
    }

    public static TheoryData<Fault, int> Troubles => new()
    {
        { new Fault.Status(412), 1 }, { new Fault.Status(429, 1), 1 }, { new Fault.Status(502), 1 }, { new Fault.Status(504), 1 }, { new Fault.Status(500), 1 }, { new Fault.TimeOut(), 1 },
        // Teams can't be asked what it has: of losing it and saying it twice, the latter.
        { new Fault.AcceptAndDrop(), 2 }, { new Fault.AcceptAndHang(), 2 },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Reply_InTrouble_ArrivesInItsPlace(Fault trouble, int times)
    {
        _teams.Faults.Enqueue(new Fault.None());
        _teams.Faults.Enqueue(trouble);

        await SayAsync("3");
        if (trouble is Fault.TimeOut or Fault.AcceptAndHang)
        {
            await Poll.UntilAsync(() => _teams.Hangs > 0);
            _clock.Advance(SendTimeout);
        }

        await Poll.UntilAsync(() => _teams.Messages.Any(m => m.Text == "2"), TimeSpan.FromSeconds(30));
        Assert.Equal(["0", .. Enumerable.Repeat("1", times), "2"], _teams.Messages.Select(m => m.Text));
        Assert.Empty(_teams.Problems);
    }

    [Fact]
    public async Task Replies_FasterThanTeamsTakesThem_AllArriveInOrderOnce()
    {
        await SayAsync("10");

        await Poll.UntilAsync(() => _teams.Messages.Count == 10, TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i.ToString(CultureInfo.InvariantCulture)), _teams.Messages.Select(m => m.Text));
        Assert.Equal(0, _teams.TooFast);
    }

    [Fact]
    public async Task LongReply_WithOnePartInTrouble_HasItsFirstPartOnce()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(
            _service, AzureBotServiceHost.App, turn: (turn, token) => turn.SendActivityAsync(string.Join(' ', Enumerable.Repeat("A sentence of words.", 2_000)), cancellationToken: token));
        _teams.Faults.Enqueue(new Fault.None());
        _teams.Faults.Enqueue(new Fault.Status(502));

        await bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        await Poll.UntilAsync(() => _teams.Messages.Count == 3, TimeSpan.FromSeconds(30));
        Assert.Equal(2_000, _teams.Messages.Sum(m => m.Text!.Split("sentence").Length - 1));
    }

    private Task<HttpResponseMessage> SayAsync(string text) => _bot.PostAsync(BotHost.Message().Replace("hello", text, StringComparison.Ordinal), _service.ChannelToken());
}
