using CampaignBot.Commands.Playing;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Feedback;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Dialogs;

/// <summary>
/// The golden transcripts: every <c>*.txt</c> under Tests/Transcripts and content/evaluation/conversations is one conversation, played to
/// the bot as the program puts it together. <see cref="TranscriptPlayer"/> tells how one is written. UPDATE_TRANSCRIPTS=1 writes
/// what the bot says now into the files, to be read before it is kept. A header <c>civic: on</c> has Google's Civic Information API
/// asked, as <see cref="CivicServer"/> answers it; <c>civic: 500</c> and the like, with what goes wrong there.
/// </summary>
public sealed class TranscriptTests
{
    private static readonly string Root = BotProgram.RepositoryRoot();

    /// <summary>The transcripts of the tests, and the whole conversations of the sample campaign.</summary>
    public static TheoryData<string> Names => new(new[] { "Tests/Transcripts", "content/evaluation/conversations" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.txt", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Transcript_PlayedAgain_ReadsTheSame(string name)
    {
        var file = Path.Combine(Root, name);
        var expected = await File.ReadAllTextAsync(file);

        var problems = new List<string>();
        await using var civic = await CivicOfAsync(expected);
        var played = await PlayAsync(expected, civic: civic, heard: said => problems.AddRange(PlatformLimits.Problems(said).Select(p => $"{p}: {said.Text}")));

        Assert.Empty(problems);
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
            await File.WriteAllTextAsync(file, played);
        else
            Assert.Equal(expected.ReplaceLineEndings("\n"), played);
    }

    [Fact]
    public async Task Feedback_OnAnAnswer_IsKeptAndNotAnswered()
    {
        var kept = 0;

        var played = await PlayAsync("user: where do i vote\n* finds the answer helpful\n* finds the answer helpful", async stage =>
            kept = (await stage.Documents.QueryAsync(new DocumentQuery(FeedbackLedger.Kind.Name))).Documents.Count);

        Assert.Equal(1, kept);
        Assert.EndsWith("(no reply)\n", played);
    }

    [Theory]
    [InlineData("* dances")]
    [InlineData("* taps \"Buy now\"")]
    [InlineData("* waits for Godot")]
    [InlineData("* submits nonsense")]
    [InlineData("channel: pigeon\nuser: coo")]
    [InlineData("clock: noon\nuser: hi")]
    public async Task Transcript_WithWhatCantBeDone_SaysSo(string transcript) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => PlayAsync(transcript));

    [Fact]
    public async Task Stage_RestartedBetweenTwoMessages_GoesOnWhereItWas()
    {
        const string Question = "user: how much does measure 4 cost\n";

        var straight = await PlayAsync($"{Question}user: 2\n");
        var restarted = await PlayAsync($"{Question}* the program restarts\nuser: 2\n");

        Assert.Equal(straight, restarted.Replace("* the program restarts\n", ""));
    }

    private static async Task<CivicServer?> CivicOfAsync(string transcript)
    {
        const string Header = "civic: ";
        if (transcript.Split('\n').FirstOrDefault(l => l.StartsWith(Header, StringComparison.Ordinal)) is not { } line)
            return null;
        var server = await CivicServer.StartAsync();
        server.Trouble = line[Header.Length..].Trim() is "on" ? null : line[Header.Length..].Trim();
        return server;
    }

    private static async Task<string> PlayAsync(
        string transcript, Func<Stage, Task>? after = null, Action<Microsoft.Bot.Schema.Activity>? heard = null, CivicServer? civic = null) => await TranscriptPlayer.PlayAsync(
        transcript,
        await SampleContent.Shared,
        new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero),
        after,
        heard,
        civic is null ? null : [$"--GoogleCivic:Key={CivicServer.Key}", $"--GoogleCivic:Endpoint={civic.Endpoint}"]);
}
