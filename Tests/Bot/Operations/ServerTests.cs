using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Operations;

/// <summary>What holds for every request, whatever it is for: headers, limits of an address, sizes, failures.</summary>
public sealed class ServerTests(ServerTests.Served served) : IClassFixture<ServerTests.Served>
{
    private static int _addresses;

    [Theory]
    [InlineData("GET", "", 200)]
    [InlineData("GET", "widget.js", 200)]
    [InlineData("GET", "health/live", 200)]
    [InlineData("GET", "nowhere", 404)]
    [InlineData("POST", "api/sms", 403)]
    [InlineData("POST", "api/facebook", 403)]
    [InlineData("POST", "v3/directline/conversations", 401)]
    [InlineData("GET", "v3/directline/conversations/failing/activities", 500)]
    public async Task Response_OfAnyKind_HasEverySecurityHeader(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (status == 500)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BotProgram.Secret);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([new("From", "+15035550142")]);
        using var response = await SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.StartsWith("default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("strict-origin-when-cross-origin", Header(response, "Referrer-Policy"));
        Assert.Equal("camera=(), geolocation=(), microphone=()", Header(response, "Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        if (status == 500)
            Assert.DoesNotContain("broken", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Response_OverHttps_HasTheBrowserComeByItAlone(string scheme, bool isStrict)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live") { Headers = { Host = "chat.example.org" } };
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await SendAsync(request);

        Assert.Equal(isStrict, response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Address_WithTooManyRequests_IsToldWhenToComeAgainAndOthersAreServed()
    {
        var (address, other) = (NewAddress(), NewAddress());
        for (var n = 0; n < Served.Requests; n++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(address, "tokens/generate")).Status);
        var (status, retryAfter, _) = await AskAsync(address, "tokens/generate");

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(retryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(other, "tokens/generate")).Status);
    }

    [Fact]
    public async Task Address_WithTooManyRequestsToHealthAndFiles_IsToldWhenToComeAgainAndOthersAreServed()
    {
        var address = NewAddress();
        string[] paths = ["health/ready", "media/nothing", "my-data/nothing", "calendar/nothing.ics"];
        for (var n = 0; n < Served.Requests; n++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await GetAsync(address, paths[n % paths.Length])).Status);

        foreach (var path in paths)
            Assert.Equal((HttpStatusCode.TooManyRequests, true), await GetAsync(address, path));
        Assert.Equal((HttpStatusCode.OK, false), await GetAsync(NewAddress(), "health/ready"));

        async Task<(HttpStatusCode Status, bool SaysWhen)> GetAsync(string from, string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", from);
            using var response = await SendAsync(request);
            return (response.StatusCode, response.Headers.RetryAfter is not null);
        }
    }

    [Fact]
    public async Task Address_WithTooManyConversations_IsToldToWaitAndOthersAreServed()
    {
        var (address, other) = (NewAddress(), NewAddress());
        for (var n = 0; n < Served.Conversations; n++)
            Assert.Equal(HttpStatusCode.Created, await BeginAsync(address));

        Assert.Equal(HttpStatusCode.TooManyRequests, await BeginAsync(address));
        Assert.Equal(HttpStatusCode.Created, await BeginAsync(other));

        async Task<HttpStatusCode> BeginAsync(string from)
        {
            var token = (await AskAsync(from, "tokens/generate")).Body["token"]!.GetValue<string>();
            return (await AskAsync(from, "conversations", credential: token)).Status;
        }
    }

    [Fact]
    public async Task Conversation_WithTooManyMessages_IsToldToWaitWhateverAddressTheyComeFrom()
    {
        var begun = (await AskAsync(NewAddress(), "conversations")).Body;
        var path = $"conversations/{begun["conversationId"]}/activities";
        for (var n = 0; n < Served.Activities; n++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(NewAddress(), path, "hello")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(NewAddress(), path, "hello")).Status);
    }

    [Fact]
    public async Task Address_WithTooMuchToStore_IsToldToWaitAndOthersAreServed()
    {
        var (address, other) = (NewAddress(), NewAddress());
        var path = $"conversations/{(await AskAsync(other, "conversations")).Body["conversationId"]}/activities";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(address, path, new string('a', Served.Kilobytes * 1024 * 3 / 4))).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(address, path, new string('a', Served.Kilobytes * 1024 * 3 / 4))).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(other, path, "hello")).Status);
    }

    [Theory]
    [InlineData("api/sms")]
    [InlineData("api/facebook")]
    [InlineData("v3/directline/conversations/any/activities")]
    [InlineData("v3/directline/conversations/any/upload")]
    [InlineData("widget/token")]
    [InlineData("nowhere")]
    public async Task Request_OfManyMegabytes_IsNotReadToItsEnd(string path)
    {
        using var endless = new Endless(megabytes: 64);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = endless };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BotProgram.Secret);
        try
        {
            using var response = await SendAsync(request);
            Assert.InRange((int)response.StatusCode, 400, 415);
        }
        catch (HttpRequestException)
        {
            // Cut off, which is an answer too.
        }

        Assert.InRange(endless.Sent, 0, 32);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    /// <summary>An address that nobody came from yet.</summary>
    private static string NewAddress() => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{Interlocked.Increment(ref _addresses)}");

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => served.Client.SendAsync(request, CancellationToken.None);

    /// <summary>Posts to Direct Line as a caller from an address, with a message where there is one.</summary>
    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, JsonNode Body)> AskAsync(string address, string path, string? text = null, string credential = BotProgram.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        request.Headers.Add("X-Forwarded-For", address);
        if (text is not null)
            request.Content = JsonContent.Create(new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "anyone" } });
        using var response = await SendAsync(request);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta, JsonNode.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None))!);
    }

    /// <summary>The whole program with every webhook on and low limits; its store fails for one conversation.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public const int Requests = 12;
        public const int Conversations = 3;
        public const int Activities = 4;
        public const int Kilobytes = 40;

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("server-");
        private WebApplication _app = null!;

        public HttpClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _app = await Program.MakeAsync(
                [
                    "--Urls=http://127.0.0.1:0", "--PublicUrl=https://chat.example.org/", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}",
                    $"--Sms:AccountSid={TwilioService.Account}", $"--Sms:AuthToken={TwilioService.Token}", $"--Sms:From={TwilioService.Number}",
                    $"--Facebook:PageId={GraphService.Page}", $"--Facebook:PageAccessToken={GraphService.Token}", $"--Facebook:AppSecret={GraphService.Secret}", "--Facebook:VerifyToken=our-word",
                    $"--DirectLine:Secret={BotProgram.Secret}",
                    $"--Operations:RequestsPerMinute={Requests}", $"--DirectLine:Limits:RequestsPerMinute={Requests}", $"--DirectLine:Limits:NewConversationsPerMinute={Conversations}",
                    $"--DirectLine:Limits:ActivitiesPerMinute={Activities}", $"--DirectLine:Limits:KilobytesPerMinute={Kilobytes}",
                    "--Logging:LogLevel:Default=None",
                ],
                services => services.AddSingleton<IDocumentStore>(provider => new Breaking(provider.GetRequiredService<SqliteDocumentStore>())));
            await _app.StartAsync(CancellationToken.None);
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
            Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
#pragma warning restore RS0030
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>A store that breaks over one conversation.</summary>
    private sealed class Breaking(IDocumentStore inner) : IDocumentStore
    {
        public ValueTask<Document?> ReadAsync(DocumentKey key, CancellationToken cancellationToken = default) =>
            key.ToString().Contains("failing", StringComparison.Ordinal) ? throw new InvalidDataException("broken inside") : inner.ReadAsync(key, cancellationToken);

        public Task<string> WriteAsync(DocumentWrite write, CancellationToken cancellationToken = default) => inner.WriteAsync(write, cancellationToken);

        public Task<bool> DeleteAsync(DocumentKey key, string? ifMatch = null, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, ifMatch, cancellationToken);

        public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => inner.QueryAsync(query, cancellationToken);
    }

    /// <summary>A body of unknown length, which counts the megabytes that were taken of it.</summary>
    private sealed class Endless : HttpContent
    {
        private readonly int _megabytes;

        public Endless(int megabytes)
        {
            _megabytes = megabytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public int Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var megabyte = new byte[1024 * 1024];
            for (; Sent < _megabytes; Sent++)
                await stream.WriteAsync(megabyte, CancellationToken.None);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
