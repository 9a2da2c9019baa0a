using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CampaignBot.Tests.Bot.Widget;

[Collection(WidgetTests.Name)]
public sealed class WidgetConnectionTests(WidgetBrowser browser)
{
    [BrowserFact]
    public async Task Widget_Reloaded_ShowsTheSameConversationOnce()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        var before = await chat.Messages.AllInnerTextsAsync();
        await chat.Page.ReloadAsync();
        await Expect(chat.Messages).ToHaveCountAsync(before.Count);
        Assert.Equal(before, await chat.Messages.AllInnerTextsAsync());
        await chat.AskAsync("And what will it cost?");
        await Expect(chat.Mine).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Widget_OfflineAndBack_SendsInOrderOnce()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Context.SetOfflineAsync(true);
        await Expect(chat.Dialog.GetByText("You are offline.", new() { Exact = false })).ToBeVisibleAsync();
        await chat.SendAsync("What does Measure 4 do?");
        await chat.SendAsync("What will it cost?");
        await Expect(chat.Mine.First).ToContainTextAsync("Not sent yet");
        await chat.Context.SetOfflineAsync(false);
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(2);
        await chat.Theirs.Nth(2).WaitForAsync();
        await chat.Page.ReloadAsync();
        await Expect(chat.Mine).ToHaveCountAsync(2);
        await Expect(chat.Mine.First).ToContainTextAsync("What does Measure 4 do?");
        await Expect(chat.Mine.Last).ToContainTextAsync("What will it cost?");
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_ReloadedWhileUnsent_SendsAfterwards()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Page.RouteAsync("**/activities", route => route.AbortAsync());
        await chat.SendAsync("What does Measure 4 do?");
        await Expect(chat.Mine.First).ToContainTextAsync("Not sent yet");
        await chat.Page.UnrouteAllAsync();
        await chat.Page.ReloadAsync();
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(1);
        await chat.Theirs.Nth(1).WaitForAsync();
    }

    [BrowserFact]
    public async Task Widget_AnswerToThePostLost_ShowsTheMessageOnce()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        var ids = new List<string>();
        await chat.Page.RouteAsync("**/activities", async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }
            ids.Add(JsonDocument.Parse(route.Request.PostData!).RootElement.GetProperty("channelData").GetProperty("clientActivityID").GetString()!);
            var answer = await route.FetchAsync();
            if (ids.Count == 1)
                await route.AbortAsync();
            else
                await route.FulfillAsync(new() { Response = answer });
        });
        await chat.SendAsync("What does Measure 4 do?");
        await chat.Theirs.Nth(1).WaitForAsync();
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(1);
        await chat.Page.ReloadAsync();
        await chat.Theirs.Nth(1).WaitForAsync();
        await Expect(chat.Mine).ToHaveCountAsync(1);
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task Widget_MessageRefused_OffersToSendAgain()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Page.RouteAsync("**/activities", route => route.FulfillAsync(new() { Status = 400, Body = "{}" }));
        await chat.SendAsync("What does Measure 4 do?");
        await Expect(chat.Mine.First).ToContainTextAsync("Not sent");
        Assert.Empty(await chat.AxeAsync());
        await chat.Page.UnrouteAllAsync();
        await chat.Mine.First.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await chat.Theirs.Nth(1).WaitForAsync();
        await Expect(chat.Mine).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Widget_SocketDropped_ComesBackAndMissesNothing()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        var sockets = chat.SocketCount;
        await chat.DropSocketAsync();
        await chat.AskAsync("What does Measure 4 do?");
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(1);
        Assert.True(chat.SocketCount > sockets, "A new socket was opened.");
    }

    [BrowserFact]
    public async Task Widget_ServerRestarted_GoesOnWhereItWas()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        await browser.RestartProgramAsync(async () =>
        {
            await chat.SendAsync("What will it cost?");
            await Expect(chat.Mine.Last).ToContainTextAsync("Not sent yet");
        });
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await chat.Theirs.Nth(2).WaitForAsync();
        await Expect(chat.Mine).ToHaveCountAsync(2);
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_SocketsBlocked_Polls()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Page.AddInitScriptAsync("window.WebSocket = class { constructor() { throw new DOMException('blocked', 'SecurityError'); } };");
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(1);
        Assert.Equal(0, chat.SocketCount);
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_TokenExpired_GoesOnWithTheSameConversation()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        var refused = 0;
        await chat.Page.RouteAsync("**/v3/directline/**", async route =>
        {
            if (refused++ == 0)
                await route.FulfillAsync(new() { Status = 403, ContentType = "application/json", Body = """{"error":{"code":"TokenExpired","message":"Token has expired"}}""" });
            else
                await route.ContinueAsync();
        });
        var resumed = await chat.Page.RunAndWaitForRequestAsync(
            () => chat.AskAsync("What will it cost?"), request => request.Url.EndsWith("/widget/token", StringComparison.Ordinal));
        Assert.NotEqual("", JsonDocument.Parse(resumed.PostData!).RootElement.GetProperty("resume").GetString());
        await Expect(chat.Mine).ToHaveCountAsync(2);
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Widget_ConversationUnknownToTheServer_StartsAnew()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        await chat.Page.RouteAsync("**/activities?watermark=", route => route.FulfillAsync(new() { Status = 404, Body = "{}" }), new() { Times = 1 });
        await chat.Page.ReloadAsync();
        await chat.Theirs.First.WaitForAsync();
        await Expect(chat.Mine).ToHaveCountAsync(0);
        await chat.AskAsync("What will it cost?");
    }

    [BrowserFact]
    public async Task Widget_TooManyVisitors_WaitsAsAsked()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Page.RouteAsync("**/widget/token", route => route.FulfillAsync(new()
        {
            Status = 429,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "3" },
        }), new() { Times = 1 });
        await chat.Launcher.ClickAsync();
        await Expect(chat.Dialog.GetByText("The chat is hard to reach right now.", new() { Exact = false })).ToBeVisibleAsync();
        Assert.Empty(await chat.AxeAsync());
        await chat.PictureAsync("1280-hard-to-reach");
        await chat.Theirs.First.WaitForAsync();
        await Expect(chat.Dialog.GetByText("The chat is hard to reach right now.", new() { Exact = false })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_InTwoTabs_ShowsOneConversationInBoth()
    {
        await using var one = await browser.VisitAsync();
        await one.OpenAsync();
        await one.AskAsync("What does Measure 4 do?");
        var two = await ChatPage.InAsync(one.Context);
        await two.GoAsync(browser.Address + "?lang=en");
        await two.OpenAsync();
        await Expect(two.Messages).ToHaveCountAsync(await one.Messages.CountAsync());
        await two.AskAsync("What will it cost?");
        await Expect(one.Mine).ToHaveCountAsync(2);
        await Expect(one.Messages).ToHaveCountAsync(await two.Messages.CountAsync());
    }

    [BrowserFact]
    public async Task Widget_WithoutStorage_StillTalks()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Page.AddInitScriptAsync("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });");
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        await Expect(chat.Mine.Locator("time")).ToHaveCountAsync(1);
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_OpenedWithoutANetwork_SaysSoAndTriesAgain()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Context.SetOfflineAsync(true);
        await chat.Launcher.ClickAsync();
        await Expect(chat.Page.GetByText("There is no connection. Please try again.")).ToBeVisibleAsync();
        await chat.Context.SetOfflineAsync(false);
        await chat.OpenAsync();
        Assert.Empty(chat.Complaints);
    }
}
