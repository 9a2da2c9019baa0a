using CampaignBot.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CampaignBot.Tests.Bot.Widget;

[Collection(WidgetTests.Name)]
public sealed class WidgetPageTests(WidgetBrowser browser)
{
    [BrowserFact]
    public async Task Widget_AsServed_IsAtMostTwentyKilobytesCompressed()
    {
        await using var chat = await browser.VisitAsync();
        var bytes = new Dictionary<string, int>(StringComparer.Ordinal);
        chat.Page.RequestFinished += async (_, request) =>
        {
            if (request.ResourceType == "script")
                bytes[new Uri(request.Url).AbsolutePath] = (await request.SizesAsync()).ResponseBodySize;
        };
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        await Poll.UntilAsync(() => bytes.Keys.Order(StringComparer.Ordinal).SequenceEqual(["/page.js", "/widget.js", "/widget/chat.js"], StringComparer.Ordinal));
        Assert.InRange(bytes["/widget.js"] + bytes["/widget/chat.js"], 10_000, 20_000);
    }

    [BrowserFact]
    public async Task Widget_OfTheWholeChat_LoadsOnlyTheLauncherUntilItIsOpened()
    {
        await using var chat = await browser.VisitAsync();
        var loaded = new List<string>();
        chat.Page.Request += (_, request) => loaded.Add(new Uri(request.Url).AbsolutePath);
        await chat.Page.ReloadAsync();
        await chat.Launcher.WaitForAsync();
        Assert.DoesNotContain(loaded, path => path.Contains("chat.js", StringComparison.Ordinal) || path.Contains("token", StringComparison.Ordinal));
        await chat.OpenAsync();
        Assert.Contains("/widget/chat.js", loaded);
    }

    [BrowserFact]
    public async Task Widget_UnderTheStrictPolicy_BreaksNoneOfIt()
    {
        await using var chat = await browser.VisitAsync();
        var policy = (await chat.Page.ReloadAsync())!.Headers["content-security-policy"];
        foreach (var rule in new[] { "default-src 'none'", "script-src 'self'", "style-src 'self'" })
            Assert.Contains(rule, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        await chat.Page.EvaluateAsync("() => { window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective + ' ' + e.blockedURI)); }");
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        chat.ReceiveMessage("Cards", RareAnswers.Cards);
        chat.ReceiveMessage("Sources [1]", RareAnswers.Cited);
        await Expect(chat.Dialog.GetByText("Official source")).ToBeVisibleAsync();
        Assert.Empty(await chat.Page.EvaluateAsync<string[]>("() => window.broken"));
        Assert.Empty(chat.Complaints);
    }

    [BrowserTheory]
    [InlineData("?lang=en", 1280, ColorScheme.Light)]
    [InlineData("?lang=es", 320, ColorScheme.Light)]
    [InlineData("?lang=es", 390, ColorScheme.Dark)]
    public async Task Page_InBothLanguages_HasNoAxeViolation(string path, int width, ColorScheme scheme)
    {
        await using var chat = await browser.VisitAsync(path, width, 800, scheme);
        await chat.Page.ScreenshotAsync(new()
        {
            Path = ChatPage.Picture($"page-{width}-{scheme.ToString().ToLowerInvariant()}"),
            FullPage = true,
        });
        Assert.Equal(path[^2..], await chat.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await Expect(chat.Page.Locator(".page:visible")).ToHaveCountAsync(1);
        Assert.Equal(0, await chat.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty(await chat.AxeAsync());
    }

    [BrowserFact]
    public async Task Page_ItsOwnButton_OpensTheChatAndGetsTheFocusBack()
    {
        await using var chat = await browser.VisitAsync();
        var own = chat.Page.GetByRole(AriaRole.Link, new() { Name = "Ask us a question" });
        await own.ClickAsync();
        await chat.Theirs.First.WaitForAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(own).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Page_WithoutScripts_ShowsBothLanguagesAndHowToReachTheCampaign()
    {
        await using var context = await browser.ContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(browser.Address);
        await Expect(page.Locator(".page:visible")).ToHaveCountAsync(2);
        await Expect(page.Locator("a[href='mailto:hello@yesonmeasure4.example']").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Paid for by Alder Falls for Safe Streets (sample campaign).")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-campaign-chat]").First).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_OnAnotherSiteWithAStrictPolicy_HoldsAConversation()
    {
        await using var context = await browser.ContextAsync(new() { Locale = "en-US" });
        await using var chat = await ChatPage.InAsync(context);
        var origin = browser.Address.TrimEnd('/');
        await chat.Page.RouteAsync($"{WidgetBrowser.EmbeddingSite}/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Content-Security-Policy"] = $"default-src 'none'; script-src {origin}; connect-src {origin} {origin.Replace("http", "ws", StringComparison.Ordinal)}",
            },
            Body = $"""<!doctype html><html lang="es"><title>Otro sitio</title><script src="{origin}/widget.js" async></script><main><h1>Otro sitio</h1></main>""",
        }));
        await chat.GoAsync(WidgetBrowser.EmbeddingSite + "/page");
        await Expect(chat.Launcher).ToContainTextAsync("Pregúntenos");
        await chat.OpenAsync();
        await chat.AskAsync("¿Qué hace la Medida 4?");
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "nota.txt", MimeType = "text/plain", Buffer = "nota"u8.ToArray() });
        await chat.SendAsync("Mi nota");
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(2);
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Page_OfWhatItLoads_NothingIsFromElsewhere()
    {
        await using var chat = await browser.VisitAsync();
        var elsewhere = new List<string>();
        chat.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browser.Address, StringComparison.Ordinal) && request.Url.StartsWith("http", StringComparison.Ordinal))
                elsewhere.Add(request.Url);
        };
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        Assert.Empty(elsewhere);
    }
}
