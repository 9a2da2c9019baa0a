using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Dialogs;
using CampaignBot.Tests.Support;
using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public sealed class GoldEvaluationTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Questions_OfWhichOneGetsAnUnaskedVotingFactBesideTheRightOne_AreWrongOnVoting()
    {
        var evaluation = await EvaluateAsync("en", Asking("where do i vote and what time do the polls open", "voting/where-to-vote"), Asking("where do i vote", "voting/where-to-vote"));

        var miss = Assert.Single(evaluation.Misses);
        Assert.Equal(["voting/where-to-vote", "voting/poll-hours"], miss.Got);
        Assert.True(miss.IsWrongOnVoting);
    }

    [Fact]
    public async Task Quote_FromAnOfficialDocumentNobodyExpects_IsWrongOnVotingOnlyWhereItIsAboutVoting()
    {
        var evaluation = await EvaluateAsync(
            "en",
            Asking("on which side of the ballot are the judges and local measures", "none"),
            Asking("how many series will the bonds be sold in", "none"));

        Assert.Equal(
            [("documents/alder-county-elections/voter-guide", true), ("documents/city-of-alder-falls/measure-4-full-text", false)],
            evaluation.Misses.Select(m => (Assert.Single(m.Got), m.IsWrongOnVoting)));
    }

    [Theory]
    [InlineData("en", "in the army stationed in germany need a ballot")]
    [InlineData("es", "estoy en el ejercito en alemania y necesito boleta")]
    [InlineData("en", "deployed to Japan, how do i vote")]
    [InlineData("es", "mi esposo es militar en corea como vota")]
    public async Task Question_OfASoldierInAnotherCountry_IsAboutVotingFromThere(string language, string question) =>
        Assert.Empty((await EvaluateAsync(language, Asking(question, "voting/military-overseas"))).Misses);

    [Theory]
    [InlineData("en", "how do i vote in Germany")]
    [InlineData("en", "in the army, how do i vote in Texas")]
    public async Task Question_AboutVotingInAnotherPlace_IsElsewhere(string language, string question) =>
        Assert.Empty((await EvaluateAsync(language, Asking(question, "elsewhere"))).Misses);

    [Theory]
    [InlineData("es", "en español por favor gracias", "intent:speak-spanish")]
    [InlineData("es", "hola en español por favor", "intent:speak-spanish")]
    [InlineData("en", "can i vote in spanish", "voting/language-help")]
    public async Task Language_AskedFor_IsSpokenAndOnlyBallotsAreHelpedWith(string language, string question, string expected) =>
        Assert.Empty((await EvaluateAsync(language, Asking(question, expected))).Misses);

    [Fact]
    public void Facts_ThatNoSourceSays_AreFound()
    {
        var source = new CitedText("Hours", "Polls open at **7 a.m.** on November 7, 2028. Call (555) 555-0199.", "en", new Provenance(true, null, null, null, null));

        Assert.Empty(Grounding.FactsBeside("Polls open at 7:00 AM. Call (555) 555-0199. [1]", "en", [source]));
        Assert.Equal(["8 p.m.", "https://made.example/up"], Grounding.FactsBeside("Polls close at 8 p.m. See https://made.example/up for more.", "en", [source]).Order(StringComparer.Ordinal));
    }

    private static GoldQuestion Asking(string text, string expected) => new(text, [[expected]], Severity.Critical, IsUnseen: false);

    private static async Task<GoldEvaluation> EvaluateAsync(string language, params GoldQuestion[] questions)
    {
        var parts = RootDialogParts.For(await SampleContent.Loaded, SampleContent.Guard, await SampleContent.Recognizer, Clock);
        var evaluation = await GoldEvaluation.OfAsync(parts, language, questions, CancellationToken.None);
        Assert.Empty(evaluation.InventedFacts);
        return evaluation;
    }
}
