namespace CampaignBot.Training;

/// <summary>How a model is trained. The defaults suit a few hundred to some ten thousand examples.</summary>
public sealed record IntentTrainerOptions
{
    /// <summary>Where the random numbers start; the same examples, options and seed give the same model.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The most n-grams the model knows. Each costs <see cref="Members"/> times <see cref="Hidden"/> bytes in its file.</summary>
    public int MaxFeatures { get; init; } = 24_000;

    /// <summary>How many networks are trained, side by side, and averaged.</summary>
    public int Members { get; init; } = 4;

    /// <summary>Hidden units of each network, a multiple of 16.</summary>
    public int Hidden { get; init; } = 192;

    /// <summary>How often each network sees every example at least. Small sets are seen more often.</summary>
    public int MinEpochs { get; init; } = 12;

    /// <summary>How often at most, where there are few.</summary>
    public int MaxEpochs { get; init; } = 100;

    /// <summary>
    /// How far intents of few examples are brought level with those of many: at 0 every example counts the same, at 1 every intent; an intent's
    /// examples weigh its size to the power of minus this.
    /// </summary>
    public double Balance { get; init; }

    /// <summary>
    /// Examples to calibrate on that are not trained on. Where there are none, a part of the examples is held out first, which takes up to twice the
    /// time, and the final model is trained on all. Of few examples, these included, each member is left without another part, on which it is asked.
    /// </summary>
    public IReadOnlyList<IntentExample> Validation { get; init; } = [];

    /// <summary>The share of rightly recognized messages that may be turned into none-of-these where no examples of none say where to draw the line.</summary>
    public double MaxLost { get; init; } = 0.005;
}

/// <summary>How far training is.</summary>
/// <param name="Done">Examples seen so far, counting each as often as it is seen.</param>
/// <param name="Total">Examples to see in all.</param>
public sealed record TrainingProgress(long Done, long Total);
