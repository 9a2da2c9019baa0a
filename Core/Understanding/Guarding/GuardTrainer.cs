using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>Fits a <see cref="Guard"/>: softmax regression by stochastic gradient descent, each feature with a step of its own (AdaGrad). The same examples in any order give the same guard.</summary>
public static class GuardTrainer
{
    private const int MaxNGrams = 30_000;
    private const int Epochs = 12;
    private const float Step = 0.5f;
    private const float Damping = 0.05f;
    private const float BiasInput = 0.3f;
    private const float Learned = 0.995f;

    // Chosen by cross-validation; a voter's question held back is the dearer mistake.
    private const float Threshold = 0.6f;

    /// <summary>The examples that the guard brings along, written for it: <c>Examples/{verdict}.{language}.txt</c>.</summary>
    public static IReadOnlyList<GuardExample> OwnExamples { get; } =
    [
        .. from name in EmbeddedText.Names
           where name.StartsWith("Examples/", StringComparison.Ordinal)
           let verdict = Enum.Parse<Verdict>(name["Examples/".Length..name.IndexOf('.', StringComparison.Ordinal)], ignoreCase: true)
           from line in EmbeddedText.Lines(name)
           select new GuardExample(line.Replace("\\n", "\n", StringComparison.Ordinal), verdict),
    ];

    /// <summary>The guard's own examples, and what the campaign expects to be asked and told, which is clear.</summary>
    public static IReadOnlyList<GuardExample> ExamplesFor(CampaignContent content) =>
    [
        .. OwnExamples,
        .. content.Entries.SelectMany(e => e.Questions.Append(e.Title)).Concat(content.Examples.SelectMany(e => e.Utterances)).Select(text => new GuardExample(text, Verdict.Clear)),
    ];

    /// <summary>Fits a guard to examples.</summary>
    public static Guard Train(IEnumerable<GuardExample> examples)
    {
        var all = examples.DistinctBy(e => e.Text, StringComparer.Ordinal).OrderBy(e => Shuffled(e.Text)).ThenBy(e => e.Text, StringComparer.Ordinal).ToArray();
        var pieces = all.SelectMany(e => TrainedOn(e).Select(text => new GuardExample(text, e.Verdict))).ToArray();
        var features = new GuardFeatures(Vocabulary.Of([.. pieces.Select(p => p.Text)], MaxNGrams));
        var weighed = Array.ConvertAll(pieces, p => Weigh(p.Text, features));
        var balance = Balance(pieces);
        var weights = new float[(features.Count + 1) * Guard.Width];
        var squares = new float[weights.Length];
        Span<float> scores = stackalloc float[Guard.Width];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            for (var i = 0; i < pieces.Length; i++)
            {
                var verdict = (int)pieces[i].Verdict;
                Guard.Score(weighed[i], weights, scores);
                if (scores[verdict] > Learned)
                    continue;
                scores[verdict] -= 1;
                var gradient = Vector256.Create<float>(scores) * balance[verdict];
                foreach (var (index, weight) in weighed[i])
                    Descend(weights, squares, index, weight, gradient);
                Descend(weights, squares, features.Count, BiasInput, gradient);
            }
        }
        return new Guard(features, weights, Threshold);
    }

    private static void Descend(Span<float> weights, Span<float> squares, int feature, float value, Vector256<float> gradient)
    {
        ref var row = ref MemoryMarshal.Cast<float, Vector256<float>>(weights)[feature];
        ref var square = ref MemoryMarshal.Cast<float, Vector256<float>>(squares)[feature];
        var slope = gradient * value;
        square += slope * slope;
        row -= slope * Step / Vector256.Sqrt(square + Vector256.Create(Damping));
    }

    // A clear message's every sentence is clear; which of an attack's sentences attack isn't known.
    private static IEnumerable<string> TrainedOn(GuardExample example)
    {
        var pieces = Pieces.Of(example.Text);
        return example.Verdict == Verdict.Clear ? pieces.Distinct(StringComparer.Ordinal) : pieces.Take(1);
    }

    private static Feature[] Weigh(string piece, GuardFeatures features)
    {
        Span<Feature> found = stackalloc Feature[GuardFeatures.MaxCount];
        return found[..features.Weigh(piece, found)].ToArray();
    }

    /// <summary>What an example of each verdict counts, so that the many clear ones don't outweigh the others.</summary>
    private static float[] Balance(GuardExample[] examples)
    {
        var balance = new float[Guard.Verdicts];
        for (var verdict = 0; verdict < balance.Length; verdict++)
        {
            var count = examples.Count(e => e.Verdict == (Verdict)verdict);
            balance[verdict] = count == 0 ? 0 : MathF.Sqrt(examples.Length / (float)(Guard.Verdicts * count));
        }
        return balance;
    }

    private static uint Shuffled(string text)
    {
        var hash = 2166136261;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619;
        return hash * 2654435761;
    }
}
