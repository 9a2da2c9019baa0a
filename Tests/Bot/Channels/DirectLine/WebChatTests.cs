using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CampaignBot.Tests.Bot.Channels.DirectLine;

/// <summary>The unmodified botframework-webchat 4.18.1 in Chromium, on another site's page, talks to the real program.</summary>
public sealed class WebChatTests(WebChatTests.Site site) : IClassFixture<WebChatTests.Site>
{
    private const string Input = "[data-id='webchat-sendbox-input']";

    [WebChatFact]
    public async Task WebChat_AskedSomething_MarksItSentAndShowsTheAnswerAndHasBothAfterAReload()
    {
        var token = await site.TokenAsync();
        var page = await site.OpenAsync(site.Program.Address, token);

        await SayAsync(page, "hello from the browser");

        await WaitSentAsync(page, "hello from the browser");
        await WaitAnsweredAsync(page, "hello from the browser");
        await page.ReloadAsync();
        await page.GetByText("hello from the browser", new() { Exact = true }).First.WaitForAsync();
        await WaitAnsweredAsync(page, "hello from the browser");
        await SayAsync(page, "and after the reload");
        await WaitSentAsync(page, "and after the reload");
        await WaitAnsweredAsync(page, "and after the reload");
    }

    [WebChatFact]
    public async Task WebChat_SendingAFile_MarksItSent()
    {
        var page = await site.OpenAsync(site.Program.Address, await site.TokenAsync());
        await SayAsync(page, "first");
        await WaitAnsweredAsync(page, "first");

        await page.Locator("input[type=file]").First.SetInputFilesAsync(
            new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "just a note"u8.ToArray() });
        await SayAsync(page, "with a file");

        await WaitAsync(page, "a => a.from.role === 'user' && (a.attachments || []).some(f => f.name === 'notes.txt' && f.contentUrl?.includes('/files/')) && sent(a)");
    }

    [WebChatFact]
    public async Task WebChat_WhoseLineIsCut_ShowsWhatItMissedWhenItIsBack()
    {
        await using var line = new CutProxy(site.Program.Address);
        var token = await site.TokenAsync();
        var page = await site.OpenAsync(line.Address, token);
        await SayAsync(page, "before the cut");
        await WaitAnsweredAsync(page, "before the cut");

        line.Cut();
        var tab = new DirectLineClient(site.Program.Address, site.Program.Http, token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());
        await tab.AnswersAsync(await tab.SayAsync("from another tab"));
        line.Mend();

        await WaitAnsweredAsync(page, "from another tab");
        await SayAsync(page, "after the cut");
        await WaitSentAsync(page, "after the cut");
        await WaitAnsweredAsync(page, "after the cut");
    }

    [WebChatFact]
    public async Task WebChat_WhoseTokenExpired_IsToldAndGoesOnWithAnother()
    {
        await using var program = await BotProgram.StartAsync(
            ("DirectLine:TokenLifetime", "00:00:20"), ("DirectLine:Limits:RequestsPerMinute", "100000"), ("DirectLine:AllowedOrigins:0", site.Origin));
        var token = await Site.TokenAsync(program);
        var page = await site.OpenAsync(program.Address, token);
        await SayAsync(page, "in time");
        await WaitAnsweredAsync(page, "in time");
        await DirectLineClient.OutliveTokensAsync(program, token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());

        await SayAsync(page, "too late");

        // Its client is told that the token expired, sends nothing more, and so the message is never marked sent.
        await WaitAsync(page, "a => a.text === 'too late' && a.channelData['webchat:send-status'] === 'send failed'");
        page = await site.OpenAsync(program.Address, await Site.TokenAsync(program, token["token"]!.GetValue<string>()));
        await WaitAnsweredAsync(page, "in time");
        await SayAsync(page, "with a new token");
        await WaitSentAsync(page, "with a new token");
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync(Input, text);
        await page.PressAsync(Input, "Enter");
    }

    private static Task<IJSHandle> WaitSentAsync(IPage page, string text) =>
        WaitAsync(page, $"a => a.text === '{text}' && a.from.role === 'user' && sent(a)");

    private static Task<IJSHandle> WaitAnsweredAsync(IPage page, string text) =>
        WaitAsync(page, $"a => all.some(b => b.text === '{text}' && b.id && a.replyToId === b.id)");

    private static Task<IJSHandle> WaitAsync(IPage page, string isIt) => page.WaitForFunctionAsync(
        $$"""
        () => {
          const all = store.getState().activities;
          const sent = (a) => a.channelData['webchat:send-status'] === 'sent';
          return all.some({{isIt}});
        }
        """,
        null,
        new() { Timeout = 60_000 });

    /// <summary>Another site, whose page shows Web Chat; a browser; and the program, which lets that site in.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private WebApplication? _site;
        private IPlaywright? _playwright;
        private IBrowser? _browser;

        public BotProgram Program { get; private set; } = null!;

        public string Origin => _site!.Urls.First();

        public async Task InitializeAsync()
        {
            if (Requires.WhyNoWebChat is not null)
                return;
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _site = builder.Build();
            var dist = Path.Combine(Requires.Clients, "node_modules", "botframework-webchat", "dist");
            _site.MapGet("/", () => Results.File(Path.Combine(Requires.Clients, "webchat.html"), "text/html"));
            _site.MapGet("/webchat.js", () => Results.File(Path.Combine(dist, "webchat.js"), "text/javascript"));
            await _site.StartAsync(CancellationToken.None);
            Program = await BotProgram.StartAsync(("DirectLine:AllowedOrigins:0", Origin));
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Requires.Chromium,
                Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            });
        }

        public Task<JsonNode> TokenAsync() => TokenAsync(Program);

        /// <summary>A token as the widget gets one, for a new conversation or that of an earlier one.</summary>
        public static async Task<JsonNode> TokenAsync(BotProgram program, string? earlier = null) => (await DirectLineClient.SendAsync(
            program.Http, HttpMethod.Post, new Uri(program.Address, "widget/token"), null, JsonContent.Create(new { resume = earlier }))).Body;

        /// <summary>Opens the page in a browser of its own and waits until Web Chat is connected.</summary>
        public async Task<IPage> OpenAsync(Uri program, JsonNode token)
        {
            // Started before, so that a reload of the page, which names the conversation, finds it.
            await DirectLineClient.SendAsync(
                Program.Http, HttpMethod.Post, DirectLineClient.Endpoint(program, "conversations"), token["token"]!.GetValue<string>());
            var page = await (await _browser!.NewContextAsync()).NewPageAsync();
            await page.GotoAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Origin}/?domain={Uri.EscapeDataString(new Uri(program, "v3/directline").AbsoluteUri)}&token={token["token"]}&conversationId={token["conversationId"]}"));
            await page.Locator(Input).WaitForAsync(new() { Timeout = 60_000 });
            return page;
        }

        public async Task DisposeAsync()
        {
            if (_browser is not null)
                await _browser.DisposeAsync();
            _playwright?.Dispose();
            if (Program is not null)
                await Program.DisposeAsync();
            if (_site is not null)
                await _site.DisposeAsync();
        }
    }
}
