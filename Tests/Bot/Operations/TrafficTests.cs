using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Sms;
using CampaignBot.Tests.Bot.Channels.Facebook;
using CampaignBot.Tests.Bot.Channels.Sms;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Bot.Operations;

/// <summary>
/// What a program leaves in its log and sends by OpenTelemetry while people write on every channel, platforms fail and refuse, and a
/// language model breaks down: every figure an operator needs, and nothing about anybody.
/// </summary>
public sealed class TrafficTests(TrafficTests.Traffic traffic) : IClassFixture<TrafficTests.Traffic>
{
    private static readonly string[] Personal =
    [
        "Quetzal", "Zebra", "010 7788", "0107788", "unsubscribe", Traffic.Number[2..], Traffic.Psid, "aad-of-somebody",
        TwilioService.Token, GraphService.Token, GraphService.Secret, "our-word", BotProgram.Secret, ModelServer.Key, "eyJ",
    ];

    [Fact]
    public void Log_AtEveryLevel_SaysWhatFailedAndNothingOfAnybody()
    {
        Assert.Contains("A reply on facebook was given up", traffic.Log, StringComparison.Ordinal);
        Assert.All(Personal, p => Assert.DoesNotContain(p, traffic.Log, StringComparison.OrdinalIgnoreCase));
        var entries = traffic.Log.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.All(["Trace", "Debug", "Information", "Warning", "Error"], level => Assert.Contains(entries, e => e["LogLevel"]!.GetValue<string>() == level));
    }

    [Theory]
    [InlineData("campaignbot.turns", "answered", "sms", "facebook", "msteams", "directline")]
    [InlineData("campaignbot.turn.duration")]
    [InlineData("campaignbot.turn.stage.duration", "waiting", "reading", "answering", "committing", "delivering")]
    [InlineData("campaignbot.turns.waiting")]
    [InlineData("campaignbot.replies.waiting")]
    [InlineData("campaignbot.replies", "Delivered", "RetryLater", "Refused")]
    [InlineData("campaignbot.channels.received", "handled", "refused", "signature")]
    [InlineData("campaignbot.sms.reports", "delivered")]
    [InlineData("campaignbot.model.calls", "chat", "ok")]
    [InlineData("campaignbot.model.attempts")]
    [InlineData("campaignbot.model.tokens")]
    [InlineData("campaignbot.model.duration")]
    [InlineData("campaignbot.recognitions")]
    [InlineData("campaignbot.guard.messages")]
    [InlineData("http.server.request.duration")]
    [InlineData("dotnet.gc.collections")]
    public void Metric_OfTheTraffic_LeavesWithWhatItIsToldApartBy(string name, params string[] values)
    {
        Assert.Contains(name, traffic.Metrics, StringComparison.Ordinal);
        Assert.All(values, value => Assert.Contains(value, traffic.Metrics, StringComparison.Ordinal));
    }

    [Fact]
    public void Telemetry_OfTheTraffic_HoldsNothingOfAnybody()
    {
        foreach (var span in new[] { "turn", "reading", "answering", "committing", "delivering", "Microsoft.AspNetCore", "System.Net.Http" })
            Assert.Contains(span, traffic.Traces, StringComparison.Ordinal);
        Assert.All(Personal, p => Assert.DoesNotContain(p, traffic.Traces + traffic.Metrics, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>One program with every channel on, and what people, platforms and a stranger send it.</summary>
    public sealed class Traffic : IAsyncLifetime
    {
        public const string Number = "+15035550199";
        public const string Psid = "8675309123";
        private const string PublicUrl = "https://chat.example.org/";

        private static readonly string[] Said = ["my name is Quetzal Zebrano, call 555 010 7788, i live at 12 Zebra Lane", "can i talk to a person?", "Quetzal Zebrano", "555 010 7788", "unsubscribe"];

        public string Log { get; private set; } = "";

        public string Traces { get; private set; } = "";

        public string Metrics { get; private set; } = "";

        public async Task InitializeAsync()
        {
            await using var collector = await Collector.StartAsync();
            await using var twilio = await TwilioService.StartAsync();
            await using var graph = await GraphService.StartAsync();
            await using var model = await ModelServer.StartAsync();
            await using var teams = await Connector.StartAsync();
            await using var program = await BotProgram.StartAsync(
                ("ASPNETCORE_ENVIRONMENT", "Development"), ("AzureBotService:AllowAnonymous", "true"), ("PublicUrl", PublicUrl),
                ("Sms:AccountSid", TwilioService.Account), ("Sms:AuthToken", TwilioService.Token), ("Sms:From", TwilioService.Number), ("Sms:Api", twilio.Address),
                ("Facebook:PageId", GraphService.Page), ("Facebook:PageAccessToken", GraphService.Token), ("Facebook:AppSecret", GraphService.Secret),
                ("Facebook:VerifyToken", "our-word"), ("Facebook:Api", graph.Address),
                ("LanguageModel:Endpoint", model.Endpoint.AbsoluteUri), ("LanguageModel:Key", ModelServer.Key), ("LanguageModel:Model", "gpt-4.1-mini"), ("LanguageModel:Use", "Always"),
                ("Operations:OtlpEndpoint", collector.Address), ("Operations:OtlpProtocol", "HttpProtobuf"), ("Operations:JsonLogs", "true"),
                ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"));
            twilio.Next.Enqueue(500);
            graph.Next.Enqueue((503, 2));
            model.NextFaults.Enqueue(ModelFault.CutInTheMiddle);
            var unreachable = $"{Psid}0";
            graph.Silent[unreachable] = true;
            var web = await DirectLineClient.StartAsync(program);

            foreach (var text in Said)
            {
                await PostTextAsync(program, text, TwilioService.Token);
                await PostMessengerAsync(program, Psid, text);
                await PostTeamsAsync(program, teams.Address, text);
                await web.AnswersAsync(await web.SayAsync(text));
            }
            await PostMessengerAsync(program, unreachable, Said[0]);
            await PostTextAsync(program, Said[0], "another token");
            await ReportAsync(program);
            // All have the confirmation of their last word, and the one that can't be reached was given up.
            await Poll.UntilAsync(() => twilio.Taken.Any(t => t.Body.Contains("START", StringComparison.Ordinal))
                && graph.Taken.Any(t => t.ToJsonString().Contains("START", StringComparison.Ordinal))
                && teams.Taken.Contains("START", StringComparison.Ordinal)
                && program.Output.Contains("was given up", StringComparison.Ordinal));
            Assert.Equal(0, await program.StopAsync());
            (Log, Traces, Metrics) = (program.Output, collector.All("traces"), collector.All("metrics"));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static Task PostTextAsync(BotProgram program, string text, string token) =>
            PostTextAsync(program, SmsChannel.Path, SmsProgram.Message(Number, text), token);

        private static Task ReportAsync(BotProgram program) => PostTextAsync(
            program,
            SmsChannel.StatusPath,
            new() { ["MessageSid"] = "SM00000000000000000000000000000001", ["MessageStatus"] = "delivered", ["AccountSid"] = TwilioService.Account, ["From"] = TwilioService.Number, ["To"] = Number },
            TwilioService.Token);

        private static Task PostTextAsync(BotProgram program, string path, Dictionary<string, string> fields, string token) => PostAsync(
            program, path, new FormUrlEncodedContent(fields), "X-Twilio-Signature", Convert.ToBase64String(TwilioSignature.Of(token, PublicUrl + path.TrimStart('/'), fields)));

        private static Task PostMessengerAsync(BotProgram program, string person, string text)
        {
            var body = Encoding.UTF8.GetBytes(FacebookProgram.Body(FacebookProgram.Text(person, text)));
            return PostAsync(program, FacebookChannel.Path, new ByteArrayContent(body), "X-Hub-Signature-256", HubSignature.Of(GraphService.Secret, body));
        }

        private static Task PostTeamsAsync(BotProgram program, string service, string text)
        {
            var activity = new JsonObject
            {
                ["type"] = "message", ["id"] = Guid.NewGuid().ToString("N"), ["channelId"] = "msteams", ["serviceUrl"] = service, ["text"] = text, ["locale"] = "en-US",
                ["from"] = new JsonObject { ["id"] = "29:aad-of-somebody", ["name"] = "Quetzal Zebrano" }, ["recipient"] = new JsonObject { ["id"] = "28:bot" },
                ["conversation"] = new JsonObject { ["id"] = "a:aad-of-somebody", ["conversationType"] = "personal" },
            };
            return PostAsync(program, "/api/messages", new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"), "X-Nothing", "");
        }

        private static async Task PostAsync(BotProgram program, string path, HttpContent content, string header, string signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            request.Headers.TryAddWithoutValidation(header, signature);
            using var response = await program.Http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode || signature.Length > 0, $"{path}: {response.StatusCode}");
        }
    }

    /// <summary>A Connector on this machine, which is busy at first.</summary>
    private sealed class Connector : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly StringBuilder _taken = new();
        private int _requests;

        private Connector(WebApplication app)
        {
            _app = app;
            app.Map("/v3/{**path}", AnswerAsync);
        }

        public string Address => _app.Urls.First();

        public string Taken
        {
            get
            {
                lock (_taken)
                    return _taken.ToString();
            }
        }

        public static async Task<Connector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var connector = new Connector(builder.Build());
            await connector._app.StartAsync(CancellationToken.None);
            return connector;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        private async Task AnswerAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var request = Interlocked.Increment(ref _requests);
            context.Response.StatusCode = request == 1 ? StatusCodes.Status502BadGateway : StatusCodes.Status201Created;
            lock (_taken)
                _taken.Append(body);
            await context.Response.WriteAsJsonAsync(new { id = $"{request}" }, context.RequestAborted);
        }
    }
}
