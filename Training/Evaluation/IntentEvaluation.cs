namespace CampaignBot.Training;

/// <summary>How well a model understood examples it was not trained on. All shares are from 0 to 1.</summary>
public sealed record IntentEvaluation
{
    /// <summary>Examples that ask for an intent.</summary>
    public required int InScope { get; init; }

    /// <summary>Examples that ask for none.</summary>
    public required int OutOfScope { get; init; }

    /// <summary>The threshold that was applied, chosen when the model was calibrated, never on these examples.</summary>
    public required double Threshold { get; init; }

    /// <summary>
    /// Of the in-scope examples, the share whose intent was named with a score at or above the threshold: one turned away counts as wrong.
    /// Together with <see cref="OutOfScopeRecall"/> this is how the authors of CLINC150 (Larson et al., 2019) report a model with a threshold.
    /// </summary>
    public required double InScopeAccuracy { get; init; }

    /// <summary>Of the out-of-scope examples, the share turned away; null where there are none.</summary>
    public required double? OutOfScopeRecall { get; init; }

    /// <summary>Of all examples turned away, the share that was out of scope; null where nothing was turned away, and where nothing is out of scope.</summary>
    public required double? OutOfScopePrecision { get; init; }

    /// <summary>The harmonic mean of the two; null where there is nothing out of scope.</summary>
    public double? OutOfScopeF1 => (OutOfScopePrecision, OutOfScopeRecall) is ({ } precision, { } recall) && precision + recall > 0
        ? 2 * precision * recall / (precision + recall)
        : OutOfScopeRecall;

    /// <summary>Of the in-scope examples, the share whose likeliest intent is right, whatever its score: what sets without out-of-scope examples report.</summary>
    public required double RankedFirst { get; init; }

    /// <summary>The unweighted mean of the intents' F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>By how much a score and the share of right answers among such scores differ on average: the expected calibration error over ten equal ranges.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The ten ranges of scores, those without examples left out.</summary>
    public required IReadOnlyList<ScoreRange> Scores { get; init; }

    /// <summary>Each intent of the model or the examples, in ordinal order.</summary>
    public required IReadOnlyList<IntentFigures> Intents { get; init; }

    /// <summary>Each language the examples name, in ordinal order.</summary>
    public required IReadOnlyList<LanguageFigures> Languages { get; init; }

    /// <summary>What was taken for what, the most frequent first; null stands for none.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>What other thresholds from 0 to 1 would do, to be looked at; choosing one here would be choosing on the test.</summary>
    public required IReadOnlyList<ThresholdPoint> Curve { get; init; }

    /// <summary>Every example decided wrongly, in the order they came.</summary>
    public required IReadOnlyList<Miss> Misses { get; init; }
}

/// <summary>The in-scope examples whose likeliest intent scored in a range.</summary>
public sealed record ScoreRange(double From, double To, int Count, double MeanScore, double Accuracy);

/// <summary>One intent's figures with the threshold applied.</summary>
/// <param name="Support">Examples that ask for it.</param>
public sealed record IntentFigures(string Intent, int Support, double Precision, double Recall, double F1);

/// <summary>One language's figures, as those of the whole.</summary>
/// <param name="Precision">Of its examples for which an intent was named, the share for which it was right.</param>
public sealed record LanguageFigures(string Language, int InScope, double InScopeAccuracy, double RankedFirst, double Precision, int OutOfScope, double? OutOfScopeRecall)
{
    /// <summary>The harmonic mean of precision and accuracy, which is the recall of all intents together.</summary>
    public double F1 => Precision + InScopeAccuracy > 0 ? 2 * Precision * InScopeAccuracy / (Precision + InScopeAccuracy) : 0;
}

/// <summary>How often one was taken for the other.</summary>
public sealed record Confusion(string? Expected, string? Predicted, int Count);

/// <summary>What a threshold does.</summary>
public sealed record ThresholdPoint(double Threshold, double InScopeAccuracy, double? OutOfScopeRecall);

/// <summary>An example decided wrongly.</summary>
/// <param name="Likeliest">The first-ranked intent, also where it was turned away; null where nothing of the text was known.</param>
public sealed record Miss(string Text, string? Language, string? Expected, string? Predicted, string? Likeliest, double Score);
