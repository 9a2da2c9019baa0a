using System.Runtime.CompilerServices;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Training;

/// <summary>An example as the networks see it.</summary>
/// <param name="Features">Its n-grams.</param>
/// <param name="Slipped">Its n-grams with a slip of the finger in it.</param>
/// <param name="Intent">The intent's number, or -1 for none, which is taught as "all equally unlikely".</param>
/// <param name="Weight">How much is learnt from it, as a multiple of an average example.</param>
internal sealed record WeighedExample(Feature[] Features, Feature[] Slipped, int Intent, float Weight);

/// <summary>
/// Trains one member of an <see cref="IntentNetwork"/>: stochastic gradient descent on the cross-entropy, an example at a time, the step
/// falling linearly. Half of the n-grams and half of the hidden units are left out at random each time, so that no single one is relied on.
/// </summary>
internal sealed class NetworkFitter
{
    private const float FirstStep = 0.05f;
    private const float LastStep = 0.0025f;
    private const float Dropout = 0.5f;
    private const float SlippedShare = 0.25f;
    private const float Smoothing = 0.05f;
    private const float InputScale = 4;
    private const int ExamplesPerReport = 512;

    private readonly int intents;
    private readonly int hidden;
    private readonly int padded;
    private readonly float[] vectors;
    private readonly float[] hiddenBias;
    private readonly float[] output;
    private readonly float[] outputBias;
    private Randomness random;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NetworkFitter(NetworkShape shape, ulong seed)
    {
        (intents, hidden, padded) = (shape.Intents, shape.Hidden, shape.PaddedIntents);
        vectors = new float[shape.Features * hidden];
        hiddenBias = new float[hidden];
        output = new float[hidden * padded];
        outputBias = new float[padded];
        random = new Randomness(seed);

        foreach (ref var weight in vectors.AsSpan())
            weight = 0.02f * (2 * random.NextSingle() - 1);
        var spread = MathF.Sqrt(6f / (hidden + intents));
        for (var unit = 0; unit < hidden; unit++)
        {
            foreach (ref var weight in output.AsSpan(unit * padded, intents))
                weight = spread * (2 * random.NextSingle() - 1);
        }
    }

    /// <summary>Sees all examples <paramref name="epochs"/> times.</summary>
    /// <param name="seen">Told how many more examples were seen.</param>
    public void Fit(WeighedExample[] examples, int epochs, Action<int> seen, CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, examples.Length).ToArray();
        var (step, steps) = (0L, (long)epochs * examples.Length);
        var kept = new Feature[NGrams.MaxCount];
        var (activations, gates, errors, hiddenErrors) = (new float[hidden], new float[hidden], new float[padded], new float[hidden]);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle<int>(order);
            foreach (var number in order)
            {
                var rate = FirstStep + (LastStep - FirstStep) * step / steps;
                Learn(examples[number], rate * examples[number].Weight);
                if (++step % ExamplesPerReport == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    seen(ExamplesPerReport);
                }
            }
        }
        seen((int)(steps % ExamplesPerReport));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Learn(WeighedExample example, float rate)
        {
            var features = kept.AsSpan(0, Keep(random.NextSingle() < SlippedShare ? example.Slipped : example.Features, kept));

            hiddenBias.CopyTo(activations, 0);
            foreach (var (index, weight) in features)
                VectorMath.AddScaled(activations, Vector(index), weight);
            for (var unit = 0; unit < hidden; unit++)
            {
                gates[unit] = activations[unit] > 0 && random.NextSingle() >= Dropout ? 1 / (1 - Dropout) : 0;
                activations[unit] *= gates[unit];
            }
            outputBias.CopyTo(errors, 0);
            for (var unit = 0; unit < hidden; unit++)
            {
                if (gates[unit] != 0)
                    VectorMath.AddScaled(errors, OutputOf(unit), activations[unit]);
            }
            VectorMath.Softmax(errors, intents);
            SubtractTarget(errors, example.Intent);

            for (var unit = 0; unit < hidden; unit++)
            {
                hiddenErrors[unit] = 0;
                if (gates[unit] == 0)
                    continue;
                hiddenErrors[unit] = VectorMath.Dot(OutputOf(unit), errors) * gates[unit];
                VectorMath.AddScaled(OutputOf(unit), errors, -rate * activations[unit]);
            }
            VectorMath.AddScaled(outputBias, errors, -rate);
            foreach (var (index, weight) in features)
                VectorMath.AddScaled(Vector(index), hiddenErrors, -rate * weight);
            VectorMath.AddScaled(hiddenBias, hiddenErrors, -rate);
        }
    }

    /// <summary>Writes the member's weights into the network, with the n-grams' vectors still as floats.</summary>
    public void CopyTo(IntentNetwork network, int member, float[] allVectors)
    {
        for (var feature = 0; feature < network.Shape.Features; feature++)
        {
            var row = allVectors.AsSpan(feature * network.Shape.Width + member * hidden, hidden);
            VectorMath.AddScaled(row, Vector(feature), InputScale);
        }
        hiddenBias.CopyTo(network.HiddenBias, member * hidden);
        output.CopyTo(network.Output, member * output.Length);
        outputBias.CopyTo(network.OutputBias, member * padded);
    }

    private Span<float> Vector(int feature) => vectors.AsSpan(feature * hidden, hidden);

    private Span<float> OutputOf(int unit) => output.AsSpan(unit * padded, padded);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Keep(Feature[] features, Feature[] kept)
    {
        var count = 0;
        foreach (var feature in features)
        {
            if (random.NextSingle() >= Dropout)
                kept[count++] = feature with { Weight = feature.Weight * (InputScale / (1 - Dropout)) };
        }
        return count;
    }

    private void SubtractTarget(float[] probabilities, int intent)
    {
        var everywhere = (intent < 0 ? 1 : Smoothing) / intents;
        foreach (ref var probability in probabilities.AsSpan(0, intents))
            probability -= everywhere;
        if (intent >= 0)
            probabilities[intent] -= 1 - Smoothing;
    }
}
