using System.Runtime.CompilerServices;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Feedback;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Dialogs;

public sealed class TranscriptTests
{
    public static TheoryData<string> Names => new(Directory.EnumerateFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    private static string Folder => FolderBeside();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Transcript_PlayedAgain_ReadsTheSame(string name)
    {
        var file = Path.Combine(Folder, name + ".txt");
        var expected = await File.ReadAllTextAsync(file);
        var content = await SampleContent.Loaded;

        var played = await TranscriptPlayer.PlayAsync(expected, content);

        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
            await File.WriteAllTextAsync(file, played);
        else
            Assert.Equal(expected.ReplaceLineEndings("\n"), played);
    }

    [Fact]
    public async Task Feedback_OnAnAnswer_IsKeptAndNotAnswered()
    {
        var content = await SampleContent.Loaded;
        var kept = 0;

        var played = await TranscriptPlayer.PlayAsync("user: where do i vote\n* finds the answer helpful\n* finds the answer helpful", content, async player =>
            kept = (await player.Documents.QueryAsync(new DocumentQuery(FeedbackLedger.Kind.Name))).Documents.Count);

        Assert.Equal(1, kept);
        Assert.EndsWith("(no reply)\n", played);
    }

    private static string FolderBeside([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here)!)!, "Transcripts");
}
