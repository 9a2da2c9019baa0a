using System.Net;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.BotFramework.Connector;

/// <summary>Who may call the bot, shown from outside: a real server, real keys, real tokens.</summary>
public sealed class IncomingTokensTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private BotFrameworkService _service = null!;
    private BotHost _bot = null!;

    public async Task InitializeAsync()
    {
        _service = await BotFrameworkService.StartAsync();
        _bot = await BotHost.StartAsync(_service, clock: _clock);
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Call_WithAChannelsToken_IsAnsweredThroughTheConnector()
    {
        var response = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        var sent = Assert.Single(_service.Requests);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://smba.trafficmanager.net/amer/v3/conversations/a%3A1/activities/m1", sent.Url);
        Assert.Equal("Bearer token-1", sent.Authorization);
        Assert.Equal("You said hello", (string?)sent.Body!["text"]);
        var (address, form) = Assert.Single(_service.TokenRequests);
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", address);
        Assert.Equal("https://api.botframework.com/.default", form["scope"]);
    }

    public static TheoryData<string, Action<TokenContent>> BadTokens => new()
    {
        { "expired", t => t.Expires = t.Expires!.Value.AddHours(-2) },
        { "not yet valid", t => t.NotBefore = t.NotBefore!.Value.AddHours(1) },
        { "without an end", t => t.Expires = null },
        { "for another app", t => t.Audience = "99999999-2222-3333-4444-555555555555" },
        { "for nobody", t => t.Audience = null },
        { "for an empty app", t => t.Audience = "" },
        { "from another issuer", t => t.Issuer = "https://evil.example" },
        { "from an issuer named by its own tid", t => (t.Issuer, t.Claims["tid"], t.Claims["appid"]) = ("https://sts.windows.net/00000000-1111-2222-3333-444444444444/", "00000000-1111-2222-3333-444444444444", BotFrameworkService.AppId) },
        { "signed with another key under a known id", t => t.Key = new TokenKey("channel-1", "msteams") },
        { "signed with a key nobody published", t => t.Key = new TokenKey("unknown", "msteams") },
        { "without a key id", t => t.KeyId = "" },
        { "not signed", t => t.Algorithm = "none" },
        { "signed with the public key as a secret", t => t.Algorithm = "HS256" },
        { "signed in a way not allowed", t => t.Algorithm = "PS256" },
        { "for another service URL", t => t.Claims["serviceurl"] = "https://smba.trafficmanager.net/emea/" },
        { "for a service URL in another case", t => t.Claims["serviceurl"] = BotFrameworkService.TeamsServiceUrl.ToUpperInvariant() },
        { "without a service URL", t => t.Claims.Remove("serviceurl") },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Call_WithABadToken_IsRefusedAndCausesNothing(string what, Action<TokenContent> change)
    {
        var response = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken(change));

        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.Empty(_service.Requests);
        Assert.Empty(_service.TokenRequests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer ....")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Call_WithoutAToken_IsRefused(string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(BotHost.Message(), System.Text.Encoding.UTF8, "application/json"),
        };
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);

        var response = await _bot.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.Unauthorized)]
    [InlineData(200_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task Call_WithAHugeHeader_IsRefusedWithoutWork(int chars, HttpStatusCode status)
    {
        var response = await _bot.PostAsync(BotHost.Message(), "Bearer " + new string('a', chars));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(0, _service.KeyRequests);
    }

    [Theory]
    [InlineData("directline")]
    [InlineData("facebook")]
    [InlineData("MSTEAMS")]
    public async Task Call_ForAChannelTheKeyIsNotEndorsedFor_IsRefused(string channelId)
    {
        var message = BotHost.Message().Replace("msteams", channelId, StringComparison.Ordinal);

        var response = await _bot.PostAsync(message, _service.ChannelToken());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Call_SignedWithAKeyWithoutEndorsements_IsRefused()
    {
        _service.ChannelKeys[0] = new TokenKey("channel-1");

        var response = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Call_SignedWithAnotherAllowedAlgorithm_IsAnswered(string algorithm)
    {
        var response = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken(t => t.Algorithm = algorithm));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(-4, HttpStatusCode.OK)]
    [InlineData(-6, HttpStatusCode.Unauthorized)]
    public async Task Call_WithATokenJustExpired_HasFiveMinutesOfSkew(int minutes, HttpStatusCode status)
    {
        var token = _service.ChannelToken(t => (t.NotBefore, t.Expires) = (null, _clock.GetUtcNow().AddMinutes(minutes)));

        Assert.Equal(status, (await _bot.PostAsync(BotHost.Message(), token)).StatusCode);
    }

    [Fact]
    public async Task Call_WithAnEmulatorsTokenInProduction_IsRefused()
    {
        var response = await _bot.PostAsync(BotHost.Message(), _service.EmulatorToken());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Keys_WhenTheyRollOver_AreFetchedAgainForANewIdAndTheOldOneIsRefused()
    {
        var old = _service.ChannelToken();
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(BotHost.Message(), old)).StatusCode);
        _service.ChannelKeys[0] = new TokenKey("channel-2", "msteams");
        _clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(BotHost.Message(), _service.ChannelToken())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _bot.PostAsync(BotHost.Message(), old)).StatusCode);
        Assert.Equal(2, _service.KeyRequests);
    }

    [Fact]
    public async Task Keys_AskedForByManyUnknownIds_AreFetchedOnceInFiveMinutes()
    {
        await _bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        await Parallel.ForAsync(0, 40, async (i, _) =>
        {
            var token = _service.ChannelToken(t => t.Key = new TokenKey($"made-up-{i}", "msteams"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await _bot.PostAsync(BotHost.Message(), token)).StatusCode);
        });

        Assert.Equal(1, _service.KeyRequests);
    }

    [Fact]
    public async Task Keys_AskedForByManyAtOnce_AreFetchedOnce()
    {
        var token = _service.ChannelToken();

        await Parallel.ForAsync(0, 20, async (_, _) =>
            Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(BotHost.Message(), token)).StatusCode));

        Assert.Equal(1, _service.KeyRequests);
        Assert.Single(_service.TokenRequests);
    }

    [Fact]
    public async Task Keys_ThatCannotBeHadAtFirst_AnswerServiceUnavailableAndComeLater()
    {
        _service.KeysAreDown = true;
        var token = _service.ChannelToken();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _bot.PostAsync(BotHost.Message(), token)).StatusCode);

        _service.KeysAreDown = false;
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(BotHost.Message(), token)).StatusCode);
    }

    [Fact]
    public async Task Keys_ThatCannotBeRenewed_StayGoodForSomeDays()
    {
        await _bot.PostAsync(BotHost.Message(), _service.ChannelToken());
        _service.KeysAreDown = true;

        _clock.Advance(TimeSpan.FromDays(4));
        var inTime = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken(t => t.Expires = _clock.GetUtcNow().AddHours(1)));
        _clock.Advance(TimeSpan.FromDays(2));
        var tooLate = await _bot.PostAsync(BotHost.Message(), _service.ChannelToken(t => t.Expires = _clock.GetUtcNow().AddHours(1)));

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, tooLate.StatusCode);
    }
}
