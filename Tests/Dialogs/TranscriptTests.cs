using CampaignBot.Commands.Evaluation;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Feedback;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Dialogs;

public sealed class TranscriptTests
{
    private static readonly string Root = BotProgram.RepositoryRoot();

    /// <summary>The transcripts of the tests, and the whole conversations of the sample campaign.</summary>
    public static TheoryData<string> Names => new(new[] { "Tests/Transcripts", "content/evaluation/conversations" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.txt"), (folder, file) => $"{folder}/{Path.GetFileName(file)}")
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Transcript_PlayedAgain_ReadsTheSame(string name)
    {
        var file = Path.Combine(Root, name);
        var expected = await File.ReadAllTextAsync(file);
        var content = await SampleContent.Loaded;

        var played = await PlayAsync(expected, content);

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

        var played = await PlayAsync("user: where do i vote\n* finds the answer helpful\n* finds the answer helpful", content, async player =>
            kept = (await player.Documents.QueryAsync(new DocumentQuery(FeedbackLedger.Kind.Name))).Documents.Count);

        Assert.Equal(1, kept);
        Assert.EndsWith("(no reply)\n", played);
    }

    private static async Task<string> PlayAsync(string transcript, CampaignContent content, Func<TranscriptPlayer, Task>? after = null) =>
        await TranscriptPlayer.PlayAsync(
            transcript, content, SampleContent.Guard, await SampleContent.Recognizer, new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero), after);
}
