using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Tests.Core.Understanding.Classification;
using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public class IntentTrainerTests
{
    private static readonly IntentTrainerOptions Quick = new() { Hidden = 32, Members = 2, Validation = CampaignIntents.Examples };

    [Fact]
    public void Model_FromTheSameExamplesInAnotherOrder_IsTheSameFile()
    {
        var model = new IntentTrainer(Quick).Train(CampaignIntents.Examples);
        var again = new IntentTrainer(Quick).Train(CampaignIntents.Examples.Reverse());

        Assert.Equal(Saved(model), Saved(again));
    }

    [Fact]
    public void Model_FromAnotherSeed_IsAnother()
    {
        var model = new IntentTrainer(Quick).Train(CampaignIntents.Examples);
        var other = new IntentTrainer(Quick with { Seed = 2 }).Train(CampaignIntents.Examples);

        Assert.NotEqual(Saved(model), Saved(other));
    }

    [Fact]
    public void Threshold_WithoutExamplesOfNone_LosesLittle()
    {
        var inScope = CampaignIntents.Examples.Where(e => e.Intent is not null).ToArray();

        var model = new IntentTrainer(CampaignIntents.Options).Train(inScope);

        Assert.InRange(model.Calibration.Threshold, 0.01f, 0.9f);
        Assert.InRange(IntentEvaluator.Evaluate(model, inScope).InScopeAccuracy, 0.97, 1);
    }

    [Fact]
    public void Vocabulary_LargerThanAllowed_KeepsTheMostFrequent()
    {
        var model = new IntentTrainer(Quick with { MaxFeatures = 500 }).Train(CampaignIntents.Examples);

        Assert.Equal(500, model.Vocabulary.Count);
        Assert.Equal(model.Vocabulary.Rarity.ToArray().Order(), model.Vocabulary.Rarity.ToArray());
    }

    [Fact]
    public void Training_OfOneIntent_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new IntentTrainer(Quick).Train([new IntentExample("hello", "greet"), new IntentExample("hm", null)]));

        Assert.Contains("at least two intents", error.Message);
    }

    [Fact]
    public void Training_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(_ => cancellation.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new IntentTrainer(Quick).Train(CampaignIntents.Examples, progress, cancellation.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Progress_AtTheEnd_IsComplete(bool validation)
    {
        var furthest = new TrainingProgress(0, 0);
        var progress = new Reports(p => furthest = p.Done > furthest.Done ? p : furthest);

        new IntentTrainer(validation ? Quick : Quick with { Validation = [] }).Train(CampaignIntents.Examples, progress);

        Assert.True(furthest.Total > 0);
        Assert.Equal(furthest.Total, furthest.Done);
    }

    private static byte[] Saved(IntentModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        private readonly Lock gate = new();

        public void Report(TrainingProgress value)
        {
            lock (gate)
                report(value);
        }
    }
}
