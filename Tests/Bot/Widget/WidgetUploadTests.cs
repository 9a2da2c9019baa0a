using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CampaignBot.Tests.Bot.Widget;

[Collection(WidgetTests.Name)]
public sealed class WidgetUploadTests(WidgetBrowser browser)
{
    private static FilePayload Letter => new() { Name = "letter.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 sample"u8.ToArray() };

    [BrowserFact]
    public async Task Widget_FileChosen_IsNamedSentAndShown()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(Letter);
        await Expect(chat.Dialog.Locator(".chips")).ToContainTextAsync("letter.pdf");
        await chat.PictureAsync("1280-file");
        Assert.Empty(await chat.AxeAsync());
        var answer = await chat.Page.RunAndWaitForResponseAsync(() => chat.SendAsync("My letter"), response => response.Url.Contains("/upload", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        await Expect(chat.Mine.First).ToContainTextAsync("letter.pdf");
        await Expect(chat.Mine.First.Locator("time")).ToBeVisibleAsync();
        await chat.Page.ReloadAsync();
        await Expect(chat.Mine).ToHaveCountAsync(1);
        await Expect(chat.Mine.First).ToContainTextAsync("letter.pdf");
        Assert.Empty(chat.Complaints);
    }

    [BrowserFact]
    public async Task Widget_FileRemoved_IsNotSent()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(Letter);
        await chat.Dialog.GetByRole(AriaRole.Button, new() { Name = "Remove letter.pdf" }).ClickAsync();
        await Expect(chat.Dialog.Locator(".chips")).ToBeHiddenAsync();
        await Expect(chat.Input).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Widget_WrongKindOfFile_IsRefusedWithTheReason()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "tool.exe", MimeType = "application/x-msdownload", Buffer = [1, 2, 3] });
        await Expect(chat.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("tool.exe");
        await Expect(chat.Dialog.Locator(".chips")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Widget_FileTooBig_IsRefusedWithTheLimit()
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "long.pdf", MimeType = "application/pdf", Buffer = new byte[await LimitAsync(chat) + 1] });
        await Expect(chat.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("long.pdf is larger than");
    }

    [BrowserFact]
    public async Task Widget_PhotoTooBig_IsMadeSmaller()
    {
        await using var chat = await browser.VisitAsync();
        await chat.Page.RouteAsync("**/widget/config", async route =>
        {
            var answer = await route.FetchAsync();
            var config = JsonDocument.Parse(await answer.TextAsync()).RootElement.Deserialize<Dictionary<string, JsonElement>>()!;
            config["maxUploadBytes"] = JsonSerializer.SerializeToElement(60_000);
            await route.FulfillAsync(new() { Response = answer, Body = JsonSerializer.Serialize(config) });
        });
        await chat.Page.ReloadAsync();
        await chat.OpenAsync();
        var photo = Convert.FromBase64String(await chat.Page.EvaluateAsync<string>("""
            () => { const c = document.createElement('canvas'); c.width = 1600; c.height = 1200; const g = c.getContext('2d');
              const d = g.createImageData(1600, 1200); for (let i = 0; i < d.data.length; i++) d.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
              g.putImageData(d, 0, 0); return c.toDataURL('image/png').split(',')[1]; }
            """));
        Assert.True(photo.Length > 60_000);
        await chat.Dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "pothole.png", MimeType = "image/png", Buffer = photo });
        await Expect(chat.Dialog.Locator(".chips")).ToContainTextAsync("pothole.jpg");
        await chat.SendAsync("A pothole");
        await Expect(chat.Mine.First.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Expect(chat.Mine.First.Locator("time")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("paste", "clipboardData", "ClipboardEvent", "textarea")]
    [InlineData("drop", "dataTransfer", "DragEvent", ".panel")]
    public async Task Widget_FilePastedOrDropped_IsTaken(string kind, string carrier, string constructor, string target)
    {
        await using var chat = await browser.VisitAsync();
        await chat.OpenAsync();
        await chat.Page.Locator(target).EvaluateAsync("""
            (node, [kind, carrier, constructor]) => { const t = new DataTransfer(); t.items.add(new File(['x'], 'note.pdf', { type: 'application/pdf' }));
              node.dispatchEvent(new window[constructor](kind, { [carrier]: t, bubbles: true, cancelable: true })); }
            """, new[] { kind, carrier, constructor });
        await Expect(chat.Dialog.Locator(".chips")).ToContainTextAsync("note.pdf");
    }

    private static async Task<int> LimitAsync(ChatPage chat) =>
        await chat.Page.EvaluateAsync<int>("async () => (await (await fetch('widget/config')).json()).maxUploadBytes");
}
