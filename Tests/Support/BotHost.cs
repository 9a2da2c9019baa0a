using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>A bot behind a <see cref="CloudAdapter"/> on a real server, as a sample of the Bot Framework wires it up.</summary>
public sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BotHost(WebApplication app)
    {
        _app = app;
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
#pragma warning restore RS0030
    }

    public HttpClient Client { get; }

    public CloudAdapter Adapter => _app.Services.GetRequiredService<CloudAdapter>();

    /// <param name="service">Where its outgoing requests go.</param>
    /// <param name="turn">What the bot does.</param>
    /// <param name="environment">"Production" or "Development".</param>
    /// <param name="settings">Settings in place of the app id and password.</param>
    /// <param name="clock">The time by which tokens are judged.</param>
    public static async Task<BotHost> StartAsync(
        BotFrameworkService service,
        Func<ITurnContext, CancellationToken, Task>? turn = null,
        string environment = "Production",
        Dictionary<string, string?>? settings = null,
        TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings ?? new()
        {
            ["MicrosoftAppId"] = BotFrameworkService.AppId,
            ["MicrosoftAppPassword"] = "secret",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBot(_ => new DelegateBot(turn ?? Echo));
        builder.Services.AddSingleton<IHttpClientFactory>(service.Http);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<Microsoft.Bot.Connector.Authentication.ServiceClientCredentialsFactory>(s =>
            new ConfigurationServiceClientCredentialFactory(s.GetRequiredService<IConfiguration>(), service.Http.CreateClient("")));

        var app = builder.Build();
        app.UseBotFramework();
        await app.StartAsync(CancellationToken.None);
        return new BotHost(app);
    }

    /// <summary>Posts a body to the bot.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string? token, string contentType = "application/json") =>
        PostAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(body)), token, contentType);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? token, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", token.Contains(' ') ? token : $"Bearer {token}");
        return await Client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>A message as Teams sends it, with more or other properties where given.</summary>
    public static string Message(string more = "") => $$"""
        {"type":"message","id":"m1","text":"hello","channelId":"msteams","serviceUrl":"{{BotFrameworkService.TeamsServiceUrl}}",
        "from":{"id":"29:user","name":"Ada"},"recipient":{"id":"28:bot"},"conversation":{"id":"a:1"}{{more}}}
        """;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static Task Echo(ITurnContext turn, CancellationToken cancellationToken) =>
        turn.Activity.Type == "message" ? turn.SendActivityAsync($"You said {turn.Activity.Text}", cancellationToken: cancellationToken) : Task.CompletedTask;

    private sealed class DelegateBot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
    }
}
