using CampaignBot.Dialogs.Understanding;
using CampaignBot.Tests.Core.Understanding.Classification;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Dialogs;

public sealed class EmbeddedRecognizerTests
{
    [Theory]
    [InlineData("hello there", Intents.Greeting)]
    [InlineData("HOLA!!!", Intents.Greeting)]
    [InlineData("thank u so much", Intents.Thanks)]
    [InlineData("grasias", Intents.Thanks)]
    [InlineData("are u a robot?", Intents.AreYouABot)]
    [InlineData("kiero hablar con una persona", Intents.Person)]
    [InlineData("can we talk in spanish", Intents.SpeakSpanish)]
    [InlineData("where do i vote", Intents.None)]
    [InlineData("cuanto cuesta la medida 4", Intents.None)]
    [InlineData("漢字", Intents.None)]
    [InlineData("", Intents.None)]
    public async Task Message_ToTheSampleCampaign_IsTakenForWhatItAsks(string text, string intent)
    {
        var result = await RecognizeAsync(await SampleContent.Recognizer, text);

        Assert.Equal(intent, result.GetTopScoringIntent().intent);
        Assert.Equal(text, result.Text);
        Assert.All(result.Intents.Values, score => Assert.InRange(score.Score!.Value, 0, 1));
    }

    [Theory]
    [InlineData("where do i vote", "voting.where")]
    [InlineData("how do i bake bread", Intents.None)]
    [InlineData("tell me something funny about pizza", Intents.None)]
    public async Task Model_ThatWasNotTaughtNone_SaysItByItsThreshold(string text, string intent)
    {
        var result = await RecognizeAsync(new EmbeddedRecognizer(Task.FromResult(CampaignIntents.Model), new FixedClock(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero)), TimeZoneInfo.Utc), text);

        var (top, score) = result.GetTopScoringIntent();
        Assert.Equal(intent, top);
        Assert.True(score >= 0.5);
        Assert.Contains(Intents.None, result.Intents.Keys);
    }

    private static async Task<RecognizerResult> RecognizeAsync(IRecognizer recognizer, string text)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { Text = text });
        return await recognizer.RecognizeAsync(turn, CancellationToken.None);
    }
}
