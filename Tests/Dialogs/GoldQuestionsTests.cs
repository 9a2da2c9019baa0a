using CampaignBot.Dialogs;
using CampaignBot.Tests.Support;
using CampaignBot.Training;

namespace CampaignBot.Tests.Dialogs;

/// <summary>The questions of content/evaluation as voters write them, against what the bot makes of them.</summary>
public sealed class GoldQuestionsTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("en", 0.96)]
    [InlineData("es", 0.96)]
    public async Task Questions_AsVotersWriteThem_GetTheRightAnswerAndNeverAWrongOneOnVoting(string language, double least)
    {
        var parts = RootDialogParts.For(await SampleContent.Loaded, SampleContent.Guard, await SampleContent.Recognizer, Clock);
        var questions = await GoldQuestion.ReadAsync(SampleContent.Folder, language, CancellationToken.None);

        var evaluation = await GoldEvaluation.OfAsync(parts, language, questions, CancellationToken.None);

        Assert.DoesNotContain(evaluation.Misses, m => m.IsWrongOnVoting);
        Assert.True(evaluation.Accuracy >= least, string.Join('\n', evaluation.Misses.Select(
            m => $"'{m.Text}': expected {string.Join('|', m.Expected)}, got {string.Join('+', m.Got)}")));
        Assert.True(evaluation.TakenForOtherLanguage <= 1);
    }

    [Theory]
    [InlineData("en", 200)]
    [InlineData("es", 100)]
    public async Task GoldQuestions_ExpectedEntries_Exist(string language, int least)
    {
        var content = await SampleContent.Loaded;
        var questions = await GoldQuestion.ReadAsync(SampleContent.Folder, language, CancellationToken.None);

        Assert.True(questions.Count >= least);
        foreach (var id in questions.SelectMany(q => q.Expected).Where(e => e.Contains('/')))
            Assert.NotNull(content.Find(id, "en"));
    }
}
