using CampaignBot.Tests.Bot.Widget;
using CampaignBot.Tests.Support;
using CampaignBot.Training;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CampaignBot.Tests.Training;

public sealed class ReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Texts_OfStrangers_AreEncodedAndNeverMarkup()
    {
        var page = new Report("<script>alert(1)</script>")
            .Paragraph("a < b & \0 c \ud800")
            .Table(new("\"quoted\"", ["<b>x</b>", "y"], [["<img src=x onerror=alert(1)>", ""]]))
            .Chart(new BarChart("<i>", "\"><script>", "<u>", ["</svg><script>"], [new("<s>", [1])]))
            .ToString();

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("a &lt; b &amp; \ufffd c \ufffd", page, StringComparison.Ordinal);
        Assert.Contains("<td dir=\"auto\" class=\"number\"></td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_OfNumbers_AreMarkedSo()
    {
        var page = new Report("r").Table(new("t", ["intent", "F1", "text"], [["a", "93.8%", "12 apples"], ["b", "−0.5", "1"]])).ToString();

        Assert.Contains("<th scope=\"col\" class=\"number\">F1</th>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">text</th>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\" dir=\"auto\">a</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_OfValues_CountsEachOnce()
    {
        var ranges = Histogram.Count([0, 1, 4.9, 5, 12], 5);

        Assert.Equal([new(0, 5, 3), new(5, 10, 1), new(10, 15, 1)], ranges);
        Assert.Equal([new(0, 5, 0)], Histogram.Count([], 5));
    }

    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    public async Task Page_WithEveryPart_HasNoAxeViolationAndFits(int width, ColorScheme scheme)
    {
        var file = Path.Combine(_folder.FullName, "reports", "all.html");
        await Everything().SaveAsync(file, CancellationToken.None);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Requires.Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync(new Uri(file).AbsoluteUri);
        foreach (var summary in await page.Locator("summary").AllAsync())
            await summary.ClickAsync();
        await page.ScreenshotAsync(new() { Path = ChatPage.Picture($"report-{width}-{scheme.ToString().ToLowerInvariant()}"), FullPage = true });

        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
        Assert.Empty(complaints);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        Assert.NotEqual("rgba(0, 0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        var languages = page.GetByRole(AriaRole.Region, new() { Name = "Each language", Exact = true });
        Assert.Equal(width < 1280, await languages.EvaluateAsync<bool>("region => region.scrollWidth > region.clientWidth"));
        var wide = page.GetByRole(AriaRole.Region, new() { Name = "Expected against taken for", Exact = true });
        await wide.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        if (width == 320)
            await Poll.UntilAsync(() => wide.EvaluateAsync<bool>("region => region.scrollLeft > 0"));
    }

    private static Report Everything() => new Report("Evaluation of the sample campaign")
        .Paragraph("What 226 English and 133 Spanish questions came to, on November 22, 2026.")
        .Figures(new("Right", "96.4%", "95.9% in the last run"), new("Wrong on voting", "0"), new("Out-of-scope recall", "61.3%", "at threshold 0.62"))
        .Section("Languages")
        .Table(new(
            "Each language",
            ["language", "questions", "right", "unseen ones right", "wrong on voting", "answered wrongly", "invented facts", "refused rightly", "refused wrongly", "taken for another language"],
            [["English", "226", "96.4%", "95.2%", "0", "3", "0", "98.0%", "1.0%", "0"], ["Spanish", "133", "96.0%", "92.7%", "0", "1", "0", "98.0%", "1.0%", "1"]]))
        .Chart(new BarChart(
            "Messages for each intent",
            "voting.where has the most, with 120; person the fewest.",
            "intent",
            ["voting.where", "an intent with a name that is longer than there is room for", "person"],
            [new("train", [120, 80, 4]), new("test", [30, 22, 1])]))
        .Subsection("Thresholds")
        .Chart(new LineChart(
            "What a threshold does",
            "At 0.6 both lines are above 90%.",
            "threshold",
            "share",
            [new("in-scope accuracy", [.. Curve(x => 0.95 - (x * x / 2))]), new("out-of-scope recall", [.. Curve(x => Math.Sqrt(x))])])
        {
            XFormat = ChartNumbers.Percent,
            YFormat = ChartNumbers.Percent,
            Mark = (0.62, "in use"),
        })
        .Chart(new Histogram("Length of messages", "Most are under ten words.", "words", Histogram.Count([1, 2, 3, 3, 4, 5, 6, 9, 12, 30], 3)))
        .Chart(new HeatMap(
            "Expected against taken for",
            "Most are on the diagonal.",
            "expected",
            "taken for",
            ["donate", "events", "person", "voting.where", "a very long name of an intent"],
            ["donate", "events", "person", "voting.where", "a very long name of an intent"],
            [[20, 1, 0, 0, 0], [2, 18, 0, 0, 0], [0, 0, 7, 0, 3], [0, 0, 0, 1200, 1], [4, 4, 4, 4, 4]]))
        .Section("Misses")
        .Table(new("Every miss", ["text", "expected", "got"], [["donde <voto> si me mude & no me registre otra vez todavía porque no sé", "voting/where", "none"]]));

    private static IEnumerable<ChartPoint> Curve(Func<double, double> of) => Enumerable.Range(0, 101).Select(i => new ChartPoint(i / 100.0, of(i / 100.0)));
}
