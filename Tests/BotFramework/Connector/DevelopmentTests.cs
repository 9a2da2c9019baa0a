using System.Net;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.BotFramework.Connector;

/// <summary>What Development lets in beyond production, and what not even Development does.</summary>
public sealed class DevelopmentTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> NoApp = [];
    private static readonly Dictionary<string, string?> Anonymous = new() { ["AzureBotService:AllowAnonymous"] = "true" };

    private BotFrameworkService _service = null!;

    public async Task InitializeAsync() => _service = await BotFrameworkService.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    private string EmulatorMessage => BotHost.Message()
        .Replace(BotFrameworkService.TeamsServiceUrl, _service.Address.ToString(), StringComparison.Ordinal)
        .Replace("msteams", "emulator", StringComparison.Ordinal);

    [Fact]
    public async Task Emulator_InDevelopment_IsAnsweredOnThisMachine()
    {
        await using var bot = await BotHost.StartAsync(_service, environment: "Development");

        var response = await bot.PostAsync(EmulatorMessage, _service.EmulatorToken());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(_service.Address.ToString(), Assert.Single(_service.Requests).Url);
    }

    public static TheoryData<string, Action<TokenContent>> BadEmulatorTokens => new()
    {
        { "issued to another app", t => t.Claims["appid"] = "99999999-2222-3333-4444-555555555555" },
        { "for another audience", t => t.Audience = "https://graph.microsoft.com" },
        { "from a tenant that only its own tid names", t => (t.Issuer, t.Claims["tid"]) = ("https://sts.windows.net/00000000-1111-2222-3333-444444444444/", "00000000-1111-2222-3333-444444444444") },
        { "signed with another key", t => t.Key = new TokenKey("entra-1") },
        { "version 2 with the app in the wrong claim", t => t.Claims["ver"] = "2.0" },
        { "of an unknown version", t => t.Claims["ver"] = "3.0" },
    };

    [Theory]
    [MemberData(nameof(BadEmulatorTokens))]
    public async Task Emulator_WithABadToken_IsRefusedInDevelopmentToo(string what, Action<TokenContent> change)
    {
        await using var bot = await BotHost.StartAsync(_service, environment: "Development");

        // Twice: one call must not teach the bot to accept the next.
        Assert.True((await bot.PostAsync(EmulatorMessage, _service.EmulatorToken(change))).StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.True((await bot.PostAsync(EmulatorMessage, _service.EmulatorToken(change))).StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Emulator_WithATokenOfTheBotsOwnTenant_IsAnswered()
    {
        const string tenant = "00000000-1111-2222-3333-444444444444";
        await using var bot = await BotHost.StartAsync(_service, environment: "Development", settings: new()
        {
            ["MicrosoftAppType"] = "SingleTenant",
            ["MicrosoftAppId"] = BotFrameworkService.AppId,
            ["MicrosoftAppPassword"] = "secret",
            ["MicrosoftAppTenantId"] = tenant,
        });

        var response = await bot.PostAsync(EmulatorMessage, _service.EmulatorToken(t =>
            (t.Issuer, t.Claims["ver"], t.Claims["azp"]) = ($"https://login.microsoftonline.com/{tenant}/v2.0", "2.0", BotFrameworkService.AppId)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", Assert.Single(_service.TokenRequests).Address);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task NoAppId_WithoutBothDevelopmentAndPermission_LetsNobodyIn(string environment, bool allow)
    {
        await using var bot = await BotHost.StartAsync(_service, environment: environment, settings: allow ? Anonymous : NoApp);

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(EmulatorMessage, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(BotHost.Message(), _service.ChannelToken(t => t.Audience = ""))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(BotHost.Message(), _service.ChannelToken())).StatusCode);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task NoAppId_InDevelopmentWithPermission_AnswersThisMachineWithoutAToken()
    {
        await using var bot = await BotHost.StartAsync(_service, environment: "Development", settings: Anonymous);

        var response = await bot.PostAsync(EmulatorMessage, null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(_service.Requests).Authorization);
        Assert.Empty(_service.TokenRequests);
    }

    [Fact]
    public async Task AppId_InDevelopmentWithPermission_StillNeedsAToken()
    {
        await using var bot = await BotHost.StartAsync(_service, environment: "Development", settings: new(Anonymous)
        {
            ["MicrosoftAppId"] = BotFrameworkService.AppId,
            ["MicrosoftAppPassword"] = "secret",
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(EmulatorMessage, null)).StatusCode);
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/")]
    [InlineData("https://evil.example/")]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://user:pass@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("ftp://localhost/")]
    [InlineData("urn:botframework:namedpipe")]
    [InlineData("/relative")]
    public async Task ServiceUrl_ThatIsNotTheBotFrameworks_IsNeverCalled(string serviceUrl)
    {
        await using var development = await BotHost.StartAsync(_service, environment: "Development", settings: Anonymous);
        await using var production = await BotHost.StartAsync(_service);
        var message = BotHost.Message().Replace(BotFrameworkService.TeamsServiceUrl, serviceUrl, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, (await development.PostAsync(message, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await production.PostAsync(message, _service.ChannelToken(t => t.Claims["serviceurl"] = serviceUrl))).StatusCode);
        Assert.Empty(_service.Requests);
        Assert.Empty(_service.TokenRequests);
        Assert.All(_service.Http.Hosts, host => Assert.Equal("login.botframework.com", host));
    }

    [Theory]
    [InlineData("http://localhost:9/")]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://[::1]:9/")]
    public async Task ServiceUrl_OnThisMachineInProduction_IsNeverCalled(string serviceUrl)
    {
        await using var bot = await BotHost.StartAsync(_service);
        var message = BotHost.Message().Replace(BotFrameworkService.TeamsServiceUrl, serviceUrl, StringComparison.Ordinal);

        var response = await bot.PostAsync(message, _service.ChannelToken(t => t.Claims["serviceurl"] = serviceUrl));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_service.Requests);
    }
}
