using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Operations;
using CampaignBot.Outreach;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>The whole program with an app of Azure Bot Service, beside a stand-in of Teams.</summary>
public sealed class TeamsProgram : IAsyncLifetime
{
    public const string Bot = "28:bot";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("teams-");
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private int _count;

    public BotFrameworkService Service { get; private set; } = null!;

    public TeamsConnector Teams { get; } = new(TimeProvider.System);

    public Inbox Inbox => _app.Services.GetRequiredService<Inbox>();

    /// <summary>What reminders say whose topic is "test".</summary>
    public const string ReminderTopic = "test";

    /// <summary>Has the bot send what is due.</summary>
    public Task RemindAsync() => _app.Services.GetServices<Worker>().OfType<ReminderWorker>().Single().RoundAsync(CancellationToken.None);

    public ReminderBook Reminders => _app.Services.GetRequiredService<ReminderBook>();

    public PersonDirectory People => _app.Services.GetRequiredService<PersonDirectory>();

    public async Task InitializeAsync()
    {
        Service = await BotFrameworkService.StartAsync();
        Service.Answer = Teams.AnswerAsync;
        _app = await Program.MakeAsync(
            [
                "--Urls=http://127.0.0.1:0", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}", "--Logging:LogLevel:Default=None",
                $"--MicrosoftAppId={BotFrameworkService.AppId}", "--MicrosoftAppPassword=secret", "--MicrosoftAppTenantId=t",
                // Whatever time it is here.
                "--Reminders:Opens=00:00", "--Reminders:Closes=23:59:59",
            ],
            services =>
            {
                services.AddKeyedSingleton<ReminderText>(ReminderTopic, (_, _) => (reminder, _, _) => Task.FromResult<ReminderMessage?>(new ReminderMessage($"Remember {reminder.Subject}.", "en")));
                services.AddSingleton<IHttpClientFactory>(Service.Http);
                services.AddSingleton(s => s.GetRequiredService<AzureBotServiceOptions>().Credentials(s.GetRequiredService<IConfiguration>(), Service.Http.CreateClient("")));
            });
        await _app.StartAsync(CancellationToken.None);
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
#pragma warning restore RS0030
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A personal chat that nobody has written in yet.</summary>
    public TeamsChat NewChat() => Chat("personal", string.Create(CultureInfo.InvariantCulture, $"a:{Interlocked.Increment(ref _count)}"));

    /// <summary>A thread of a team's channel that nobody has written in yet.</summary>
    public TeamsChat NewThread() => Chat("channel", string.Create(CultureInfo.InvariantCulture, $"19:team@thread.tacv2;messageid={Interlocked.Increment(ref _count)}"));

    private TeamsChat Chat(string type, string id) => new(this, type, id, $"29:user-{id.GetHashCode(StringComparison.Ordinal):x}");

    /// <summary>Posts an activity as Teams does.</summary>
    public async Task<HttpResponseMessage> PostAsync(JsonObject activity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AzureBotServiceChannel.Path) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Service.ChannelToken()}");
        return await _client.SendAsync(request, CancellationToken.None);
    }
}

/// <summary>A conversation in Teams.</summary>
/// <param name="User">Who writes, unless another is named.</param>
public sealed record TeamsChat(TeamsProgram Program, string Type, string Id, string User)
{
    private static int _ids;

    /// <summary>What is seen in it, in order.</summary>
    public IReadOnlyList<Shown> Messages => [.. Program.Teams.Messages.Where(m => m.Conversation == Id)];

    /// <summary>An activity as Teams sends it.</summary>
    public JsonObject Activity(string type, string locale = "en-US", string? from = null) => new()
    {
        ["type"] = type,
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"in-{Interlocked.Increment(ref _ids)}"),
        ["timestamp"] = "2026-11-23T10:00:00Z",
        ["locale"] = locale,
        ["channelId"] = "msteams",
        ["serviceUrl"] = BotFrameworkService.TeamsServiceUrl,
        ["from"] = new JsonObject { ["id"] = from ?? User, ["name"] = "Ada Byron" },
        ["recipient"] = new JsonObject { ["id"] = TeamsProgram.Bot, ["name"] = "Measure 4" },
        ["conversation"] = Type == "personal"
            ? new JsonObject { ["id"] = Id, ["conversationType"] = Type }
            : new JsonObject { ["id"] = Id, ["conversationType"] = Type, ["isGroup"] = true },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "t" } },
    };

    /// <summary>A message; in a channel it mentions the bot.</summary>
    public JsonObject Message(string text, string locale = "en-US")
    {
        var message = Activity("message", locale);
        message["text"] = Type == "personal" ? text : $"<at>Measure 4</at> {text}";
        if (Type != "personal")
            message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Measure 4</at>", ["mentioned"] = new JsonObject { ["id"] = TeamsProgram.Bot, ["name"] = "Measure 4" } });
        return message;
    }

    /// <summary>Presses a card's button.</summary>
    public JsonObject Execute(Shown card, JsonObject data)
    {
        var invoke = Activity("invoke");
        (invoke["name"], invoke["replyToId"]) = ("adaptiveCard/action", card.Id);
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = (string?)data["conversation"], ["data"] = data }, ["trigger"] = "manual" };
        return invoke;
    }

    /// <summary>Says something and waits for a message that holds <paramref name="expected"/>.</summary>
    public async Task<Shown> SayAsync(string text, string expected)
    {
        await Program.PostAsync(Message(text));
        return await SeeAsync(expected);
    }

    /// <summary>Waits for a message that holds a text.</summary>
    public async Task<Shown> SeeAsync(string expected)
    {
        Shown? found = null;
        try
        {
            await Poll.UntilAsync(() => (found = Messages.LastOrDefault(m => m.Body?.ToJsonString(Plain).Contains(expected, StringComparison.Ordinal) == true)) is not null);
        }
        catch (Exception)
        {
            Assert.Fail($"'{expected}' was not seen in:\n{string.Join('\n', Messages.Select(m => m.Body?.ToJsonString(Plain)))}\nProblems: {string.Join(", ", Program.Teams.Problems)}");
        }
        return found!;
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
