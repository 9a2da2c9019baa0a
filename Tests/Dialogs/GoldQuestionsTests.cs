using CampaignBot.Commands.Playing;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Tests.Support;
using CampaignBot.Training;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Dialogs;

/// <summary>The questions of content/evaluation as voters write them, against what the bot makes of them.</summary>
public sealed class GoldQuestionsTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Questions_AsVotersWriteThem_GetTheRightAnswerAndNeverAWrongOneOnVoting()
    {
        await using var stage = await Stage.OpenAsync(new StoryClock(Clock.GetUtcNow()), [], shared: await SampleContent.Shared);
        var parts = RootDialogParts.For(await SampleContent.Loaded, SampleContent.Guard, await SampleContent.Recognizer, Clock)
            with { Conversations = stage.Services.GetRequiredService<RootDialogParts>().Conversations };
        var languages = new List<GoldEvaluation>();
        foreach (var language in (string[])["en", "es"])
        {
            var fresh = await GoldQuestion.ReadAsync(Path.Combine(SampleContent.Folder, "evaluation", $"fresh.{language}.csv"), CancellationToken.None);
            languages.Add(await GoldEvaluation.OfAsync(parts, language, [.. await GoldQuestion.ReadAsync(SampleContent.Folder, language, CancellationToken.None), .. fresh], CancellationToken.None));
        }

        var misses = string.Join('\n', languages.SelectMany(e => e.Misses, (e, m) => $"{e.Language} '{m.Text}': expected {m.Expected}, got {string.Join('+', m.Got)}"));
        Assert.All(languages, e => Assert.Equal(0, e.WrongOnVoting));
        Assert.All(languages, e => Assert.Empty(e.InventedFacts));
        Assert.True(languages.TrueForAll(e => e.Accuracy >= 0.95), misses);
        Assert.InRange(languages.Max(e => e.Accuracy) - languages.Min(e => e.Accuracy), 0, 0.02);
        Assert.All(languages, e => Assert.InRange(e.TakenForOtherLanguage, 0, 1));
    }

    [Theory]
    [InlineData("en", 200)]
    [InlineData("es", 100)]
    public async Task GoldQuestions_ExpectedEntries_Exist(string language, int least)
    {
        var content = await SampleContent.Loaded;
        var questions = await GoldQuestion.ReadAsync(SampleContent.Folder, language, CancellationToken.None);

        Assert.True(questions.Count >= least);
        Assert.InRange(questions.Count(q => q.IsUnseen), 60, questions.Count);
        foreach (var id in questions.SelectMany(q => q.Expected).SelectMany(part => part).Where(e => e.Contains('/')))
            Assert.True(id.StartsWith("documents/", StringComparison.Ordinal) ? content.Documents.Any(d => d.Language == language && $"documents/{d.Id}" == id) : content.Find(id, "en") is not null, id);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task GoldQuestions_Unseen_AreNoWordingOfTheContent(string language)
    {
        var content = await SampleContent.Loaded;
        var known = content.Entries.Where(e => e.Language == language).SelectMany(e => e.Questions.Append(e.Title))
            .Concat(content.Examples.Where(e => e.Language == language).SelectMany(e => e.Utterances))
            .Select(FoldedText.Key).ToHashSet(StringComparer.Ordinal);

        var unseen = (await GoldQuestion.ReadAsync(SampleContent.Folder, language, CancellationToken.None)).Where(q => q.IsUnseen)
            .Concat(await GoldQuestion.ReadAsync(Path.Combine(SampleContent.Folder, "evaluation", $"fresh.{language}.csv"), CancellationToken.None));

        Assert.DoesNotContain(unseen, q => known.Contains(FoldedText.Key(q.Text)));
    }
}
