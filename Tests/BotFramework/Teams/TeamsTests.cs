using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace CampaignBot.Tests.BotFramework.Teams;

public sealed class TeamsTests : IAsyncLifetime
{
    private const string Team = ",\"channelData\":{\"eventType\":\"EVENT\",\"channel\":{\"id\":\"19:ch\",\"name\":\"General\"},\"team\":{\"id\":\"19:team\",\"name\":\"Volunteers\"}}";

    private readonly Recorder _bot = new();
    private BotFrameworkService _service = null!;
    private BotHost _host = null!;

    public async Task InitializeAsync()
    {
        _service = await BotFrameworkService.StartAsync();
        _host = await BotHost.StartAsync(_service, _bot.OnTurnAsync);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("conversationUpdate", "channelCreated", "channel General created in Volunteers")]
    [InlineData("conversationUpdate", "teamRenamed", "team Volunteers renamed")]
    [InlineData("conversationUpdate", "somethingNew", null)]
    [InlineData("messageUpdate", "editMessage", "edited hello")]
    [InlineData("messageUpdate", "undeleteMessage", "undeleted")]
    [InlineData("messageDelete", "softDeleteMessage", "deleted")]
    [InlineData("invoke", "x", "card action")]
    public async Task Activity_OfAKindOfTeams_ReachesItsMethod(string type, string eventType, string? seen)
    {
        var message = BotHost.Message(Team.Replace("EVENT", eventType, StringComparison.Ordinal)).Replace("\"message\"", $"\"{type}\"", StringComparison.Ordinal);

        await _host.PostAsync(message, _service.ChannelToken());

        Assert.Equal(seen is null ? [] : [seen], _bot.Seen);
    }

    [Fact]
    public async Task Members_WhoJoined_AreAskedForByIdWithTheBotLeftAsItIs()
    {
        _service.Answer = (request, context) =>
        {
            if (request.Url.EndsWith("29%3Agone", StringComparison.Ordinal))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("""{"id":"29:ada","name":"Ada","email":"ada@example.org","userPrincipalName":"ada"}""", context.RequestAborted);
        };
        var update = BotHost.Message(Team + ",\"membersAdded\":[{\"id\":\"28:bot\"},{\"id\":\"29:ada\"},{\"id\":\"29:gone\"}]").Replace("\"message\"", "\"conversationUpdate\"", StringComparison.Ordinal);

        await _host.PostAsync(update, _service.ChannelToken());

        Assert.Equal(["28:bot:", "29:ada:ada@example.org", "29:gone:"], _bot.Seen);
        Assert.Equal(
            ["https://smba.trafficmanager.net/amer/v3/conversations/19%3Ateam/members/29%3Aada", "https://smba.trafficmanager.net/amer/v3/conversations/19%3Ateam/members/29%3Agone"],
            _service.Requests.Select(r => r.Url));
    }

    [Fact]
    public async Task Members_OfATeam_AreReadPageByPage()
    {
        _service.Answer = (request, context) => context.Response.WriteAsync(
            request.Url.Contains("continuationToken=next", StringComparison.Ordinal)
                ? """{"members":[{"id":"2","email":"b@example.org"}]}"""
                : """{"continuationToken":"next","members":[{"id":"1","email":"a@example.org"}]}""",
            context.RequestAborted);
        IEnumerable<TeamsChannelAccount> members = [];
        _bot.Turn = async (turn, token) => members = await TeamsInfo.GetMembersAsync(turn, token);

        await _host.PostAsync(BotHost.Message(Team), _service.ChannelToken());

        Assert.Equal(["a@example.org", "b@example.org"], members.Select(m => m.Email));
    }

    [Fact]
    public async Task Team_OfATurn_TellsItsChannelsAndDetails()
    {
        _service.Answer = (request, context) => context.Response.WriteAsync(
            request.Url.EndsWith("/conversations", StringComparison.Ordinal)
                ? """{"conversations":[{"id":"19:ch","name":"General"}]}"""
                : """{"id":"19:team","name":"Volunteers","memberCount":12}""",
            context.RequestAborted);
        string? seen = null;
        _bot.Turn = async (turn, token) =>
            seen = $"{(await TeamsInfo.GetTeamDetailsAsync(turn, cancellationToken: token)).MemberCount} {(await TeamsInfo.GetTeamChannelsAsync(turn, cancellationToken: token))[0].Name}";

        await _host.PostAsync(BotHost.Message(Team), _service.ChannelToken());

        Assert.Equal("12 General", seen);
        Assert.Equal("https://smba.trafficmanager.net/amer/v3/teams/19%3Ateam/conversations", _service.Requests.Last().Url);
    }

    [Fact]
    public void Activity_OfATeam_TellsTeamAndChannelAndCarriesANotification()
    {
        var activity = new Activity { ChannelId = "msteams", ChannelData = new TeamsChannelData { Channel = new ChannelInfo("19:ch"), Team = new TeamInfo { Id = "19:team" } } };

        activity.TeamsNotifyUser();

        Assert.Equal(("19:ch", "19:team"), (activity.TeamsGetChannelId(), activity.TeamsGetTeamInfo()!.Id));
        Assert.True(((TeamsChannelData)activity.ChannelData!).Notification!.Alert);
        Assert.Null(new Activity { ChannelData = "text" }.TeamsGetTeamInfo());
    }

    private sealed class Recorder : TeamsActivityHandler
    {
        public List<string> Seen { get; } = [];

        public Func<ITurnContext, CancellationToken, Task>? Turn { get; set; }

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            Turn?.Invoke(turnContext, cancellationToken) ?? Task.CompletedTask;

        protected override Task OnTeamsChannelCreatedAsync(ChannelInfo channelInfo, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            See($"channel {channelInfo.Name} created in {teamInfo!.Name}");

        protected override Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            See($"team {teamInfo.Name} renamed");

        protected override Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            See($"edited {turnContext.Activity.Text}");

        protected override Task OnTeamsMessageUndeleteAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => See("undeleted");

        protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => See("deleted");

        protected override Task<InvokeResponse?> OnTeamsCardActionInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            Seen.Add("card action");
            return Task.FromResult<InvokeResponse?>(CreateInvokeResponse());
        }

        protected override Task OnTeamsMembersAddedAsync(IList<TeamsChannelAccount> teamsMembersAdded, TeamInfo? teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Seen.AddRange(teamsMembersAdded.Select(m => $"{m.Id}:{m.Email}"));
            return Task.CompletedTask;
        }

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
