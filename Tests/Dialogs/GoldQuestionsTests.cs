using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

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
        var content = await SampleContent.Loaded;
        var parts = RootDialogParts.For(content, Clock);
        var questions = GoldQuestions.Read(language);
        var (wrong, wrongOnVoting, unknownLanguage) = (new List<string>(), new List<string>(), 0);
        foreach (var (text, expected) in questions)
        {
            var got = await MeaningOfAsync(parts, text, language);
            if (!got.Any(expected.Contains))
                wrong.Add($"'{text}': expected {string.Join('|', expected)}, got {string.Join('+', got)}");
            if (got is [var one] && one.StartsWith("voting/", StringComparison.Ordinal) && !expected.Contains(one))
                wrongOnVoting.Add($"'{text}': {one}");
            if ((parts.Languages.Detect(text) ?? language) != language)
                unknownLanguage++;
        }

        Assert.Empty(wrongOnVoting);
        Assert.True(1 - ((double)wrong.Count / questions.Count) >= least, string.Join('\n', wrong));
        Assert.True(unknownLanguage <= 1);
    }

    [Fact]
    public async Task GoldQuestions_ExpectedEntries_Exist()
    {
        var content = await SampleContent.Loaded;
        foreach (var (_, expected) in GoldQuestions.Read("en").Concat(GoldQuestions.Read("es")))
        {
            foreach (var id in expected.Where(e => e.Contains('/')))
                Assert.NotNull(content.Find(id, "en"));
        }
        Assert.True(GoldQuestions.Read("en").Count >= 200);
        Assert.True(GoldQuestions.Read("es").Count >= 100);
    }

    /// <summary>The entries given or offered, or the one of "none", "elsewhere", "expired", "intent:..." that was understood.</summary>
    private static async Task<string[]> MeaningOfAsync(RootDialogParts parts, string text, string language)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { Text = text, Locale = language });
        var meaning = await Meaning.OfAsync(turn, language, null, parts.Recognizer, parts.Answerer, CancellationToken.None);
        if (meaning.Intent is { } intent)
            return [$"intent:{intent}"];
        return meaning.Answer switch
        {
            Answer.Found found => [found.Entry.Id],
            Answer.WhichOne which => [.. which.Entries.Select(e => e.Id), "asked"],
            Answer.Elsewhere => ["elsewhere"],
            Answer.Expired => ["expired"],
            _ => ["none"],
        };
    }
}
