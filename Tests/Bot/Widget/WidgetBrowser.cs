using CampaignBot.Tests.Support;
using Microsoft.Playwright;

namespace CampaignBot.Tests.Bot.Widget;

/// <summary>The real program and a real Chromium, started once for all tests of the widget.</summary>
public sealed class WidgetBrowser : IAsyncLifetime
{
    private BotProgram? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why no browser test can run here; null when it can.</summary>
    public static string? Reason => Requires.WhyNoBrowser;

    /// <summary>Another site, whose pages may show the chat.</summary>
    public const string EmbeddingSite = "http://localhost";

    /// <summary>Where the program answers, with a slash at the end.</summary>
    public string Address => _program!.Address.AbsoluteUri;

    public async Task InitializeAsync()
    {
        if (Reason is not null)
            return;
        _program = await BotProgram.StartAsync(
            ("DirectLine:AllowedOrigins:0", EmbeddingSite), ("DirectLine:Limits:NewConversationsPerMinute", "1000"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Requires.Chromium,
            // The last: pages that a test makes up may load what a public site would load from a public address.
            Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-features=LocalNetworkAccessChecks"],
        });
    }

    /// <summary>Cuts the program's power and starts it again on the same address and data.</summary>
    public async Task RestartProgramAsync(Func<Task> meanwhile)
    {
        _program!.Kill();
        await meanwhile();
        await _program.StartAgainAsync();
    }

    /// <summary>A page of its own context, as a new visitor has it.</summary>
    public async Task<ChatPage> VisitAsync(
        string path = "?lang=en", int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, Action<BrowserNewContextOptions>? set = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-US",
            ReducedMotion = ReducedMotion.Reduce,
        };
        set?.Invoke(options);
        var context = await ContextAsync(options);
        var page = await ChatPage.InAsync(context);
        await page.GoAsync(Address + path);
        return page;
    }

    /// <summary>A visitor's browser without a page yet.</summary>
    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return context;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
    }
}

/// <summary>The tests of the widget share one browser and one program.</summary>
[CollectionDefinition(Name)]
public sealed class WidgetTests : ICollectionFixture<WidgetBrowser>
{
    public const string Name = "Widget";
}
