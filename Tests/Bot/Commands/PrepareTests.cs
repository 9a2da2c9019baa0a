using System.Text.Json;
using CampaignBot.Tests.Bot.Widget;
using CampaignBot.Tests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>prepare</c> of the built program.</summary>
public sealed class PrepareTests : IDisposable
{
    private const string Conversations =
        """
        {"id":"c1","channel":"sms","language":"en","messages":[{"from":"voter","text":"hi its Dana Whitfield, 12 Oak St Apt 3, Alder Falls. where do i vote","intent":"vote","reviewed":true,"name":"Dana Whitfield"},{"from":"bot","text":"Look it up."},{"from":"voter","text":"thx! dana","intent":"thanks","reviewed":true},{"from":"voter","text":"call 503-555-0142","intent":"call"}]}
        {"id":"c2","language":"es","messages":[{"from":"voter","text":"mi tarjeta es 4111 1111 1111 1111, puedo donar?","intent":"donate","reviewed":true}]}

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prepare-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Prepare_OfTheContent_WritesWhatTrainAndEvaluateRead()
    {
        var (code, output) = await BotProgram.RunAsync(["prepare", "--out", In("a.jsonl"), "--json"]);
        var (again, _) = await BotProgram.RunAsync(["prepare", "--out", In("b.jsonl"), "--report", In("pages/b.html")]);
        var (otherSeed, _) = await BotProgram.RunAsync(["prepare", "--out", In("c.jsonl"), "--seed", "2"]);
        var (trained, _) = await BotProgram.RunAsync(["train", "--data", In("a.jsonl"), "--output", In("a.model")]);
        var (evaluated, figures) = await BotProgram.RunAsync(["evaluate", "--model", In("a.model"), "--data", In("a.jsonl"), "--json"]);

        Assert.Equal((0, 0, 0, 0, 0), (code, again, otherSeed, trained, evaluated));
        Assert.Equal(await File.ReadAllBytesAsync(In("a.jsonl")), await File.ReadAllBytesAsync(In("b.jsonl")));
        Assert.Equal(await File.ReadAllBytesAsync(In("a.html")), await File.ReadAllBytesAsync(In("pages/b.html")));
        Assert.NotEqual(await File.ReadAllBytesAsync(In("a.jsonl")), await File.ReadAllBytesAsync(In("c.jsonl")));
        var prepared = JsonDocument.Parse(output).RootElement;
        Assert.Equal(prepared.GetProperty("messages").GetInt32(), (await File.ReadAllLinesAsync(In("a.jsonl"))).Length);
        var measured = JsonDocument.Parse(figures).RootElement;
        Assert.Equal(prepared.GetProperty("parts").GetProperty("test").GetInt32(), measured.GetProperty("inScope").GetInt32() + measured.GetProperty("outOfScope").GetInt32());
    }

    [Fact]
    public async Task Prepare_OfConversations_TakesWhatIsReviewedWithoutPersonalData()
    {
        await File.WriteAllTextAsync(In("reviewed.jsonl"), Conversations);

        var (code, output) = await BotProgram.RunAsync(["prepare", "--conversations", In("reviewed.jsonl"), "--out", In("out.jsonl")]);

        Assert.Equal(0, code);
        Assert.Contains("read 3, of 2 conversations also 1 that nobody has reviewed", output, StringComparison.Ordinal);
        var written = await File.ReadAllTextAsync(In("out.jsonl"));
        Assert.Contains("""{"text":"hi its [name], [address]. where do i vote","intent":"vote","language":"en","split":"train","group":""", written, StringComparison.Ordinal);
        Assert.Contains("\"thx! [name]\"", written, StringComparison.Ordinal);
        Assert.Contains("mi tarjeta es [card], puedo donar?", written, StringComparison.Ordinal);
        foreach (var text in new[] { written, await File.ReadAllTextAsync(In("out.html")), output })
        {
            foreach (var personal in new[] { "dana", "Oak St", "4111", "0142" })
                Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("--data", "nothing.csv", "nothing.csv")]
    [InlineData("--test-share", "0.9", "--test-share is a share from 0 to 0.5")]
    [InlineData("--conversations", "broken.jsonl", "broken.jsonl: Line 1")]
    public async Task Prepare_OfWhatItCantUse_SaysWhyAndWritesNothing(string option, string value, string reason)
    {
        await File.WriteAllTextAsync(In("broken.jsonl"), "not json\n");

        var (code, output) = await BotProgram.RunAsync(["prepare", option, value.Contains('.', StringComparison.Ordinal) && option != "--test-share" ? In(value) : value, "--out", In("out.jsonl")]);

        Assert.Equal(1, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.False(File.Exists(In("out.jsonl")));
    }

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    public async Task Report_OfTheContent_HasNoAxeViolationAndFits(int width, ColorScheme scheme)
    {
        await BotProgram.RunAsync(["prepare", "--out", In("a.jsonl")]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Requires.Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });

        await page.GotoAsync(new Uri(In("a.html")).AbsoluteUri);

        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
    }

    private string In(string path) => Path.Combine(_folder.FullName, path);
}
