using System.Text.Json;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>check</c> of the built program.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task SampleContent_IsFineStrictly()
    {
        var (code, output) = await BotProgram.RunAsync(["check", "--strict"]);

        Assert.Equal(0, code);
        Assert.Matches(@"^\d+ entries and \d+ documents are fine\.", output);
    }

    [Fact]
    public async Task Content_WithAWarning_FailsOnlyStrictly()
    {
        Copy(new DirectoryInfo(SampleContent.Folder), _folder);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "stray.txt"), "?");

        var (code, output) = await BotProgram.RunAsync(["check", _folder.FullName]);
        var (strict, _) = await BotProgram.RunAsync(["check", _folder.FullName, "--strict"]);

        Assert.Equal((0, 2), (code, strict));
        Assert.Contains("/stray.txt: warning: Nothing reads this.", output, StringComparison.Ordinal);
        Assert.Contains("can be used; 1 warning.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_ThatExpectsWhatIsNotThere_IsAnErrorWithItsLine()
    {
        Copy(new DirectoryInfo(SampleContent.Folder), _folder);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "evaluation", "more.en.csv"),
            "question,expected\n\"how,\nwhy\",voting/id|none\nwhat,voting/idd\nhi,intent:greting\n");

        var (code, output) = await BotProgram.RunAsync(["check", _folder.FullName, "--json"]);

        Assert.Equal(1, code);
        var problems = JsonDocument.Parse(output).RootElement.GetProperty("problems").EnumerateArray()
            .Select(p => (p.GetProperty("file").GetString(), p.GetProperty("line").GetInt32(), p.GetProperty("message").GetString())).ToList();
        Assert.Equal(
            [($"{_folder.Name}/evaluation/more.en.csv", 4, "There is no 'voting/idd' to expect."), ($"{_folder.Name}/evaluation/more.en.csv", 5, "There is no 'intent:greting' to expect.")],
            problems);
    }

    [Fact]
    public async Task AnUnofficialEntryOnHowVotingWorks_IsAnErrorUnlessItSaysItIsNone()
    {
        Copy(new DirectoryInfo(SampleContent.Folder), _folder);
        foreach (var (name, flag) in new[] { ("hours", ""), ("vote-count", "noVotingProcedure: true\n") })
        {
            await File.WriteAllTextAsync(
                Path.Combine(_folder.FullName, "knowledge", "measure", $"{name}.en.md"),
                $"---\ntitle: The {name} sheet\nquestions:\n  - what does the {name} sheet say\n{flag}---\nIt is green.\nThe polls **close** at 9 p.m.\n");
        }

        var (code, output) = await BotProgram.RunAsync(["check", _folder.FullName]);

        Assert.Equal(1, code);
        Assert.Contains("knowledge/measure/hours.en.md:7: 'The polls close at 9 p.m.' is about how voting works", output, StringComparison.Ordinal);
        Assert.DoesNotContain("vote-count.en.md", output.Split('\n').First(l => l.Contains("how voting works", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1 error", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderWithoutContent_IsAnError()
    {
        var (code, output) = await BotProgram.RunAsync(["check", Path.Combine(_folder.FullName, "none")]);

        Assert.Equal(1, code);
        Assert.Contains("none/campaign.yaml: Not found", output, StringComparison.Ordinal);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.GetDirectories())
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}
