using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>Measures an <see cref="IntentModel"/> on examples it was not trained on.</summary>
public static class IntentEvaluator
{
    private const int Ranges = 10;
    private const int CurvePoints = 100;

    private sealed record Answer(IntentExample Example, IntentPrediction Prediction)
    {
        public bool InScope => Example.Intent is not null;

        public string? Likeliest => Prediction.Ranked is [{ Intent: not Intents.None and var intent }, ..] ? intent : null;

        /// <summary>Models of a campaign's content are taught none as an intent of its own.</summary>
        public string? Named => Prediction.IsNone ? null : Likeliest;

        public bool RankedRight => InScope && Likeliest == Example.Intent;

        public bool Right => Named == Example.Intent;
    }

    /// <summary>Asks the model about each example.</summary>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public static IntentEvaluation Evaluate(IntentModel model, IEnumerable<IntentExample> examples, CancellationToken cancellation = default)
    {
        var answers = new List<Answer>();
        foreach (var example in examples)
        {
            cancellation.ThrowIfCancellationRequested();
            answers.Add(new Answer(example, model.Predict(example.Text)));
        }
        if (answers.Count == 0)
            throw new ArgumentException("There is nothing to measure on.", nameof(examples));

        var inScope = answers.Where(a => a.InScope).ToArray();
        var outOfScope = answers.Where(a => !a.InScope).ToArray();
        var turnedAway = answers.Where(a => a.Named is null).ToArray();
        var scores = ByScore(inScope);
        var intents = ByIntent(model, answers);
        return new IntentEvaluation
        {
            InScope = inScope.Length,
            OutOfScope = outOfScope.Length,
            Threshold = model.Calibration.Threshold,
            InScopeAccuracy = Share(inScope, a => a.Right) ?? 0,
            OutOfScopeRecall = Share(outOfScope, a => a.Right),
            OutOfScopePrecision = outOfScope.Length == 0 ? null : Share(turnedAway, a => !a.InScope),
            RankedFirst = Share(inScope, a => a.RankedRight) ?? 0,
            MacroF1 = intents.Average(i => i.F1),
            CalibrationError = scores.Sum(r => r.Count * Math.Abs(r.MeanScore - r.Accuracy)) / Math.Max(1, inScope.Length),
            Scores = scores,
            Intents = intents,
            Languages = ByLanguage(answers),
            Confusions = [.. answers.Where(a => !a.Right)
                .GroupBy(a => (a.Example.Intent, a.Named))
                .Select(g => new Confusion(g.Key.Item1, g.Key.Item2, g.Count()))
                .OrderByDescending(c => c.Count).ThenBy(c => c.Expected, StringComparer.Ordinal).ThenBy(c => c.Predicted, StringComparer.Ordinal)],
            Curve = [.. Enumerable.Range(0, CurvePoints + 1).Select(i => PointAt((double)i / CurvePoints, inScope, outOfScope))],
            Misses = [.. answers.Where(a => !a.Right)
                .Select(a => new Miss(a.Example.Text, a.Example.Language, a.Example.Intent, a.Named, a.Likeliest, a.Prediction.Score))],
        };
    }

    private static ScoreRange[] ByScore(Answer[] inScope) =>
        [.. inScope.GroupBy(a => Math.Min(Ranges - 1, (int)(a.Prediction.Score * Ranges)))
            .OrderBy(g => g.Key)
            .Select(g => new ScoreRange(
                (double)g.Key / Ranges,
                (g.Key + 1.0) / Ranges,
                g.Count(),
                g.Average(a => a.Prediction.Score),
                g.Average(a => a.RankedRight ? 1.0 : 0.0)))];

    private static IntentFigures[] ByIntent(IntentModel model, List<Answer> answers)
    {
        var expected = answers.Where(a => a.InScope).ToLookup(a => a.Example.Intent!, StringComparer.Ordinal);
        var predicted = answers.Where(a => a.Named is not null).ToLookup(a => a.Named!, StringComparer.Ordinal);
        return [.. model.Intents.Where(i => i != Intents.None).Union(expected.Select(g => g.Key), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(intent =>
            {
                var precision = Share(predicted[intent], a => a.Right) ?? 0;
                var recall = Share(expected[intent], a => a.Right) ?? 0;
                var f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
                return new IntentFigures(intent, expected[intent].Count(), precision, recall, f1);
            })];
    }

    private static LanguageFigures[] ByLanguage(List<Answer> answers) =>
        [.. answers.Where(a => a.Example.Language is not null)
            .GroupBy(a => a.Example.Language!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LanguageFigures(
                g.Key,
                g.Count(a => a.InScope),
                Share(g.Where(a => a.InScope), a => a.Right) ?? 0,
                Share(g.Where(a => a.InScope), a => a.RankedRight) ?? 0,
                Share(g.Where(a => a.Named is not null), a => a.Right) ?? 0,
                g.Count(a => !a.InScope),
                Share(g.Where(a => !a.InScope), a => a.Right)))];

    private static ThresholdPoint PointAt(double threshold, Answer[] inScope, Answer[] outOfScope) => new(
        threshold,
        Share(inScope, a => a.RankedRight && a.Prediction.Score >= threshold) ?? 0,
        Share(outOfScope, a => a.Likeliest is null || a.Prediction.Score < threshold));

    private static double? Share(IEnumerable<Answer> answers, Func<Answer, bool> which)
    {
        var (all, some) = (0, 0);
        foreach (var answer in answers)
        {
            all++;
            some += which(answer) ? 1 : 0;
        }
        return all == 0 ? null : (double)some / all;
    }
}
