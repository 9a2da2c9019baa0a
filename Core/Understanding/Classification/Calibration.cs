using System.Runtime.CompilerServices;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>Turns a network's probabilities into honest scores and a decision; chosen on examples the network was not trained on.</summary>
/// <param name="Sharpness">The power a probability is raised to before all are scaled to sum to one: above 1 where the network is too timid.</param>
/// <param name="Threshold">The score below which the answer is none of these.</param>
public sealed record Calibration(float Sharpness, float Threshold)
{
    /// <summary>Leaves probabilities as they are and never says none.</summary>
    public static Calibration Neutral { get; } = new(1, 0);

    /// <summary>Refuses values that calibrate nothing.</summary>
    /// <exception cref="InvalidDataException">A value is out of range.</exception>
    public Calibration Validated() => Sharpness is > 0 and <= 100 && Threshold is >= 0 and <= 1
        ? this
        : throw new InvalidDataException("A calibration's sharpness is above 0 and at most 100, its threshold from 0 to 1.");

    /// <summary>Replaces probabilities by scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> probabilities)
    {
        var sum = 0f;
        foreach (ref var probability in probabilities)
            sum += probability = MathF.Pow(probability, Sharpness);
        foreach (ref var probability in probabilities)
            probability /= sum;
    }
}
