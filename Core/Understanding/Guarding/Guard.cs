using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>
/// Judges messages before any model or answer sees them: a linear model over n-grams and <see cref="Concepts"/>, asked about the whole
/// message and about each of its sentences, since an attack may stand behind a harmless question. Safe to use from many threads.
/// </summary>
public sealed class Guard
{
    /// <summary>What a longer message says after this many characters is not read; no model or answer may read it either.</summary>
    public const int MaxLength = 2_000;

    private const float Certain = 0.98f;

    /// <summary>A row of weights: one a verdict, padded for <see cref="VectorMath"/>.</summary>
    internal const int Width = VectorMath.Width;

    internal static readonly int Verdicts = Enum.GetValues<Verdict>().Length;

    private readonly GuardFeatures features;
    private readonly float[] weights;

    internal Guard(GuardFeatures features, float[] weights, float threshold) => (this.features, this.weights, Threshold) = (features, weights, threshold);

    /// <summary>From which probability a message is not clear.</summary>
    public float Threshold { get; }

    /// <summary>A guard for a campaign: besides its own examples it knows the campaign's, so that no question the campaign expects is held back.</summary>
    public static Guard Of(CampaignContent content) => GuardTrainer.Train(GuardTrainer.ExamplesFor(content));

    /// <summary>Reads a guard that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another kind or of another version; the message says which.</exception>
    public static Guard Load(Stream stream) => GuardFile.Read(stream);

    /// <summary>Writes the guard; the same guard always gives the same bytes.</summary>
    public void Save(Stream stream) => GuardFile.Write(features.Vocabulary, weights, Threshold, stream);

    /// <summary>Judges a message as it was typed, in any language.</summary>
    public Judgement Judge(string text)
    {
        var worst = new Judgement(Verdict.Clear, 0);
        Span<float> scores = stackalloc float[Width];
        foreach (var piece in Pieces.Of(text))
        {
            Score(piece, scores);
            for (var verdict = Verdict.Injection; verdict <= Verdict.Crisis; verdict++)
            {
                if (scores[(int)verdict] > worst.Score)
                    worst = new Judgement(verdict, scores[(int)verdict]);
            }
            if (worst.Score >= Certain)
                break;
        }
        return worst.Score >= Threshold ? worst : new Judgement(Verdict.Clear, 1 - worst.Score);
    }

    private void Score(ReadOnlySpan<char> piece, Span<float> scores)
    {
        Span<Feature> found = stackalloc Feature[GuardFeatures.MaxCount];
        Score(found[..features.Weigh(piece, found)], weights, scores);
    }

    /// <summary>Writes the probability of each verdict.</summary>
    /// <param name="weights">A row of <see cref="Width"/> for each feature, and the bias last.</param>
    /// <param name="scores"><see cref="Width"/> long; the padding becomes zero.</param>
    internal static void Score(ReadOnlySpan<Feature> features, float[] weights, Span<float> scores)
    {
        weights.AsSpan(weights.Length - Width).CopyTo(scores);
        foreach (var (index, weight) in features)
            VectorMath.AddScaled(scores, weights.AsSpan(index * Width, Width), weight);
        VectorMath.Softmax(scores, Verdicts);
    }
}
