using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CampaignBot.Tests.Bot.Widget;

[Collection(WidgetTests.Name)]
public sealed class WidgetAccessibilityTests(WidgetBrowser browser)
{
    [BrowserTheory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(320, 568, ColorScheme.Light)]
    [InlineData(320, 568, ColorScheme.Dark)]
    public async Task Widget_InEveryState_HasNoAxeViolation(int width, int height, ColorScheme scheme)
    {
        await using var chat = await browser.VisitAsync(width: width, height: height, scheme: scheme);
        var found = new List<string>();
        await CheckAsync("1-closed");
        await chat.OpenAsync();
        await CheckAsync("2-open");
        await chat.AskAsync("What does Measure 4 do?");
        await CheckAsync("3-answer");
        chat.Receive(new { type = "typing" });
        await Expect(chat.Dialog.Locator(".writing")).ToBeVisibleAsync();
        await CheckAsync("4-typing");
        chat.ReceiveMessage("Polls are open from **7 a.m. to 8 p.m.** [1] The measure is on page two [2].\n\n- Bring this letter\n- Call (555) 555-0199", RareAnswers.Cited);
        await Expect(chat.Dialog.GetByText("Official source")).ToBeVisibleAsync();
        await chat.Theirs.Last.GetByRole(AriaRole.Button, new() { Name = "Helpful", Exact = true }).ClickAsync();
        await CheckAsync("5-sources");
        chat.ReceiveMessage("Here is what is on:", RareAnswers.Cards);
        await Expect(chat.Replies).ToHaveCountAsync(1);
        await CheckAsync("6-cards");
        chat.Receive(new { type = "event", name = "conversation.paused", value = new { paused = true } });
        await Expect(chat.Dialog.GetByText("Messages are stopped.")).ToBeVisibleAsync();
        await chat.Context.SetOfflineAsync(true);
        await chat.SendAsync("Is anyone there?");
        await Expect(chat.Dialog.GetByText("Not sent yet")).ToBeVisibleAsync();
        await CheckAsync("7-offline");
        Assert.Empty(found);
        Assert.Empty(chat.Complaints);

        async Task CheckAsync(string state)
        {
            await chat.PictureAsync($"{width}-{scheme.ToString().ToLowerInvariant()}-{state}");
            found.AddRange((await chat.AxeAsync()).Select(violation => $"{state} {violation}"));
            var over = await chat.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
            if (over > 0)
                found.Add($"{state} scrolls sideways by {over} px");
        }
    }

    [BrowserFact]
    public async Task Widget_RightToLeft_HasNoAxeViolationAndMirrors()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Page.RouteAsync("**/?lang=en", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("widget.js\"", "widget.js\" data-dir=\"rtl\"", StringComparison.Ordinal) });
        });
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        chat.ReceiveMessage("مرحبًا، هذا جواب.", new { locale = "ar" });
        await Expect(chat.Theirs.Last.Locator("[lang=ar]")).ToBeVisibleAsync();
        await chat.SendAsync("شكرا");
        await chat.Mine.First.WaitForAsync();
        var dialog = await chat.Dialog.BoundingBoxAsync();
        var mine = await chat.Mine.First.Locator(".bubble").BoundingBoxAsync();
        await chat.PictureAsync("1280-rtl");

        Assert.True(dialog!.X < 100, "The dialog stands at the left.");
        Assert.True(mine!.X - dialog.X < dialog.Width / 3, "The reader's own messages stand at the left.");
        Assert.Equal("rtl", await chat.Dialog.Locator(".theirs [lang=ar] p").EvaluateAsync<string>("p => getComputedStyle(p).direction"));
        Assert.Empty(await chat.AxeAsync());
    }

    [BrowserFact]
    public async Task Widget_ByKeyboardAlone_HoldsAConversation()
    {
        await using var chat = await browser.VisitAsync();
        var keys = chat.Page.Keyboard;
        for (var presses = 0; presses < 30 && !await FocusIsAsync(".launcher"); presses++)
            await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await chat.Theirs.First.WaitForAsync();
        Assert.True(await FocusIsAsync("textarea"), "Opening moves the focus to where one writes.");

        await keys.TypeAsync("What does Measure 4 do?");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("And what will it cost?");
        Assert.Contains('\n', await chat.Input.InputValueAsync());
        await keys.PressAsync("Enter");
        await chat.Theirs.Nth(1).WaitForAsync();
        Assert.Equal("", await chat.Input.InputValueAsync());

        chat.ReceiveMessage("Which one?", new { suggestedActions = new { actions = new[] { new { type = "imBack", title = "The bus line", value = "The bus line" } } } });
        await chat.Replies.First.WaitForAsync();
        await keys.PressAsync("Shift+Tab");
        for (var presses = 0; presses < 5 && !await FocusIsAsync(".replies button"); presses++)
            await keys.PressAsync("Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(chat.Mine.Last).ToContainTextAsync("The bus line");
        Assert.True(await FocusIsAsync("textarea"), "After a suggested reply the focus is where one writes.");

        await keys.PressAsync("Escape");
        await Expect(chat.Dialog).ToBeHiddenAsync();
        Assert.True(await FocusIsAsync(".launcher"), "Closing gives the focus back.");
        Assert.Empty(chat.Complaints);

        async Task<bool> FocusIsAsync(string selector) => await chat.Page.EvaluateAsync<bool>(
            "s => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return !!at?.matches(s); }", selector);
    }

    [BrowserFact]
    public async Task Widget_OnAPhone_KeepsTheFocusInside()
    {
        await using var chat = await browser.VisitAsync(width: 390, height: 844);
        await chat.OpenAsync();
        Assert.Equal("true", await chat.Dialog.GetAttributeAsync("aria-modal"));
        for (var presses = 0; presses < 15; presses++)
        {
            await chat.Page.Keyboard.PressAsync("Tab");
            Assert.True(await chat.Dialog.EvaluateAsync<bool>("dialog => dialog.contains(dialog.getRootNode().activeElement)"));
        }
    }

    [BrowserFact]
    public async Task Widget_NewMessage_IsAnnouncedOnceAndSaysWhoSpeaks()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        var log = chat.Dialog.GetByRole(AriaRole.Log);
        await Expect(log).ToHaveAttributeAsync("aria-live", "polite");
        await log.EvaluateAsync("log => { window.added = []; new MutationObserver(list => list.forEach(m => m.addedNodes.forEach(n => added.push(n.textContent)))).observe(log, { childList: true }); }");
        chat.ReceiveMessage("Only once.", new { id = "the-same" });
        chat.ReceiveMessage("Only once.", new { id = "the-same" });
        chat.ReceiveMessage("Then another.");
        await Expect(chat.Theirs.Last).ToContainTextAsync("Then another.");

        var added = await chat.Page.EvaluateAsync<string[]>("() => window.added");
        Assert.Equal(2, added.Length);
        Assert.All(added, text => Assert.Contains("said:", text, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Widget_MessageWhileClosed_CountsAndSaysIt()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        chat.ReceiveMessage("One thing more.");
        await Expect(chat.Launcher.Locator(".badge")).ToHaveTextAsync("1");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Ask us a question 1 new message", Exact = true })).ToBeVisibleAsync();
        await Expect(chat.Page.Locator("[role=status]", new() { HasTextString = "1 new message" })).ToHaveCountAsync(1);
        Assert.Empty(await chat.AxeAsync());
        await chat.Launcher.ClickAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(chat.Launcher.Locator(".badge")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_EveryTarget_IsLargeEnough()
    {
        await using var chat = await browser.VisitAsync(width: 320, height: 568);
        await chat.OpenAsync();
        chat.ReceiveMessage("See [1] and [2].", RareAnswers.Cited);
        chat.ReceiveMessage("Cards", RareAnswers.Cards);
        await chat.Replies.First.WaitForAsync();
        var small = await chat.Dialog.Locator("button:visible").EvaluateAllAsync<string[]>(
            "all => all.filter(b => b.getBoundingClientRect().width < 24 || b.getBoundingClientRect().height < 24).map(b => b.outerHTML)");
        Assert.Empty(small);
    }

    [BrowserFact]
    public async Task Widget_ForcedColours_ShowsEveryControl()
    {
        await using var chat = await browser.VisitAsync(set: options => options.ForcedColors = ForcedColors.Active);
        await chat.OpenAsync();
        await chat.PictureAsync("1280-forced-colours");
        Assert.NotEqual("0px", await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).EvaluateAsync<string>("b => getComputedStyle(b).borderTopWidth"));
    }
}
