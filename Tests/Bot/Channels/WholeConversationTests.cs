using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Sms;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels;

/// <summary>
/// One conversation as it is on a phone and on Messenger: over the webhooks, with what the platforms' stand-ins took, in
/// docs/conversations. UPDATE_TRANSCRIPTS=1 writes what is said now.
/// </summary>
public sealed class WholeConversationTests : IAsyncLifetime
{
    private const string PublicUrl = "https://chat.example.org/";
    private const string Number = "+15555550177";
    private const string Person = "71077";

    private static readonly string[] Said =
    [
        "hello", "what does measure 4 do?", "1", "where do i vote", "12 Oak Street, Alder Falls", "what events are coming up?", "never mind", "can i talk to a person?", "never mind", "thanks",
    ];

    private static readonly string[] SaidInSpanish =
    [
        "hola", "¿qué hace la medida 4?", "2", "¿dónde voto?", "12 N Oak Street, Alder Falls", "no gracias", "¿cuánto me va a costar?", "quiero hablar con una persona", "los autobuses", "omitir", "ana@example.org", "gracias", "BAJA", "¿qué hace la medida 4?", "START",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversation-");
    private readonly StringBuilder _story = new();
    private WebApplication _app = null!;
    private TwilioService _twilio = null!;
    private GraphService _graph = null!;
    private HttpClient _client = null!;
    private int _messages;
    private int _turns;

    public async Task InitializeAsync()
    {
        (_twilio, _graph) = (await TwilioService.StartAsync(), await GraphService.StartAsync());
        _app = await Program.MakeAsync(
            [
                "--Urls=http://127.0.0.1:0", $"--PublicUrl={PublicUrl}", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}",
                $"--Sms:AccountSid={TwilioService.Account}", $"--Sms:AuthToken={TwilioService.Token}", $"--Sms:MessagingServiceSid={TwilioService.Service}", $"--Sms:Api={_twilio.Address}",
                $"--Facebook:PageId={GraphService.Page}", $"--Facebook:PageAccessToken={GraphService.Token}", $"--Facebook:AppSecret={GraphService.Secret}",
                "--Facebook:VerifyToken=our-word", $"--Facebook:Api={_graph.Address}", "--Logging:LogLevel:Default=None",
            ],
            services => services.AddSingleton<TimeProvider>(new StoryClock(new DateTimeOffset(2026, 10, 20, 18, 0, 0, TimeSpan.Zero))));
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
        await _twilio.DisposeAsync();
        await _graph.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("en", "sms.txt")]
    [InlineData("es", "sms.es.txt")]
    public async Task BySms_IsPlainTextWithNumbers(string language, string file)
    {
        foreach (var text in language == "en" ? Said : SaidInSpanish)
            await TurnAsync(ConversationKey.Of("sms", $"{TwilioService.Number}:{Number}"), text, () => _twilio.Taken.Count, () => PostTextAsync(text), taken => _twilio.Taken.Skip(taken).Select(t => $"{t.Body}\n({SmsText.Segments(t.Body)} segments{(SmsText.IsGsm7(t.Body) ? "" : ", not GSM-7")})"));

        await CompareAsync(file);
    }

    [Theory]
    [InlineData("en", "messenger.txt")]
    [InlineData("es", "messenger.es.txt")]
    public async Task OnMessenger_IsTextWithQuickReplies(string language, string file)
    {
        foreach (var text in language == "en" ? Said : SaidInSpanish)
            await TurnAsync(ConversationKey.Of("facebook", $"{GraphService.Page}:{Person}"), text, () => _graph.Taken.Count, () => PostMessengerAsync(text), taken => _graph.Taken.Skip(taken).Where(t => t["message"] is not null).Select(t => Shown(t["message"]!)));

        await CompareAsync(file);
    }

    private async Task TurnAsync(string conversation, string text, Func<int> count, Func<Task<HttpResponseMessage>> post, Func<int, IEnumerable<string>> taken)
    {
        var before = count();
        using (var response = await post())
            response.EnsureSuccessStatusCode();
        _turns++;
        // Until the turn is committed and nothing of it waits to be sent.
        await Poll.UntilAsync(async () =>
            await _app.Services.GetRequiredService<IDocumentStore>().ReadAsync(ConversationRecord.Key(conversation), CancellationToken.None) is { } record && ConversationRecord.Parse(record) is { Outbox.Count: 0 } all && all.Turn >= _turns);
        _story.Append("> ").Append(text).Append('\n');
        foreach (var message in taken(before))
            _story.Append("< ").Append(message.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n\n", StringComparison.Ordinal)).Append('\n');
        _story.Append('\n');
    }

    private Task<HttpResponseMessage> PostTextAsync(string text)
    {
        Dictionary<string, string> fields = new() { ["MessageSid"] = $"SM{++_messages:x32}", ["AccountSid"] = TwilioService.Account, ["From"] = Number, ["To"] = TwilioService.Number, ["Body"] = text, ["NumMedia"] = "0" };
        return SendAsync(SmsChannel.Path, new FormUrlEncodedContent(fields), "X-Twilio-Signature", Convert.ToBase64String(TwilioSignature.Of(TwilioService.Token, PublicUrl + SmsChannel.Path.TrimStart('/'), fields)));
    }

    private Task<HttpResponseMessage> PostMessengerAsync(string text)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["object"] = "page",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = GraphService.Page,
                ["messaging"] = new JsonArray(new JsonObject
                {
                    ["sender"] = new JsonObject { ["id"] = Person }, ["recipient"] = new JsonObject { ["id"] = GraphService.Page },
                    ["timestamp"] = _app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds(),
                    ["message"] = new JsonObject { ["mid"] = string.Create(CultureInfo.InvariantCulture, $"m_{++_messages}"), ["text"] = text },
                }),
            }),
        }.ToJsonString());
        return SendAsync(FacebookChannel.Path, new ByteArrayContent(body), "X-Hub-Signature-256", HubSignature.Of(GraphService.Secret, body));
    }

    private async Task<HttpResponseMessage> SendAsync(string path, HttpContent content, string header, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(header, signature);
        return await _client.SendAsync(request, CancellationToken.None);
    }

    private static string Shown(JsonNode message)
    {
        var payload = message["attachment"]?["payload"];
        var lines = new List<string?> { message["text"]?.ToString() ?? payload?["text"]?.ToString() };
        lines.AddRange((payload?["elements"] as JsonArray ?? []).Select(e => $"[{e!["title"]} | {e["subtitle"]} | {string.Join(" | ", (e["buttons"] as JsonArray ?? []).Select(b => b!["title"]))}]"));
        if (payload?["buttons"] is JsonArray buttons)
            lines.Add($"[{string.Join(" | ", buttons.Select(b => b!["title"]))}]");
        if (message["quick_replies"] is JsonArray replies)
            lines.Add($"({string.Join(") (", replies.Select(r => r!["title"]))})");
        return string.Join('\n', lines.Where(l => l is not null));
    }

    private async Task CompareAsync(string name)
    {
        var file = Path.Combine(BotProgram.RepositoryRoot(), "docs", "conversations", name);
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, _story.ToString(), CancellationToken.None);
        }
        else
        {
            Assert.Equal((await File.ReadAllTextAsync(file, CancellationToken.None)).ReplaceLineEndings("\n"), _story.ToString());
        }
    }
}
