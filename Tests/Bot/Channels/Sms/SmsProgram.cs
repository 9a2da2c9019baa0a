using System.Globalization;
using CampaignBot.Channels.Sms;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Sms;

/// <summary>The whole program with the SMS channel on, beside a stand-in of Twilio.</summary>
public sealed class SmsProgram : IAsyncLifetime
{
    private const string PublicUrl = "https://chat.example.org/";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-");
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private IDisposable _running = null!;
    private int _count;

    /// <summary>The bot's time, which goes on by itself.</summary>
    public ManualTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public TwilioService Twilio { get; private set; } = null!;

    /// <summary>Further settings, as <c>--Name=value</c>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    public ConsentLedger Consent => _app.Services.GetRequiredService<ConsentLedger>();

    public HttpClient Client => _client;

    public IServiceProvider Services => _app.Services;

    public IDocumentStore Documents => _app.Services.GetRequiredService<IDocumentStore>();

    public async Task InitializeAsync()
    {
        _running = Clock.Run();
        Twilio = await TwilioService.StartAsync();
        Twilio.Clock = Clock;
        _app = await Program.MakeAsync(
        [
            "--Urls=http://127.0.0.1:0", $"--PublicUrl={PublicUrl}", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}",
            $"--Sms:AccountSid={TwilioService.Account}", $"--Sms:AuthToken={TwilioService.Token}", $"--Sms:From={TwilioService.Number}", $"--Sms:Api={Twilio.Address}",
            "--Logging:LogLevel:Default=None", .. Also,
        ],
        services => services.AddSingleton<TimeProvider>(Clock));
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
        await Twilio.DisposeAsync();
        _running.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A number that nobody has written from yet.</summary>
    public string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+1503555{Interlocked.Increment(ref _count) + 1000:0000}");

    /// <summary>The fields of a message as Twilio sends them.</summary>
    public static Dictionary<string, string> Message(string from, string body, string? sid = null) => new()
    {
        ["MessageSid"] = sid ?? $"SM{Guid.NewGuid():N}", ["AccountSid"] = TwilioService.Account, ["From"] = from, ["To"] = TwilioService.Number, ["Body"] = body, ["NumMedia"] = "0",
    };

    public Task<HttpResponseMessage> PostAsync(Dictionary<string, string> fields, string path = SmsChannel.Path) =>
        PostAsync(new FormUrlEncodedContent(fields), Convert.ToBase64String(TwilioSignature.Of(TwilioService.Token, PublicUrl + path.TrimStart('/'), fields)), path);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? signature, string path = SmsChannel.Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        return await _client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Sends a message as a person and waits for so many text messages in return.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string from, string body, int replies = 1)
    {
        var before = To(from).Count;
        using var response = await PostAsync(Message(from, body));
        Assert.Equal("""<?xml version="1.0" encoding="UTF-8"?><Response/>""", await response.Content.ReadAsStringAsync(CancellationToken.None));
        await Poll.UntilAsync(() => To(from).Count >= before + replies);
        return [.. To(from).Skip(before)];
    }

    /// <summary>The texts sent to a number.</summary>
    public IReadOnlyList<string> To(string number) => [.. Twilio.Taken.Where(t => t.To == number).Select(t => t.Body)];
}
