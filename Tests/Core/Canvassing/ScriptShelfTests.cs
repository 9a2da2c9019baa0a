using CampaignBot.Core.Campaign;
using CampaignBot.Core.Canvassing;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Canvassing;

public sealed class ScriptShelfTests
{
    [Theory]
    [InlineData("en", "they say taxes are too high", "cost")]
    [InlineData("en", "she is still not sure", "undecided")]
    [InlineData("en", "how do I begin at a door", "opening-door")]
    [InlineData("en", "leaving a voicemail", "phone-call")]
    [InlineData("en", "he opposes it", "against")]
    [InlineData("es", "dicen que los impuestos son caros", "cost")]
    [InlineData("es", "todavía tiene dudas", "undecided")]
    [InlineData("en", "quantum chromodynamics", null)]
    public async Task Situation_InAVolunteersWords_FindsItsScript(string language, string text, string? expected) =>
        Assert.Equal(expected, new ScriptShelf(await SampleContent.Loaded).Best(text, language)?.Id);

    [Theory]
    [InlineData("title: Undecided", "title: A title that no button can show", "a button shows at most 20")]
    [InlineData("## Ask what is open", "Ask what is open", "must begin with a part's heading")]
    [InlineData("words:", "wrods:", "is not known here")]
    public async Task Script_WronglyWritten_IsReportedWithItsFile(string right, string wrong, string problem)
    {
        var folder = Directory.CreateTempSubdirectory("scripts");
        try
        {
            SampleContent.CopyTo(folder);
            var file = Path.Combine(folder.FullName, "scripts", "undecided.en.md");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(right, wrong, StringComparison.Ordinal));

            var (_, problems) = await CampaignContent.CheckAsync(folder.FullName, TimeProvider.System);

            Assert.Contains(problems, p => p.ToString().Contains(problem, StringComparison.Ordinal) && p.ToString().Contains("undecided.en.md", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Script_WithoutTranslation_IsWarnedOf()
    {
        var folder = Directory.CreateTempSubdirectory("scripts");
        try
        {
            SampleContent.CopyTo(folder);
            File.Delete(Path.Combine(folder.FullName, "scripts", "cost.es.md"));

            var (_, problems) = await CampaignContent.CheckAsync(folder.FullName, TimeProvider.System);

            Assert.Contains(problems, p => p.ToString().Contains("There is no translation of cost into 'es'", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
