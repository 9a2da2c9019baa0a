using System.Runtime.CompilerServices;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Training;

/// <summary>Trains an <see cref="IntentModel"/>. The same examples in any order give the same model, byte for byte, on any number of cores.</summary>
public sealed class IntentTrainer(IntentTrainerOptions options)
{
    // About this many examples are seen in all when there are few, and this many are wanted to calibrate on: a threshold chosen on some dozens is chance.
    private const int EnoughSeen = 150_000;
    private const int EnoughHeldOut = 1_000;
    private const int Folds = 5;

    /// <summary>Trains and calibrates.</summary>
    /// <param name="examples">At least two intents; those of none teach it what to turn away.</param>
    /// <param name="progress">Told now and then, from several threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two intents.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IntentModel Train(IEnumerable<IntentExample> examples, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var all = InFixedOrder(examples);
        if (all.Select(e => e.Intent).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
            throw new ArgumentException("There is nothing to tell apart: at least two intents need examples.", nameof(examples));
        var isFew = (all.Length + options.Validation.Count) / Folds < EnoughHeldOut && options.Members > 1;
        var validation = isFew && options.Validation.Count < EnoughHeldOut ? [] : options.Validation;
        if (validation.Count < options.Validation.Count)
            all = InFixedOrder(all.Concat(options.Validation).Distinct());
        var intents = all.Select(e => e.Intent).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var work = new Work(progress);
        if (validation.Count > 0)
        {
            work.Plan(Passes(all.Length, options.Members));
            var model = Fit(all, intents, work, cancellation);
            return model.With(Calibrator.Choose([.. HoldOut(model, validation)], options.MaxLost));
        }

        var parts = Split(all);
        if (isFew)
            return FitCommittee(all, parts, intents, work, cancellation);
        var rest = parts[1..].SelectMany(p => p).ToArray();
        work.Plan(Passes(all.Length, options.Members) + Passes(rest.Length, options.Members));
        var heldOut = HoldOut(Fit(rest, intents, work, cancellation), parts[0]).ToArray();
        return Fit(all, intents, work, cancellation).With(Calibrator.Choose(heldOut, options.MaxLost));
    }

    /// <summary>
    /// Few examples: each member is left without another part of them, on which it alone is asked. That a member errs more than all together
    /// makes the calibration a little careful.
    /// </summary>
    private IntentModel FitCommittee(IntentExample[] all, IntentExample[][] parts, string[] intents, Work work, CancellationToken cancellation)
    {
        var leftOut = parts[..Math.Min(parts.Length, options.Members)];
        work.Plan(leftOut.Sum(part => Passes(all.Length - part.Length, 1)) + Passes(all.Length, options.Members - leftOut.Length));
        var model = Fit(all, intents, work, cancellation, leftOut);
        var heldOut = leftOut.SelectMany((part, member) => HoldOut(model, part, member));
        return model.With(Calibrator.Choose([.. heldOut], options.MaxLost));
    }

    /// <param name="leftOut">What each member in turn is not shown; members beyond are shown all.</param>
    private IntentModel Fit(IntentExample[] examples, string[] intents, Work work, CancellationToken cancellation, params IntentExample[][] leftOut)
    {
        var vocabulary = Vocabulary.Of([.. examples.Select(e => e.Text)], options.MaxFeatures);
        var network = new IntentNetwork(new NetworkShape(vocabulary.Count, intents.Length, options.Members, options.Hidden));
        var random = new Randomness((ulong)options.Seed);
        var weights = WeightsOf(examples);
        var weighed = Array.ConvertAll(examples, e => new WeighedExample(
            Weigh(e.Text, vocabulary),
            Weigh(Slips.Add(e.Text, ref random), vocabulary),
            IndexOf(e.Intent, intents),
            weights[e.Intent ?? ""]));
        var vectors = new float[vocabulary.Count * network.Shape.Width];
        Parallel.For(0, options.Members, new ParallelOptions { CancellationToken = cancellation }, member =>
        {
            var fitter = new NetworkFitter(network.Shape, ((ulong)(uint)options.Seed << 32) + (uint)member);
            var shown = member < leftOut.Length ? Except(leftOut[member]) : weighed;
            fitter.Fit(shown, Epochs(shown.Length), work.Done, cancellation);
            fitter.CopyTo(network, member, vectors);
        });
        Quantize(vectors, network);
        return new IntentModel(intents, vocabulary, network, Calibration.Neutral);

        WeighedExample[] Except(IntentExample[] part)
        {
            var hidden = part.ToHashSet(ReferenceEqualityComparer.Instance);
            return [.. weighed.Where((_, i) => !hidden.Contains(examples[i]))];
        }
    }

    /// <summary>The weight of an example of each intent (none is ""): all together weigh what they are many.</summary>
    private Dictionary<string, float> WeightsOf(IntentExample[] examples)
    {
        var sizes = examples.CountBy(e => e.Intent ?? "", StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var all = sizes.Sum(s => s.Value * Math.Pow(s.Value, -options.Balance));
        return sizes.ToDictionary(s => s.Key, s => (float)(Math.Pow(s.Value, -options.Balance) * examples.Length / all), StringComparer.Ordinal);
    }

    private static Feature[] Weigh(string text, Vocabulary vocabulary)
    {
        Span<Feature> features = stackalloc Feature[NGrams.MaxCount];
        return features[..vocabulary.Weigh(text, features)].ToArray();
    }

    private static int IndexOf(string? intent, string[] intents) => intent is null ? -1 : Array.BinarySearch(intents, intent, StringComparer.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quantize(float[] vectors, IntentNetwork network)
    {
        var width = network.Shape.Width;
        for (var feature = 0; feature < network.Shape.Features; feature++)
        {
            var row = vectors.AsSpan(feature * width, width);
            var largest = 0f;
            foreach (var weight in row)
                largest = MathF.Max(largest, MathF.Abs(weight));
            network.Scales[feature] = largest / sbyte.MaxValue;
            for (var i = 0; i < width && largest > 0; i++)
                network.Vectors[feature * width + i] = (sbyte)MathF.Round(row[i] / network.Scales[feature]);
        }
    }

    private static IEnumerable<HeldOut> HoldOut(IntentModel model, IEnumerable<IntentExample> examples, int? member = null)
    {
        var intents = model.Intents.ToArray();
        foreach (var example in examples)
        {
            var probabilities = new float[model.Network.Shape.PaddedIntents];
            if (member is { } one)
                model.Network.Score(Weigh(example.Text, model.Vocabulary), probabilities, one);
            else
                model.Network.Score(Weigh(example.Text, model.Vocabulary), probabilities);
            yield return new HeldOut(probabilities[..intents.Length], IndexOf(example.Intent, intents));
        }
    }

    /// <summary>The order in which they came must not matter, so they are sorted, then shuffled the same way each time.</summary>
    private IntentExample[] InFixedOrder(IEnumerable<IntentExample> examples)
    {
        var all = examples.OrderBy(e => e.Intent, StringComparer.Ordinal).ThenBy(e => e.Text, StringComparer.Ordinal).ToArray();
        new Randomness((ulong)options.Seed).Shuffle<IntentExample>(all);
        return all;
    }

    /// <summary>Deals each intent's examples out in turn, so that all parts have some of each.</summary>
    private static IntentExample[][] Split(IntentExample[] all) =>
        [.. all.GroupBy(e => e.Intent, StringComparer.Ordinal)
            .SelectMany(group => group.Select((example, i) => (example, part: i % Folds)))
            .GroupBy(e => e.part, e => e.example)
            .OrderBy(part => part.Key)
            .Select(part => part.ToArray())];

    private int Epochs(int examples) => Math.Max(options.MinEpochs, Math.Min(options.MaxEpochs, EnoughSeen / Math.Max(1, examples)));

    private long Passes(int examples, int members) => (long)Epochs(examples) * examples * members;

    private sealed class Work(IProgress<TrainingProgress>? progress)
    {
        private long done;
        private long total;

        public void Plan(long examples) => total = examples;

        public void Done(int examples) => progress?.Report(new TrainingProgress(Interlocked.Add(ref done, examples), total));
    }
}
