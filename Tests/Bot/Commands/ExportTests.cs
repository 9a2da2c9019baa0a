using CampaignBot.Commands.Playing;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>export</c> of the built program: from what was said to a data set, by way of a reviewer.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Export_OfConversations_TellsNobodyWhoItWasAndKeepsWhatAReviewerLabelled()
    {
        var voter = new Actor("sms", "+15035550142", "+15555550100:+15035550142");
        await PlayAsync("bot.db", voter, "hi i am Rosalind Quetzal", "where do i vote", "12 mill st, alder falls", "yes", "can i talk to a person", "call me at 503 555 0199");
        await PlayAsync("bot.db", new Actor("msteams", "volunteer", "team") { IsInTeamChannel = true }, "talking points");

        var (code, output) = await ExportAsync();
        var (again, unchanged) = await ExportAsync();

        Assert.True(code == 0, output);
        Assert.Equal(0, again);
        Assert.Contains("1 new conversations", output, StringComparison.Ordinal);
        Assert.Contains("1 as they were", unchanged, StringComparison.Ordinal);
        var line = Assert.Single(await File.ReadAllLinesAsync(In("said.jsonl")));
        foreach (var personal in new[] { "Rosalind", "Quetzal", "12 mill", "12 Mill St", "0142", "0199", "5550100" })
            Assert.DoesNotContain(personal, line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"language\":\"en\"", line, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"[address]\"", line, StringComparison.Ordinal);
        const string Asked = "\"text\":\"can i talk to a person\",\"intent\":\"person\"";
        Assert.Contains(Asked, line, StringComparison.Ordinal);

        // Somebody looks at it, and the conversation goes on.
        await File.WriteAllTextAsync(In("said.jsonl"), line.Replace(Asked, "\"text\":\"can i talk to a person\",\"intent\":\"plan-to-vote\",\"reviewed\":true", StringComparison.Ordinal) + "\n");
        await PlayAsync("bot.db", voter, "thanks a lot");
        var (_, later) = await ExportAsync();
        Assert.Contains("1 that went on", later, StringComparison.Ordinal);
        Assert.Contains("\"intent\":\"plan-to-vote\",\"reviewed\":true", await File.ReadAllTextAsync(In("said.jsonl")), StringComparison.Ordinal);

        var (prepared, told) = await BotProgram.RunAsync(["prepare", "--conversations", In("said.jsonl"), "--out", In("out.jsonl")]);
        Assert.True(prepared == 0, told);
        Assert.Contains("\"can i talk to a person\",\"intent\":\"plan-to-vote\"", await File.ReadAllTextAsync(In("out.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_SinceADay_LeavesOutWhatEndedBefore()
    {
        await PlayAsync("bot.db", new Actor("sms", "+15035550142", "one"), "hello");

        var (code, output) = await ExportAsync("--since", "2028-10-11");

        Assert.True(code == 0, output);
        Assert.Contains("0 new conversations", output, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private Task<(int Code, string Output)> ExportAsync(params string[] more) =>
        BotProgram.RunAsync(["export", "--out", In("said.jsonl"), .. more], ("Storage:Sqlite:Path", In("bot.db")));

    private async Task PlayAsync(string file, Actor voter, params string[] lines)
    {
        await using var stage = await Stage.OpenAsync(new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)), [], In(file), await SampleContent.Shared);
        foreach (var line in lines)
            voter.Hear(await stage.PlayAsync(voter.Says(line), $"{voter.Channel}-{line}"));
    }
}
