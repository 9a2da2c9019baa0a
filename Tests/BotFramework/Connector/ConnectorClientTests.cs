using System.Net;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Connector;

public sealed class ConnectorClientTests : IAsyncLifetime
{
    private BotFrameworkService _service = null!;
    private ConnectorClient _client = null!;

    public async Task InitializeAsync()
    {
        _service = await BotFrameworkService.StartAsync();
        _client = Client(new MicrosoftAppCredentials(BotFrameworkService.AppId, "secret", _service.Http.CreateClient("")));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private ConnectorClient Client(MicrosoftAppCredentials credentials, string url = "https://smba.trafficmanager.net/amer") =>
        new(new Uri(url), credentials, _service.Http.CreateClient(""), disposeHttpClient: false);

    public static TheoryData<string, string, Func<IConversations, Task>> Operations => new()
    {
        { "GET", "v3/conversations?continuationToken=a%26b", c => c.GetConversationsAsync("a&b") },
        { "POST", "v3/conversations", c => c.CreateDirectConversationAsync("bot", "user") },
        { "POST", "v3/conversations/19%3Ax%40thread%3Bmessageid%3D1/activities", c => c.SendToConversationAsync("19:x@thread;messageid=1", new Activity("message")) },
        { "POST", "v3/conversations/c/activities/a%2Fb", c => c.ReplyToActivityAsync("c", "a/b", new Activity("message")) },
        { "PUT", "v3/conversations/c/activities/a", c => c.UpdateActivityAsync(new Activity("message") { Id = "a", Conversation = new ConversationAccount(id: "c") }) },
        { "DELETE", "v3/conversations/c/activities/a", c => c.DeleteActivityAsync("c", "a") },
        { "POST", "v3/conversations/c/activities/history", c => c.SendConversationHistoryAsync("c", new Transcript([new Activity("message")])) },
        { "GET", "v3/conversations/c/members", c => c.GetConversationMembersAsync("c") },
        { "GET", "v3/conversations/c/members/u", c => c.GetConversationMemberAsync("u", "c") },
        { "GET", "v3/conversations/c/pagedmembers?pageSize=50&continuationToken=t", c => c.GetConversationPagedMembersAsync("c", 50, "t") },
        { "DELETE", "v3/conversations/c/members/u", c => c.DeleteConversationMemberAsync("c", "u") },
        { "GET", "v3/conversations/c/activities/a/members", c => c.GetActivityMembersAsync("c", "a") },
        { "POST", "v3/conversations/c/attachments", c => c.UploadAttachmentAsync("c", new AttachmentData("text/plain", "a.txt", [1])) },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_OfTheProtocol_GoesToItsAddressWithAToken(string method, string path, Func<IConversations, Task> operation)
    {
        _service.Answer = (request, context) => context.Response.WriteAsync(
            path.EndsWith("/members", StringComparison.Ordinal) ? """[{"id":"u"}]""" : """{"id":"x"}""", context.RequestAborted);

        await operation(_client.Conversations);

        var request = Assert.Single(_service.Requests);
        Assert.Equal((method, $"https://smba.trafficmanager.net/amer/{path}", "Bearer token-1"), (request.Method, request.Url, request.Authorization));
    }

    [Fact]
    public async Task Error_FromTheChannel_CarriesStatusRetryAfterAndBodyButNoText()
    {
        _service.Answer = (_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("""{"error":{"code":"TooMany","message":"Ada sent too much"}}""", context.RequestAborted);
        };

        var error = await Assert.ThrowsAsync<ErrorResponseException>(() => _client.Conversations.SendToConversationAsync("c", new Activity("message")));

        Assert.Equal(HttpStatusCode.TooManyRequests, error.Response!.StatusCode);
        Assert.Equal("7", Assert.Single(error.Response.Headers["retry-after"]));
        Assert.Equal("TooMany", error.Body!.Error!.Code);
        Assert.DoesNotContain("Ada", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Accepted")]
    public async Task Send_AnsweredWithoutJson_HasArrived(string body)
    {
        _service.Answer = (_, context) => context.Response.WriteAsync(body, context.RequestAborted);

        Assert.Null((await _client.Conversations.SendToConversationAsync("c", new Activity("message"))).Id);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Conversations.GetConversationMembersAsync("c"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task Id_ThatWouldNameAnotherPath_IsRefused(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.Conversations.SendToConversationAsync(id, new Activity("message")));

        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    public async Task Token_ForAForeignService_IsNeitherGotNorSent(string url)
    {
        using var client = Client(new MicrosoftAppCredentials(BotFrameworkService.AppId, "secret", _service.Http.CreateClient("")), url);

        await client.Conversations.SendToConversationAsync("c", new Activity("message"));

        Assert.Null(Assert.Single(_service.Requests).Authorization);
        Assert.Empty(_service.TokenRequests);
    }

    [Fact]
    public async Task Token_ThatWasRefused_IsFetchedAgainForTheNextRequest()
    {
        _service.Answer = (request, context) =>
        {
            context.Response.StatusCode = request.Authorization == "Bearer token-1" ? 401 : 200;
            return context.Response.WriteAsync("{}", context.RequestAborted);
        };

        await Assert.ThrowsAsync<ErrorResponseException>(() => _client.Conversations.SendToConversationAsync("c", new Activity("message")));
        await _client.Conversations.SendToConversationAsync("c", new Activity("message"));

        Assert.Equal("Bearer token-2", _service.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Token_WithAWrongSecret_IsAnErrorWithoutTheSecret()
    {
        using var client = Client(new MicrosoftAppCredentials(BotFrameworkService.AppId, "wrong", _service.Http.CreateClient("")));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.Conversations.SendToConversationAsync("c", new Activity("message")));

        Assert.Contains("invalid_client", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [InlineData("https://webchat.botframework.com/", true)]
    [InlineData("https://directline.botframework.azure.us/", true)]
    [InlineData("https://europe.webchat.botframework.com", true)]
    [InlineData("https://other.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", false)]
    [InlineData("https://botframework.com.evil.example/", false)]
    [InlineData("https://xbotframework.com/", false)]
    [InlineData("https://anything.azure.us/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("not an address", false)]
    public void ServiceUrl_OfSomeone_IsTrustedWhereItIsTheBotFrameworks(string url, bool trusted) =>
        Assert.Equal(trusted, AppCredentials.IsTrustedServiceUrl(url));

    [Fact]
    public async Task Certificate_ForAnApp_ProvesItWithASignedAssertion()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=bot", rsa, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var factory = new CertificateServiceClientCredentialsFactory(certificate, BotFrameworkService.AppId, "tenant", _service.Http.CreateClient(""));
        var credentials = (AppCredentials)await factory.CreateCredentialsAsync(
            BotFrameworkService.AppId, "https://api.botframework.com", AuthenticationConstants.ToChannelFromBotLoginUrl, true, CancellationToken.None);

        Assert.Equal("token-1", await credentials.GetTokenAsync());

        var (address, form) = Assert.Single(_service.TokenRequests);
        Assert.Equal("https://login.microsoftonline.com/tenant/oauth2/v2.0/token", address);
        var result = await new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new()
        {
            ValidIssuer = BotFrameworkService.AppId,
            ValidAudience = address,
            IssuerSigningKey = new Microsoft.IdentityModel.Tokens.RsaSecurityKey(rsa),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.False(form.ContainsKey("client_secret"));
    }
}
