using CampaignBot.Commands.Playing;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Tests.Support;
using CampaignBot.Training;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Training;

/// <summary>What messages are taken for: content/evaluation/intents.*.csv and how it is measured.</summary>
public sealed class GoldIntentTests : IDisposable
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("intents-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Messages_OfWhichSomeAreTakenWrongly_AreCountedByIntent()
    {
        var evaluation = await EvaluateAsync("en", new GoldIntent("hello", ["greeting"], Severity.Minor), new GoldIntent("how much does it cost", ["none"], Severity.Critical), new GoldIntent("thank you", ["goodbye", "none"], Severity.Major));

        Assert.Equal(
            [new GoldIntentFigures("goodbye", 1, 0, 0), new GoldIntentFigures("greeting", 1, 1, 0), new GoldIntentFigures("none", 1, 1, 0)],
            evaluation.Intents);
        Assert.Equal(new GoldIntentMiss("thank you", "goodbye|none", "thanks", Severity.Major), Assert.Single(evaluation.Misses));
        Assert.Equal((1, 1, 0), (evaluation.TakenWrongly, evaluation.Wrong(Severity.Major), evaluation.Wrong(Severity.Minor)));
    }

    [Theory]
    [InlineData("text,intent\nhello,\n", "Line 2: a message and its intent")]
    [InlineData("text,intent,severity\nhello,greeting,awful\n", "Line 2: the severity \"awful\" is none of")]
    [InlineData("text,label\nhello,greeting\n", "Line 1: the first line names the columns")]
    public async Task File_WithARowThatCantBeRead_IsNamedWithItsLine(string csv, string reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "evaluation"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "evaluation", "intents.en.csv"), csv);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => GoldIntent.ReadAsync(_folder.FullName, "en", CancellationToken.None));

        Assert.Contains($"intents.en.csv: {reason}", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await GoldIntent.ReadAsync(_folder.FullName, "es", CancellationToken.None));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task SampleMessages_AreNoWordingOfTheExamplesAndTakenForWhatTheyAre(string language)
    {
        var content = await SampleContent.Loaded;
        var known = content.Examples.Where(e => e.Language == language).SelectMany(e => e.Utterances).Select(FoldedText.Key).ToHashSet(StringComparer.Ordinal);
        var messages = await GoldIntent.ReadAsync(SampleContent.Folder, language, CancellationToken.None);

        var evaluation = await EvaluateAsync(language, [.. messages]);

        Assert.DoesNotContain(messages.Select(m => m.Text), text => known.Contains(FoldedText.Key(text)));
        Assert.True(evaluation.Accuracy >= 0.75, string.Join('\n', evaluation.Misses));
        Assert.Equal(0, evaluation.Wrong(Severity.Critical));
    }

    private static async Task<GoldIntentEvaluation> EvaluateAsync(string language, params GoldIntent[] messages)
    {
        await using var stage = await Stage.OpenAsync(new StoryClock(Clock.GetUtcNow()), [], shared: await SampleContent.Shared);
        var parts = RootDialogParts.For(await SampleContent.Loaded, SampleContent.Guard, await SampleContent.Recognizer, Clock)
            with { Conversations = stage.Services.GetRequiredService<RootDialogParts>().Conversations };
        return (await GoldIntentEvaluation.OfAsync(parts, language, messages, CancellationToken.None))!;
    }
}
