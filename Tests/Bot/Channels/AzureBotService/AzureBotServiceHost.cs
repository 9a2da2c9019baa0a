using System.Net.Http.Headers;
using System.Text;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Storage;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>The channel over the real turns and a real SQLite file, on a real server.</summary>
public sealed class AzureBotServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private AzureBotServiceHost(WebApplication app, string folder)
    {
        (_app, _folder) = (app, folder);
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
#pragma warning restore RS0030
    }

    public HttpClient Client { get; }

    public static Dictionary<string, string?> App => new()
    {
        ["MicrosoftAppId"] = BotFrameworkService.AppId,
        ["MicrosoftAppPassword"] = "secret",
    };

    public static Dictionary<string, string?> Anonymous => new() { [AzureBotServiceOptions.AllowAnonymousKey] = "true" };

    public static async Task<AzureBotServiceHost> StartAsync(
        BotFrameworkService service,
        Dictionary<string, string?> settings,
        string environment = "Production",
        Func<ITurnContext, CancellationToken, Task>? turn = null,
        TimeProvider? clock = null,
        ILoggerProvider? log = null)
    {
        var folder = Directory.CreateTempSubdirectory("azure-bot-service-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Storage:Sqlite:Path"] = Path.Combine(folder, "bot.db") });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSqliteDocuments();
        builder.Services.AddTurns();
        builder.Services.AddSingleton<BotFactory>((_, _) => new DelegateBot(turn ?? Echo));
        builder.Services.AddAzureBotService(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton<IHttpClientFactory>(service.Http);
        builder.Services.AddSingleton(s => s.GetRequiredService<AzureBotServiceOptions>().Credentials(s.GetRequiredService<IConfiguration>(), service.Http.CreateClient("")));

        var app = builder.Build();
        app.MapAzureBotService();
        await app.StartAsync(CancellationToken.None);
        return new AzureBotServiceHost(app, folder);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? token, string contentType = "application/json", string? host = null) =>
        PostAsync(Encoding.UTF8.GetBytes(body), token, contentType, host);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? token, string? contentType = "application/json", string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AzureBotServiceChannel.Path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Host = host;
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await Client.SendAsync(request, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task Echo(ITurnContext turn, CancellationToken cancellationToken) => turn.Activity.Type switch
    {
        "message" => turn.SendActivityAsync($"You said {turn.Activity.Text}", cancellationToken: cancellationToken),
        "invoke" when turn.Activity.Name == "known" => turn.SendActivityAsync(
            new Microsoft.Bot.Schema.Activity("invokeResponse") { Value = new InvokeResponse { Status = 202, Body = new { done = true } } }, cancellationToken),
        _ => Task.CompletedTask,
    };

    private sealed class DelegateBot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
    }
}
