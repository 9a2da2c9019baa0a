using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Tests.Core.Understanding.Classification;
using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public class IntentEvaluatorTests
{
    private static readonly IntentExample[] Unseen =
    [
        new("where is the place i vote at", "voting.where", "en"),
        new("en dónde me toca votar", "voting.where", "es"),
        new("can i register online to vote", "voting.register", "en"),
        new("puedo registrarme hoy para votar", "voting.register", "es"),
        new("i can volunteer this weekend", "volunteer", "en"),
        new("puedo ser voluntaria los sábados", "volunteer", "es"),
        new("i want to make a donation", "donate", "en"),
        new("quiero hacer una donación", "donate", "es"),
        new("what time is the rally on saturday", "events", "en"),
        new("a qué hora es el mitin", "events", "es"),
        new("please let me speak to a human", "person", "en"),
        new("quiero que me llame una persona", "person", "es"),
        new("what is your favorite joke about bread", null, "en"),
        new("cómo se hace la pizza", null, "es"),
        // Labelled so that it must be missed.
        new("where do i vote", "donate", "en"),
    ];

    private static readonly IntentEvaluation Evaluation = IntentEvaluator.Evaluate(CampaignIntents.Model, Unseen);

    [Fact]
    public void Figures_OfUnseenExamples_AddUp()
    {
        Assert.Equal((13, 2), (Evaluation.InScope, Evaluation.OutOfScope));
        Assert.InRange(Evaluation.InScopeAccuracy, 0.8, 12 / 13.0);
        Assert.InRange(Evaluation.RankedFirst, Evaluation.InScopeAccuracy, 12 / 13.0);
        Assert.Equal(Evaluation.Misses.Count, Evaluation.Confusions.Sum(c => c.Count));
        Assert.Equal(13, Evaluation.Scores.Sum(s => s.Count));
        Assert.Equal(13, Evaluation.Intents.Sum(i => i.Support));
        Assert.Equal(["en", "es"], Evaluation.Languages.Select(l => l.Language));
        Assert.Equal(2, Evaluation.Languages.Sum(l => l.OutOfScope));
    }

    [Fact]
    public void Miss_OfAnExample_TellsItsTextAndWhatItWasTakenFor()
    {
        var miss = Assert.Single(Evaluation.Misses, m => m.Text == "where do i vote");

        Assert.Equal(("donate", "voting.where", "en"), (miss.Expected, miss.Predicted, miss.Language));
        Assert.Contains(new Confusion("donate", "voting.where", 1), Evaluation.Confusions);
        Assert.True(Evaluation.Intents.Single(i => i.Intent == "voting.where").Precision < 1);
        Assert.True(Evaluation.Intents.Single(i => i.Intent == "donate").Recall < 1);
    }

    [Fact]
    public void Curve_FromZeroToOne_GivesUpAccuracyForRecall()
    {
        var (first, last) = (Evaluation.Curve[0], Evaluation.Curve[^1]);

        Assert.Equal((0.0, Evaluation.RankedFirst, 0.0), (first.Threshold, first.InScopeAccuracy, first.OutOfScopeRecall));
        Assert.Equal((1.0, 1.0), (last.Threshold, last.OutOfScopeRecall));
        Assert.True(Evaluation.Curve.Zip(Evaluation.Curve.Skip(1)).All(p => p.First.InScopeAccuracy >= p.Second.InScopeAccuracy));
    }

    [Fact]
    public void Scores_OfACalibratedModel_AreHonest()
    {
        // Trained on every other example and asked about the rest, so that it often errs; its scores must say so.
        var trained = CampaignIntents.Examples.Where((_, i) => i % 2 == 0).ToArray();
        var asked = CampaignIntents.Examples.Where((_, i) => i % 2 == 1).ToArray();

        var evaluation = IntentEvaluator.Evaluate(new IntentTrainer(CampaignIntents.Options).Train(trained), asked);

        Assert.InRange(evaluation.RankedFirst, 0.4, 0.98);
        Assert.InRange(Math.Abs(evaluation.Scores.Sum(s => s.Count * s.MeanScore) / evaluation.InScope - evaluation.RankedFirst), 0, 0.15);
    }

    [Fact]
    public void Evaluation_OfNothing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => IntentEvaluator.Evaluate(CampaignIntents.Model, []));
}
