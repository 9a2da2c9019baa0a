using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Training;

/// <summary>A held-out example and the network's opinion of it.</summary>
/// <param name="Probabilities">Each intent's probability.</param>
/// <param name="Intent">The right intent's number, or -1 for none.</param>
internal sealed record HeldOut(float[] Probabilities, int Intent);

/// <summary>Chooses the calibration on examples a network was not trained on.</summary>
internal static class Calibrator
{
    /// <summary>
    /// The sharpness is the one that makes the right intents likeliest. The threshold is the one that decides most held-out examples rightly,
    /// those of none included; where there are none of none, the highest that loses no more of the rightly recognized than allowed.
    /// </summary>
    public static Calibration Choose(IReadOnlyCollection<HeldOut> examples, double maxLost)
    {
        if (!examples.Any(e => e.Intent >= 0))
            return Calibration.Neutral;
        var sharpness = MathF.Pow(1.05f, LeastOf(i => Surprise(examples, MathF.Pow(1.05f, i)), -20, 40));
        var scored = examples.Select(e => Decide(e, sharpness)).OrderBy(e => e.Score).ToArray();
        var threshold = examples.Any(e => e.Intent < 0) ? BestFor(scored) : LosingAtMost(scored, maxLost);
        return new Calibration(sharpness, threshold);
    }

    /// <summary>Where a function with one valley is least. (The surprise is convex in the sharpness.)</summary>
    private static int LeastOf(Func<int, double> function, int first, int last)
    {
        while (first < last)
        {
            var middle = (int)Math.Floor((first + last) / 2.0);
            if (function(middle) <= function(middle + 1))
                last = middle;
            else
                first = middle + 1;
        }
        return first;
    }

    private static double Surprise(IEnumerable<HeldOut> examples, float sharpness)
    {
        var sum = 0.0;
        foreach (var example in examples.Where(e => e.Intent >= 0))
            sum -= Math.Log(Math.Max(1e-12, Scores(example, sharpness)[example.Intent]));
        return sum;
    }

    private static (float Score, Outcome Outcome) Decide(HeldOut example, float sharpness)
    {
        var scores = Scores(example, sharpness);
        var best = scores.AsSpan().IndexOf(scores.Max());
        return (scores[best], example.Intent < 0 ? Outcome.None : best == example.Intent ? Outcome.Right : Outcome.Wrong);
    }

    // Moving the threshold up past an example gains it if it is of none and loses it if it was right.
    private static float BestFor((float Score, Outcome Outcome)[] ascending)
    {
        var (gain, bestGain, threshold) = (0, 0, 0f);
        for (var i = 0; i < ascending.Length; i++)
        {
            gain += ascending[i].Outcome switch { Outcome.None => 1, Outcome.Right => -1, _ => 0 };
            if (gain >= bestGain)
                (bestGain, threshold) = (gain, Above(ascending, i));
        }
        return threshold;
    }

    private static float LosingAtMost((float Score, Outcome Outcome)[] ascending, double share)
    {
        var right = ascending.Where(e => e.Outcome == Outcome.Right).Select(e => e.Score).ToArray();
        return right.Length == 0 ? 0 : right[(int)(share * right.Length)];
    }

    // Halfway to the next, which is what is still accepted.
    private static float Above((float Score, Outcome Outcome)[] ascending, int i) =>
        i + 1 < ascending.Length ? (ascending[i].Score + ascending[i + 1].Score) / 2 : ascending[i].Score;

    private static float[] Scores(HeldOut example, float sharpness)
    {
        var scores = (float[])example.Probabilities.Clone();
        new Calibration(sharpness, 0).Apply(scores);
        return scores;
    }

    private enum Outcome
    {
        None,
        Right,
        Wrong,
    }
}
