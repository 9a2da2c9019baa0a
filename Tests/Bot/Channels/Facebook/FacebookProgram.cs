using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Channels.Facebook;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Facebook;

/// <summary>The whole program with Messenger on, beside a stand-in of the Graph API.</summary>
public sealed class FacebookProgram : IAsyncLifetime
{
    public const string VerifyToken = "our word";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facebook-");
    private WebApplication _app = null!;
    private IDisposable _running = null!;
    private int _count;

    /// <summary>The bot's time, which goes on by itself.</summary>
    public ManualTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public GraphService Graph { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public async Task InitializeAsync()
    {
        _running = Clock.Run();
        Graph = await GraphService.StartAsync();
        Graph.Clock = Clock;
        _app = await Program.MakeAsync(
        [
            "--Urls=http://127.0.0.1:0", "--PublicUrl=https://chat.example.org", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}",
            $"--Facebook:PageId={GraphService.Page}", $"--Facebook:PageAccessToken={GraphService.Token}", $"--Facebook:AppSecret={GraphService.Secret}",
            $"--Facebook:VerifyToken={VerifyToken}", $"--Facebook:Api={Graph.Address}", "--Logging:LogLevel:Default=None",
        ],
        services => services.AddSingleton<TimeProvider>(Clock));
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
        await Graph.DisposeAsync();
        _running.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Somebody who hasn't written yet.</summary>
    public string NewPerson() => string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _count) + 70_000}");

    /// <summary>An event as Messenger tells it.</summary>
    public static JsonObject Event(string sender, string name, JsonNode what, string recipient = GraphService.Page, TimeSpan ago = default) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender }, ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = (TimeProvider.System.GetUtcNow() - ago).ToUnixTimeMilliseconds(), [name] = what,
    };

    public static JsonObject Text(string sender, string text, string? mid = null) =>
        Event(sender, "message", new JsonObject { ["mid"] = mid ?? $"m_{Guid.NewGuid():N}", ["text"] = text });

    public static string Body(params JsonObject[] events) => new JsonObject
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = GraphService.Page, ["time"] = 1_795_000_000_000, ["messaging"] = new JsonArray([.. events]) }),
    }.ToJsonString();

    public Task<HttpResponseMessage> PostAsync(params JsonObject[] events) => PostAsync(Body(events));

    public async Task<HttpResponseMessage> PostAsync(string body, string? signature = "right")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, FacebookChannel.Path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature == "right" ? HubSignature.Of(GraphService.Secret, bytes) : signature);
        return await Client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Sends events and waits until the person has got so many messages in all.</summary>
    public async Task<IReadOnlyList<JsonObject>> SayAsync(string person, int repliesInAll, params JsonObject[] events)
    {
        using var response = await PostAsync(events);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        await Poll.UntilAsync(() => To(person).Count >= repliesInAll);
        return To(person);
    }

    /// <summary>The <c>message</c> objects sent to somebody.</summary>
    public IReadOnlyList<JsonObject> To(string person) =>
        [.. Graph.Taken.Where(t => (string?)t["recipient"]!["id"] == person && t["message"] is not null).Select(t => t["message"]!.AsObject())];
}
