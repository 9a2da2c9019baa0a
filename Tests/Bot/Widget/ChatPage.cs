using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignBot.Tests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CampaignBot.Tests.Bot.Widget;

/// <summary>A page with the widget, as a visitor uses it; notes whatever the browser complains of.</summary>
public sealed partial class ChatPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly List<IWebSocketRoute> _sockets = [];
    private int _injected;

    private ChatPage(IPage page) => Page = page;

    public IPage Page { get; }

    public IBrowserContext Context => Page.Context;

    public ILocator Launcher => Page.Locator("button.launcher");

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Input => Dialog.GetByRole(AriaRole.Textbox);

    public ILocator Messages => Dialog.Locator(".message");

    public ILocator Theirs => Dialog.Locator(".message.theirs");

    public ILocator Mine => Dialog.Locator(".message.mine");

    public ILocator Replies => Dialog.Locator(".replies button");

    /// <summary>Script errors and broken policies; what the network refused in a test that breaks it isn't among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>A page in the context. Its sockets go through, and can be spoken on and cut.</summary>
    public static async Task<ChatPage> InAsync(IBrowserContext context)
    {
        var chat = new ChatPage(await context.NewPageAsync());
        chat.Page.PageError += (_, error) => chat._complaints.Add(error);
        chat.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && !message.Text.StartsWith("WebSocket connection", StringComparison.Ordinal))
                chat._complaints.Add(message.Text);
        };
        await chat.Page.RouteWebSocketAsync(StreamAddress(), socket =>
        {
            socket.ConnectToServer();
            chat._sockets.Add(socket);
        });
        return chat;
    }

    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await Launcher.Or(Dialog).First.WaitForAsync();
    }

    /// <summary>Opens the dialog by its button and waits for the greeting.</summary>
    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Theirs.First.WaitForAsync();
    }

    /// <summary>Writes a message, sends it with Enter and waits for an answer to it.</summary>
    public async Task AskAsync(string text)
    {
        var before = await Theirs.CountAsync();
        await SendAsync(text);
        await Theirs.Nth(before).WaitForAsync();
    }

    public async Task SendAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
    }

    /// <summary>Lets the bot say something it would only say in rare situations: the frame is put into the real stream.</summary>
    public void Receive(object activity)
    {
        var node = JsonSerializer.SerializeToNode(activity)!.AsObject();
        node.TryAdd("id", $"injected-{++_injected}");
        node.TryAdd("timestamp", TimeProvider.System.GetUtcNow().ToString("O"));
        node.TryAdd("from", JsonSerializer.SerializeToNode(new { id = "bot", name = "Yes on Measure 4", role = "bot" }));
        _sockets[^1].Send(JsonSerializer.Serialize(new { activities = new[] { node } }));
    }

    public void ReceiveMessage(string text, object? more = null)
    {
        var node = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        node["type"] = "message";
        node["text"] = text;
        Receive(node);
    }

    /// <summary>Cuts the newest socket.</summary>
    public async Task DropSocketAsync() => await _sockets[^1].CloseAsync(new() { Code = 1001 });

    /// <summary>How many sockets the page has opened so far.</summary>
    public int SocketCount => _sockets.Count;

    /// <summary>What axe finds wrong by WCAG 2.2 AA and its best practices, with no exception.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html} {n.Any.FirstOrDefault()?.Message}"))];
    }

    /// <summary>Keeps a picture under TestResults/screenshots for a person to look at.</summary>
    public async Task PictureAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Picture(name) });

    /// <summary>Where a picture is kept.</summary>
    public static string Picture(string name) => Path.Combine(BotProgram.RepositoryRoot(), "TestResults", "screenshots", $"{name}.png");

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    [GeneratedRegex("/v3/directline/", RegexOptions.None, 1000)]
    private static partial Regex StreamAddress();
}
