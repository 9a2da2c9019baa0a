namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// Several small networks side by side, each a sum of n-gram vectors, a rectifier and a softmax over the intents; their probabilities are
/// averaged. They differ in their random start and in what was hidden from them in training, so together they err less than one.
/// </summary>
public sealed class IntentNetwork
{
    /// <summary>A network whose weights are all zero, to be filled by who trains or reads it.</summary>
    public IntentNetwork(NetworkShape shape)
    {
        Shape = shape.Validated();
        Vectors = new sbyte[(long)shape.Features * shape.Width];
        Scales = new float[shape.Features];
        HiddenBias = new float[shape.Width];
        Output = new float[shape.Width * shape.PaddedIntents];
        OutputBias = new float[shape.Members * shape.PaddedIntents];
    }

    /// <summary>The sizes of the arrays below.</summary>
    public NetworkShape Shape { get; }

    /// <summary>[feature, member, hidden unit], in steps of the feature's scale.</summary>
    public sbyte[] Vectors { get; }

    /// <summary>[feature]: what one step of its vector is worth.</summary>
    public float[] Scales { get; }

    /// <summary>[member, hidden unit].</summary>
    public float[] HiddenBias { get; }

    /// <summary>[member, hidden unit, padded intent].</summary>
    public float[] Output { get; }

    /// <summary>[member, padded intent].</summary>
    public float[] OutputBias { get; }

    /// <summary>Writes each intent's probability.</summary>
    /// <param name="features">The text's features.</param>
    /// <param name="probabilities"><see cref="NetworkShape.PaddedIntents"/> long; the padding becomes zero.</param>
    public void Score(ReadOnlySpan<Feature> features, Span<float> probabilities) => Score(features, probabilities, 0, Shape.Members);

    /// <summary>Writes what one member alone makes of it.</summary>
    /// <inheritdoc cref="Score(ReadOnlySpan{Feature}, Span{float})" path="/param"/>
    public void Score(ReadOnlySpan<Feature> features, Span<float> probabilities, int member) => Score(features, probabilities, member, 1);

    private void Score(ReadOnlySpan<Feature> features, Span<float> probabilities, int first, int count)
    {
        var (width, padded) = (Shape.Width, Shape.PaddedIntents);
        Span<float> hidden = stackalloc float[width];
        Span<float> outputs = stackalloc float[padded];
        HiddenBias.CopyTo(hidden);
        foreach (var (index, weight) in features)
            VectorMath.AddScaled(hidden, Vectors.AsSpan(index * width, width), weight * Scales[index]);

        probabilities.Clear();
        for (var member = first; member < first + count; member++)
        {
            OutputBias.AsSpan(member * padded, padded).CopyTo(outputs);
            for (var unit = member * Shape.Hidden; unit < (member + 1) * Shape.Hidden; unit++)
            {
                if (hidden[unit] > 0)
                    VectorMath.AddScaled(outputs, Output.AsSpan(unit * padded, padded), hidden[unit]);
            }
            VectorMath.Softmax(outputs, Shape.Intents);
            VectorMath.AddScaled(probabilities, outputs, 1f / count);
        }
    }
}
