namespace CampaignBot.Core.Understanding.Classification;

/// <summary>Recognizes what a message asks for, in English and Spanish, or that it asks for none of what it knows. Safe to use from many threads.</summary>
public sealed class IntentModel
{
    private readonly string[] intents;

    /// <param name="intents">The intents' names, in the order of the network's outputs.</param>
    /// <param name="vocabulary">The n-grams, in the order of the network's features.</param>
    /// <param name="network">The weights.</param>
    /// <param name="calibration">What makes the network's probabilities honest, and where none begins.</param>
    public IntentModel(string[] intents, Vocabulary vocabulary, IntentNetwork network, Calibration calibration)
    {
        if (network.Shape.Intents != intents.Length || network.Shape.Features != vocabulary.Count)
            throw new ArgumentException("The network was not trained for these intents and this vocabulary.", nameof(network));
        (this.intents, Vocabulary, Network, Calibration) = (intents, vocabulary, network, calibration.Validated());
    }

    /// <summary>The intents it tells apart, in ordinal order.</summary>
    public IReadOnlyList<string> Intents => intents;

    /// <summary>The n-grams it knows.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>What it learned about them.</summary>
    public IntentNetwork Network { get; }

    /// <summary>How it turns probabilities into scores and a decision.</summary>
    public Calibration Calibration { get; }

    /// <summary>The same model, calibrated anew.</summary>
    public IntentModel With(Calibration calibration) => new(intents, Vocabulary, Network, calibration);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another kind or of another version; the message says which.</exception>
    public static IntentModel Load(Stream stream) => IntentModelFile.Read(stream);

    /// <summary>Writes the model; the same model always gives the same bytes.</summary>
    public void Save(Stream stream) => IntentModelFile.Write(this, stream);

    /// <summary>Recognizes a message. Only its first <see cref="PlainText.MaxLength"/> characters are read.</summary>
    /// <param name="text">The message as it was typed.</param>
    /// <param name="ranks">How many intents to name at most, 1 or more.</param>
    public IntentPrediction Predict(ReadOnlySpan<char> text, int ranks = 3)
    {
        Span<Feature> features = stackalloc Feature[NGrams.MaxCount];
        features = features[..Vocabulary.Weigh(text, features)];
        if (features.IsEmpty)
            return new IntentPrediction([], IsNone: true);

        Span<float> scores = stackalloc float[Network.Shape.PaddedIntents];
        Network.Score(features, scores);
        scores = scores[..intents.Length];
        Calibration.Apply(scores);

        var ranked = new ScoredIntent[Math.Min(ranks, intents.Length)];
        for (var rank = 0; rank < ranked.Length; rank++)
        {
            var best = IndexOfLargest(scores);
            ranked[rank] = new ScoredIntent(intents[best], scores[best]);
            scores[best] = -1;
        }
        return new IntentPrediction(ranked, ranked[0].Score < Calibration.Threshold);
    }

    private static int IndexOfLargest(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }
        return best;
    }
}
