using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CampaignBot.Tests.Bot.Widget;

[Collection(WidgetTests.Name)]
public sealed class WidgetConversationTests(WidgetBrowser browser)
{
    [BrowserFact]
    public async Task Widget_Opened_SaysThatItIsAutomatedAndGreets()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await Expect(chat.Dialog.Locator("#disclosure")).ToContainTextAsync("Automated assistant of Yes on Measure 4");
        Assert.NotEqual("", await chat.Theirs.First.InnerTextAsync());
    }

    [BrowserFact]
    public async Task Widget_InSpanish_SpeaksSpanishThroughout()
    {
        await using var chat = await browser.VisitAsync("?lang=es", 390, 844, set: options => options.Locale = "es-MX");
        await Expect(chat.Launcher).ToContainTextAsync("Pregúntenos");
        await chat.OpenAsync();
        await Expect(chat.Dialog.Locator("#disclosure")).ToContainTextAsync("Asistente automático de");
        await Expect(chat.Theirs.First.Locator("[lang^=es]")).ToBeVisibleAsync();
        var request = await chat.Page.RunAndWaitForRequestAsync(() => chat.AskAsync("¿Qué hace la Medida 4?"), IsPost);
        await chat.PictureAsync("390-spanish");
        Assert.Equal("es", Body(request).GetProperty("locale").GetString());
        Assert.Empty(await chat.AxeAsync());
    }

    [BrowserFact]
    public async Task Widget_LanguageSwitched_ChangesItsWordsAndTheLocaleSent()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cambiar a español" }).ClickAsync();
        await Expect(chat.Input).ToHaveAttributeAsync("placeholder", "Escriba un mensaje");
        var request = await chat.Page.RunAndWaitForRequestAsync(() => chat.SendAsync("hola"), IsPost);
        Assert.Equal("es", Body(request).GetProperty("locale").GetString());
        await chat.Page.ReloadAsync();
        await Expect(chat.Input).ToHaveAttributeAsync("placeholder", "Escriba un mensaje");
    }

    [BrowserFact]
    public async Task Widget_MarkdownFromTheBot_BecomesNodesAndNeverMarkup()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        chat.ReceiveMessage("""
            **Bold** and [a link](https://yesonmeasure4.example/a) and [a trap](javascript:alert(1)) <img src=x onerror=alert(2)>
            Write to hello@yesonmeasure4.example or call (555) 555-0142.

            1. one
            2. two

            - dash \*not italics\*
            """, new { id = "markdown" });
        var answer = chat.Theirs.Last;
        await Expect(answer.Locator("strong")).ToHaveTextAsync("Bold");
        await Expect(answer.GetByRole(AriaRole.Link, new() { Name = "a link" })).ToHaveAttributeAsync("rel", "noopener");
        await Expect(answer.GetByRole(AriaRole.Link)).ToHaveCountAsync(3);
        await Expect(answer.Locator("img")).ToHaveCountAsync(0);
        await Expect(answer).ToContainTextAsync("<img src=x onerror=alert(2)>");
        await Expect(answer.Locator("ol > li")).ToHaveCountAsync(2);
        await Expect(answer.Locator("ul > li")).ToHaveTextAsync("dash *not italics*");
        await Expect(answer.Locator("a[href^='tel:']")).ToHaveAttributeAsync("href", "tel:+15555550142");
    }

    [BrowserFact]
    public async Task Widget_Citation_LeadsToItsSource()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        chat.ReceiveMessage("Open until 8 p.m. [1], on page two [2], and no source [7].", RareAnswers.Cited);
        var answer = chat.Theirs.Last;
        await answer.GetByRole(AriaRole.Button, new() { Name = "Source 1: Alder County Elections" }).ClickAsync();
        await Expect(answer.GetByRole(AriaRole.Link, new() { Name = "Alder County Elections" })).ToBeFocusedAsync();
        await Expect(answer.Locator(".sources li").First).ToContainTextAsync("Official source · as of October 1, 2026");
        await Expect(answer.Locator(".sources li").Last).Not.ToContainTextAsync("Official");
        await Expect(answer).ToContainTextAsync("[7]");
    }

    [BrowserFact]
    public async Task Widget_CardButton_AnswersWithItsTitleAndValue()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        chat.ReceiveMessage("What is on", RareAnswers.Cards);
        await Expect(chat.Dialog.GetByRole(AriaRole.Link, new() { Name = "Details" })).ToHaveAttributeAsync("target", "_blank");
        await Expect(chat.Dialog.GetByRole(AriaRole.Link, new() { Name = "measure.pdf" })).ToBeVisibleAsync();
        var request = await chat.Page.RunAndWaitForRequestAsync(
            () => chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "I'll come" }).ClickAsync(), IsPost);
        Assert.Equal("rsvp river-day", Body(request).GetProperty("value").GetString());
        await Expect(chat.Mine.Last).ToContainTextAsync("I'll come");
    }

    [BrowserFact]
    public async Task Widget_Thumb_SendsFeedbackAndStaysPressedOverAReload()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        chat.ReceiveMessage("Polls close at 8 p.m. [1]", RareAnswers.Cited);
        var thumb = chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Not helpful" }).Last;
        var request = await chat.Page.RunAndWaitForRequestAsync(() => thumb.ClickAsync(), IsPost);
        await Expect(thumb).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(chat.Dialog.GetByText("Thanks for telling us.")).ToBeVisibleAsync();

        var feedback = Body(request);
        Assert.Equal("event", feedback.GetProperty("type").GetString());
        Assert.Equal("feedback", feedback.GetProperty("name").GetString());
        Assert.Equal("down", feedback.GetProperty("value").GetProperty("rating").GetString());
        Assert.Equal("injected-1", feedback.GetProperty("replyToId").GetString());

        // The server keeps the feedback; the message it is about was only put into the stream, so the history gets it too.
        await chat.Page.RouteAsync("**/activities?watermark=", async route =>
        {
            var answer = await route.FetchAsync();
            var history = JsonNode.Parse(await answer.TextAsync())!;
            history["activities"]!.AsArray().Insert(0, new JsonObject
            {
                ["type"] = "message",
                ["id"] = "injected-1",
                ["text"] = "Polls close at 8 p.m.",
                ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" },
                ["channelData"] = new JsonObject { ["feedbackEnabled"] = true },
            });
            await route.FulfillAsync(new() { Response = answer, Body = history.ToJsonString() });
        });
        await chat.Page.ReloadAsync();
        await Expect(chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Not helpful" }).Last).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserFact]
    public async Task Widget_Stopped_OffersToStartAgain()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        chat.Receive(new { type = "event", name = "conversation.paused", value = new { paused = true } });
        var request = await chat.Page.RunAndWaitForRequestAsync(
            () => chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync(), IsPost);
        Assert.Equal("START", Body(request).GetProperty("text").GetString());
        chat.Receive(new { type = "event", name = "conversation.paused", value = new { paused = false } });
        await Expect(chat.Dialog.GetByText("Messages are stopped.")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_UnknownActivities_AreLeftAlone()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        var before = await chat.Messages.CountAsync();
        chat.Receive(new { type = "messageUpdate", text = "changed" });
        chat.Receive(new { type = "messageDelete" });
        chat.Receive(new { type = "trace", value = 5 });
        chat.Receive(new { type = "event" });
        chat.ReceiveMessage("After it all", new { entities = new object[] { new { type = "x" } }, attachments = new object[] { new { contentType = "application/vnd.microsoft.card.adaptive" } } });
        await Expect(chat.Theirs.Last).ToContainTextAsync("After it all");
        Assert.Equal(before + 1, await chat.Messages.CountAsync());
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_ConversationEnded_OffersANewOne()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.AskAsync("What does Measure 4 do?");
        chat.Receive(new { type = "endOfConversation" });
        await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await Expect(chat.Mine).ToHaveCountAsync(0);
        await chat.Theirs.First.WaitForAsync();
        await Expect(chat.Dialog.GetByText("This conversation has ended.")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_LongMessage_CountsDownToItsLimit()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Input.FillAsync(new string('a', 1799));
        await Expect(chat.Dialog.Locator(".counter")).ToBeHiddenAsync();
        await chat.Input.FillAsync(new string('a', 1990));
        await Expect(chat.Dialog.Locator(".counter")).ToHaveTextAsync("10 characters left");
        await chat.Page.Keyboard.TypeAsync("123456789012345");
        Assert.Equal(2000, (await chat.Input.InputValueAsync()).Length);
    }

    internal static bool IsPost(IRequest request) => request.Method == "POST" && request.Url.EndsWith("/activities", StringComparison.Ordinal);

    internal static JsonElement Body(IRequest request) => JsonDocument.Parse(request.PostData!).RootElement;
}
