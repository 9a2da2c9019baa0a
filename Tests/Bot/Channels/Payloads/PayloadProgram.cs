using System.Globalization;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>The whole program with every channel on, beside stand-ins of all platforms.</summary>
public sealed class PayloadProgram : IAsyncLifetime
{
    /// <summary>Where platforms reach it, as they were told.</summary>
    public const string PublicUrl = "https://chat.example.org/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("payloads-");
    private WebApplication _app = null!;
    private TwilioService _twilio = null!;
    private GraphService _graph = null!;
    private int _count;

    public BotFrameworkService Microsoft { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public async Task InitializeAsync()
    {
        (_twilio, _graph, Microsoft) = (await TwilioService.StartAsync(), await GraphService.StartAsync(), await BotFrameworkService.StartAsync());
        _app = await Program.MakeAsync(
            [
                "--Urls=http://127.0.0.1:0", $"--PublicUrl={PublicUrl}", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}",
                $"--Sms:AccountSid={TwilioService.Account}", $"--Sms:AuthToken={TwilioService.Token}", $"--Sms:From={TwilioService.Number}", $"--Sms:Api={_twilio.Address}",
                $"--Facebook:PageId={GraphService.Page}", $"--Facebook:PageAccessToken={GraphService.Token}", $"--Facebook:AppSecret={GraphService.Secret}",
                "--Facebook:VerifyToken=our-word", $"--Facebook:Api={_graph.Address}",
                $"--MicrosoftAppId={BotFrameworkService.AppId}", "--MicrosoftAppPassword=secret",
                $"--DirectLine:Secret={BotProgram.Secret}", "--DirectLine:Limits:NewConversationsPerMinute=10000",
                "--Logging:LogLevel:Default=None",
            ],
            services =>
            {
                // Every https address leads to Microsoft's stand-in; the others' are http.
                services.AddSingleton<IHttpClientFactory>(Microsoft.Http);
                services.AddSingleton<ServiceClientCredentialsFactory>(s => new ConfigurationServiceClientCredentialFactory(s.GetRequiredService<IConfiguration>(), Microsoft.Http.CreateClient("")));
            });
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
        await _twilio.DisposeAsync();
        await _graph.DisposeAsync();
        await Microsoft.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Four digits that nobody has had yet.</summary>
    public string NewPerson() => (Interlocked.Increment(ref _count) + 2_000).ToString(CultureInfo.InvariantCulture);
}
