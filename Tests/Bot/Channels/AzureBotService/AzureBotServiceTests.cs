using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Tests.Bot.Turns;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

public sealed class AzureBotServiceTests : IAsyncLifetime
{
    private BotFrameworkService _service = null!;

    public async Task InitializeAsync() => _service = await BotFrameworkService.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Message_FromTeams_IsAnsweredThroughTheConnector()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        var response = await bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Poll.UntilAsync(() => !_service.Requests.IsEmpty);
        var sent = Assert.Single(_service.Requests);
        Assert.Equal("https://smba.trafficmanager.net/amer/v3/conversations/a%3A1/activities/m1", sent.Url);
        Assert.Equal("Bearer token-1", sent.Authorization);
        Assert.Equal("You said hello", (string?)sent.Body!["text"]);
        Assert.Equal("28:bot", (string?)sent.Body["from"]!["id"]);
        Assert.Null(sent.Body["id"]);
    }

    [Fact]
    public async Task Message_DeliveredAgain_IsAcknowledgedAndAnsweredOnce()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(BotHost.Message(), _service.ChannelToken())).StatusCode);
        await bot.PostAsync(BotHost.Message().Replace("\"m1\"", "\"m2\"", StringComparison.Ordinal).Replace("hello", "bye", StringComparison.Ordinal), _service.ChannelToken());

        // The second message's answer comes after any other of the first's.
        await Poll.UntilAsync(() => _service.Requests.Any(r => (string?)r.Body!["text"] == "You said bye"));
        Assert.Equal(["You said hello", "You said bye"], _service.Requests.Select(r => (string?)r.Body!["text"]));
    }

    [Fact]
    public async Task Message_WithExpectReplies_IsAnsweredInTheResponse()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        var response = await bot.PostAsync(BotHost.Message(",\"deliveryMode\":\"expectReplies\""), _service.ChannelToken());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("You said hello", (string?)body["activities"]![0]!["text"]);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Turn_FromTeams_HasAConnectorClientToAskTeamsWith()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(
            _service,
            AzureBotServiceHost.App,
            turn: (turn, token) => turn.SendActivityAsync($"asks {turn.TurnState.Get<Microsoft.Bot.Connector.IConnectorClient>()?.BaseUri.Host}", cancellationToken: token));

        var response = await bot.PostAsync(BotHost.Message(",\"deliveryMode\":\"expectReplies\""), _service.ChannelToken());

        Assert.Contains("asks smba", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("known", HttpStatusCode.Accepted, """{"done":true}""")]
    [InlineData("unknown", HttpStatusCode.NotImplemented, "")]
    public async Task Invoke_ByName_GetsTheBotsStatusAndBodyOrNotImplemented(string name, HttpStatusCode status, string body)
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);
        var invoke = BotHost.Message($",\"name\":\"{name}\"").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal);

        var response = await bot.PostAsync(invoke, _service.ChannelToken());

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("directline")]
    [InlineData("facebook")]
    [InlineData("twilio-sms")]
    [InlineData("Facebook")]
    public async Task Message_ForAChannelOfOurOwn_IsForbidden(string channelId)
    {
        _service.ChannelKeys[0] = new TokenKey("channel-1", channelId);
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);
        await using var local = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.Anonymous, "Development");
        var message = BotHost.Message(",\"deliveryMode\":\"expectReplies\"").Replace("msteams", channelId, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await bot.PostAsync(message, _service.ChannelToken())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await local.PostAsync(message, null)).StatusCode);
    }

    public static TheoryData<string, string, HttpStatusCode> Hostile => new()
    {
        { "broken JSON", "{\"type\":\"message\"", HttpStatusCode.BadRequest },
        { "nothing", "", HttpStatusCode.BadRequest },
        { "null", "null", HttpStatusCode.BadRequest },
        { "an array", "[]", HttpStatusCode.BadRequest },
        { "a text", "\"message\"", HttpStatusCode.BadRequest },
        { "an empty object", "{}", HttpStatusCode.BadRequest },
        { "no type", BotHost.Message().Replace("\"type\":\"message\",", "", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "no channel", BotHost.Message().Replace("\"channelId\":\"msteams\",", "", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "a channel that looks like another's conversation", BotHost.Message().Replace("msteams", "directline/abc", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "no conversation", BotHost.Message().Replace("\"conversation\":{\"id\":\"a:1\"}", "\"a\":1", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "an empty conversation id", BotHost.Message().Replace("a:1", "", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "no sender", BotHost.Message().Replace("\"from\":{\"id\":\"29:user\",\"name\":\"Ada\"},", "", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "a sender that is a text", BotHost.Message().Replace("{\"id\":\"29:user\",\"name\":\"Ada\"}", "\"Ada\"", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "a type that is a number", BotHost.Message().Replace("\"message\"", "7", StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "a date that is none", BotHost.Message(",\"timestamp\":\"yesterday\""), HttpStatusCode.BadRequest },
        { "a property twice", BotHost.Message(",\"type\":\"event\""), HttpStatusCode.BadRequest },
        { "an unknown property twice", BotHost.Message(",\"channelData\":{\"a\":1,\"a\":2}"), HttpStatusCode.BadRequest },
        { "half a character", BotHost.Message(",\"summary\":\"\\ud800\""), HttpStatusCode.BadRequest },
        { "half a character in a name", BotHost.Message(",\"value\":{\"\\udc00\":1}"), HttpStatusCode.BadRequest },
        { "a very deep value", BotHost.Message($",\"value\":{new string('[', 500)}{new string(']', 500)}"), HttpStatusCode.BadRequest },
        { "a very long id", BotHost.Message().Replace("m1", new string('m', 2_000), StringComparison.Ordinal), HttpStatusCode.BadRequest },
        { "1 MB of text", BotHost.Message().Replace("hello", new string('x', 1_000_000), StringComparison.Ordinal), HttpStatusCode.RequestEntityTooLarge },
        { "no activity id", BotHost.Message().Replace("\"id\":\"m1\",", "", StringComparison.Ordinal), HttpStatusCode.OK },
        { "an unknown type", BotHost.Message().Replace("\"message\"", "\"telepathy\"", StringComparison.Ordinal), HttpStatusCode.OK },
        { "no text", BotHost.Message().Replace("\"text\":\"hello\",", "", StringComparison.Ordinal), HttpStatusCode.OK },
        { "a huge number", BotHost.Message(",\"value\":1e400"), HttpStatusCode.BadRequest },
        { "a huge number further in", BotHost.Message(",\"value\":{\"a\":1e400},\"more\":-1e999"), HttpStatusCode.OK },
        { "unknown properties", BotHost.Message(",\"whatever\":{\"a\":[1,null,{}]}"), HttpStatusCode.OK },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Body_OfAnyKind_GetsItsDocumentedStatus(string what, string body, HttpStatusCode status)
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        var response = await bot.PostAsync(body, _service.ChannelToken());

        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{what}: {response.StatusCode} {text}");
        if (status != HttpStatusCode.OK)
            Assert.NotNull((string?)JsonNode.Parse(text)!["error"]!["message"]);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    public async Task Body_DeclaredAs_IsTakenAsJsonOnly(string? contentType, HttpStatusCode status)
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        var response = await bot.PostAsync(System.Text.Encoding.UTF8.GetBytes(BotHost.Message()), _service.ChannelToken(), contentType);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Body_ThatIsNoUtf8_IsABadRequest()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);
        var body = System.Text.Encoding.Latin1.GetBytes(BotHost.Message().Replace("hello", "ñandú", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, (await bot.PostAsync(body, _service.ChannelToken())).StatusCode);
    }

    [Fact]
    public async Task Path_WithAnotherMethod_IsNotAllowed()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await bot.Client.GetAsync(AzureBotServiceChannel.Path)).StatusCode);
    }

    [Fact]
    public async Task Call_WithoutOrWithABadToken_IsUnauthorized()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(BotHost.Message(), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(BotHost.Message(), _service.ChannelToken(t => t.Algorithm = "none"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(BotHost.Message(), _service.EmulatorToken())).StatusCode);
    }

    [Fact]
    public async Task Path_WithoutConfiguration_IsNotFound()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, []);

        Assert.Equal(HttpStatusCode.NotFound, (await bot.PostAsync(BotHost.Message(), _service.ChannelToken())).StatusCode);
    }

    [Theory]
    [InlineData("MicrosoftAppPassword", "MicrosoftAppId=x")]
    [InlineData("MicrosoftAppId", "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppId", "MicrosoftAppTenantId=x")]
    [InlineData("MicrosoftAppTenantId", "MicrosoftAppType=SingleTenant;MicrosoftAppId=x;MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppTenantId", "MicrosoftAppType=UserAssignedMSI;MicrosoftAppId=x")]
    [InlineData("MicrosoftAppId", "MicrosoftAppType=UserAssignedMSI;MicrosoftAppTenantId=x")]
    [InlineData("MicrosoftAppType", "MicrosoftAppType=Sometimes;MicrosoftAppId=x;MicrosoftAppPassword=x")]
    [InlineData("AzureBotService:CertificatePath", "MicrosoftAppId=x;AzureBotService:CertificatePath=/nowhere/bot.pfx")]
    [InlineData("AzureBotService:CertificatePath", "MicrosoftAppId=x;AzureBotService:CertificatePassword=x")]
    [InlineData("MicrosoftAppPassword", "MicrosoftAppId=x;MicrosoftAppPassword=x;AzureBotService:CertificatePath=bot.pem")]
    [InlineData("MicrosoftAppId", "AzureBotService:CertificatePath=bot.pem")]
    [InlineData("MicrosoftAppTenantId", "MicrosoftAppType=SingleTenant;MicrosoftAppId=x;AzureBotService:CertificatePath=bot.pem")]
    [InlineData("MicrosoftAppType", "MicrosoftAppType=UserAssignedMSI;MicrosoftAppId=x;MicrosoftAppTenantId=x;AzureBotService:CertificatePath=bot.pem")]
    [InlineData("AzureBotService:AllowAnonymous", "AzureBotService:AllowAnonymous=true")]
    [InlineData("AzureBotService:AllowAnonymous", "AzureBotService:AllowAnonymous=perhaps")]
    public async Task Start_ConfiguredByHalf_IsRefusedNamingTheSetting(string setting, string settings)
    {
        var values = settings.Split(';').Select(s => s.Split('=')).ToDictionary(s => s[0], string? (s) => s[1]);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => AzureBotServiceHost.StartAsync(_service, values));

        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MultiTenant", "secret", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    [InlineData("SingleTenant", "secret", "https://login.microsoftonline.com/the-tenant/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "certificate", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    [InlineData("SingleTenant", "certificate", "https://login.microsoftonline.com/the-tenant/oauth2/v2.0/token")]
    [InlineData("SingleTenant", "certificate with a password", "https://login.microsoftonline.com/the-tenant/oauth2/v2.0/token")]
    [InlineData("UserAssignedMSI", "identity", "http://169.254.169.254/metadata/identity/oauth2/token")]
    public async Task Reply_OfABotThatProvesItself_BearsATokenOfItsLogin(string type, string by, string login)
    {
        using var certificate = new BotCertificate(by.EndsWith("password", StringComparison.Ordinal) ? "a word" : null);
        var settings = new Dictionary<string, string?>
        {
            ["MicrosoftAppType"] = type, ["MicrosoftAppId"] = BotFrameworkService.AppId, ["MicrosoftAppTenantId"] = type == "MultiTenant" ? null : "the-tenant",
            ["MicrosoftAppPassword"] = by == "secret" ? "the-secret" : null,
            ["AzureBotService:CertificatePath"] = by.StartsWith("certificate", StringComparison.Ordinal) ? certificate.Path : null, ["AzureBotService:CertificatePassword"] = certificate.Password,
        };
        await using var bot = await AzureBotServiceHost.StartAsync(_service, settings);

        using var response = await bot.PostAsync(BotHost.Message(), _service.ChannelToken());
        await Poll.UntilAsync(() => !_service.Requests.IsEmpty);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("Bearer token-", Assert.Single(_service.Requests).Authorization, StringComparison.Ordinal);
        var (address, form) = Assert.Single(_service.TokenRequests);
        Assert.Equal(login, address);
        Assert.Equal(BotFrameworkService.AppId, form["client_id"]);
        Assert.Equal(by == "secret" ? "the-secret" : null, form.GetValueOrDefault("client_secret"));
        Assert.Equal(by.StartsWith("certificate", StringComparison.Ordinal), form.ContainsKey("client_assertion"));
        Assert.StartsWith("https://api.botframework.com", form.GetValueOrDefault("scope") ?? form["resource"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_OfABotWithAWrongSecret_WaitsAndTheLogSaysWhyWithoutIt()
    {
        using var log = new LogLines();
        var settings = new Dictionary<string, string?>(AzureBotServiceHost.App) { ["MicrosoftAppPassword"] = "wrong" };
        await using var bot = await AzureBotServiceHost.StartAsync(_service, settings, log: log);

        using var response = await bot.PostAsync(BotHost.Message(), _service.ChannelToken());
        await Poll.UntilAsync(() => log.Lines.Any(l => l.Contains("7000215", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(log.Lines, l => l.Contains("MicrosoftAppType, -Id, -TenantId and -Password", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains("=wrong", StringComparison.Ordinal) || l.Contains(" wrong", StringComparison.Ordinal));
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Anonymous_OnThisMachine_IsAnsweredHereOnly()
    {
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.Anonymous, "Development");
        var elsewhere = BotHost.Message();
        var here = elsewhere.Replace(BotFrameworkService.TeamsServiceUrl, _service.Address.ToString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(here, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(elsewhere, null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(BotHost.Message(",\"deliveryMode\":\"expectReplies\"").Replace("m1", "m2", StringComparison.Ordinal), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(here, null, host: "bot.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(here, _service.EmulatorToken())).StatusCode);
        await Poll.UntilAsync(() => !_service.Requests.IsEmpty);
        Assert.Null(Assert.Single(_service.Requests).Authorization);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(401)]
    public async Task Reply_TheChannelCannotTakeNow_IsSentAgain(int status)
    {
        _service.Answer = (_, context) =>
        {
            context.Response.StatusCode = _service.Requests.Count == 1 ? status : StatusCodes.Status201Created;
            context.Response.Headers.RetryAfter = "1";
            return context.Response.WriteAsync("{}", context.RequestAborted);
        };
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        await bot.PostAsync(BotHost.Message(), _service.ChannelToken());

        await Poll.UntilAsync(() => _service.Requests.Count == 2);
        Assert.Equal(status == 401 ? 2 : 1, _service.TokenRequests.Count);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Reply_TheChannelRefuses_IsGivenUpAndTheNextOneSent(int status)
    {
        _service.Answer = (_, context) =>
        {
            context.Response.StatusCode = _service.Requests.Count == 1 ? status : StatusCodes.Status201Created;
            return context.Response.WriteAsync("{}", context.RequestAborted);
        };
        await using var bot = await AzureBotServiceHost.StartAsync(_service, AzureBotServiceHost.App);

        await bot.PostAsync(BotHost.Message(), _service.ChannelToken());
        await bot.PostAsync(BotHost.Message().Replace("m1", "m2", StringComparison.Ordinal).Replace("hello", "bye", StringComparison.Ordinal), _service.ChannelToken());

        await Poll.UntilAsync(() => _service.Requests.Count == 2);
        Assert.Equal(["You said hello", "You said bye"], _service.Requests.Select(r => (string?)r.Body!["text"]));
    }
}
