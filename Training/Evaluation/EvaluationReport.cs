using System.Globalization;

namespace CampaignBot.Training;

/// <summary>The pages about evaluations.</summary>
public static class EvaluationReport
{
    private const int MostInMatrix = 24;
    private const string NoIntent = "(none)";

    /// <summary>A campaign's gold questions and conversations.</summary>
    public static Report Of(IReadOnlyList<GoldEvaluation> languages, ConversationEvaluation conversations, EvaluationRun run, RunComparison? comparison)
    {
        var report = Begin(run, comparison, $"{Count(languages.Sum(e => e.Questions))} questions as voters write them, each asked as the first of a conversation.", "right", "wrong on voting", "gap between languages", "conversations passed")
            .Section("Languages")
            .Table(new(
                "Each language",
                ["language", "questions", "right", "unseen ones right", "wrong on voting", "answered wrongly", "invented facts", "refused rightly", "refused wrongly", "taken for another language"],
                [.. languages.Select(e => (string[])[
                    e.Language, Count(e.Questions), Percent(e.Accuracy), Percent(e.UnseenAccuracy), Count(e.WrongOnVoting), Count(e.AnsweredWrongly), Count(e.InventedFacts.Count),
                    Percent(e.RefusedRightly), Percent(e.RefusedWrongly), Count(e.TakenForOtherLanguage)])]))
            .Paragraph("Unseen questions were written after all thresholds were chosen. Wrong on voting: a voting fact told that was not asked for. Answered wrongly: something told outright that is not what was asked. Invented facts: numbers, dates, links and the like that were sent and stand in no source.")
            .Chart(new BarChart(
                "What came out wrong, by how bad it is",
                string.Join("; ", languages.Select(e => $"{e.Language}: {e.Wrong(Severity.Critical)} critical, {e.Wrong(Severity.Major)} major, {e.Wrong(Severity.Minor)} minor")) + ".",
                "language",
                [.. languages.Select(e => e.Language)],
                [.. new[] { (Severity.Critical, ChartColour.Red), (Severity.Major, ChartColour.Orange), (Severity.Minor, ChartColour.Blue) }
                    .Select(s => new ChartSeries(s.Item1.ToString().ToLowerInvariant(), [.. languages.Select(e => (double)e.Wrong(s.Item1))], s.Item2))]));
        foreach (var (language, intents) in languages.Where(e => e.Intents is not null).Select(e => (e.Language, e.Intents!)))
        {
            if (language == languages.First(e => e.Intents is not null).Language)
                report.Section("Small talk and conversations").Paragraph("Messages that should be taken for one of the bot's intents, or for none of them. Taken for it: others that were, wrongly.");
            report.Table(new(
                $"{language}: {Percent(intents.Accuracy)} of {Count(intents.Messages)} messages taken for what they are",
                ["intent", "messages", "right", "taken for it"],
                [.. intents.Intents.OrderBy(i => (double)i.Right / i.Messages).Select(i => (string[])[i.Intent, Count(i.Messages), Count(i.Right), Count(i.TakenForIt)])]));
        }
        if (conversations.Conversations.Count > 0)
        {
            report.Section("Whole conversations").Table(new(
                "Each conversation",
                ["conversation", "outcome"],
                [.. conversations.Conversations.Select(c => (string[])[c.Name, c.Passed ? "passed" : $"differs from line {Count(c.Line)} on"])]));
        }
        return End(report, run);
    }

    /// <summary>A classifier on labelled messages.</summary>
    public static Report Of(IntentEvaluation e, EvaluationRun run, RunComparison? comparison)
    {
        var report = Begin(run, comparison, $"{Count(e.InScope)} messages that ask for an intent, {Count(e.OutOfScope)} that ask for none; the threshold is {e.Threshold.ToString("0.000", CultureInfo.InvariantCulture)}, as it was calibrated.", "in-scope accuracy", "out-of-scope", "macro F1", "calibration error")
            .Paragraph($"Measured on all messages of this kind instead of these {Count(e.InScope)}, the in-scope accuracy would likely be {LikelyRange.Of(e.InScopeAccuracy, e.InScope)}.")
            .Section("Threshold")
            .Chart(new LineChart(
                "What a threshold does",
                $"At the threshold in use, {Percent(e.InScopeAccuracy)} of messages in scope come out right{(e.OutOfScopeRecall is { } recall ? $" and {Percent(recall)} of those out of scope are turned away" : "")}.",
                "threshold",
                "share",
                [
                    new("in-scope accuracy", [.. e.Curve.Select(p => new ChartPoint(p.Threshold, p.InScopeAccuracy))]),
                    .. e.OutOfScope > 0 ? [new("out-of-scope recall", [.. e.Curve.Select(p => new ChartPoint(p.Threshold, p.OutOfScopeRecall ?? 0))])] : Array.Empty<ChartLine>(),
                ])
            {
                YFormat = ChartNumbers.Percent,
                Mark = (e.Threshold, "in use"),
            })
            .Chart(new LineChart(
                "How honest the scores are",
                $"Scores and shares of right answers differ by {Percent(e.CalibrationError)} on average.",
                "score",
                "share right",
                [
                    new("measured", [.. e.Scores.Select(s => new ChartPoint(s.MeanScore, s.Accuracy))]),
                    new("honest", [new(0, 0), new(1, 1)]),
                ])
            {
                YFormat = ChartNumbers.Percent,
            })
            .Section("Intents");
        if (e.Confusions.Count > 0)
            report.Chart(Matrix(e));
        report.Table(new(
            "Each intent, the weakest first",
            ["intent", "F1", "precision", "recall", "messages"],
            [.. e.Intents.OrderBy(i => i.F1).Select(i => (string[])[i.Intent, Percent(i.F1), Percent(i.Precision), Percent(i.Recall), Count(i.Support)])]));
        if (e.Languages.Count > 0)
        {
            report.Section("Languages").Table(new(
                "Each language",
                ["language", "messages", "F1", "precision", "recall", "ranked first", "out of scope", "out-of-scope recall"],
                [.. e.Languages.Select(l => (string[])[l.Language, Count(l.InScope), Percent(l.F1), Percent(l.Precision), Percent(l.InScopeAccuracy), Percent(l.RankedFirst), Count(l.OutOfScope), Percent(l.OutOfScopeRecall)])]));
        }
        return End(report, run);
    }

    /// <summary>Ranking on passages and questions.</summary>
    public static Report Of(RetrievalEvaluation e, EvaluationRun run, RunComparison? comparison)
    {
        var report = Begin(run, comparison, $"{Count(e.Answerable)} questions that a passage answers and {Count(e.Unanswerable)} that none does, over {Count(e.Passages)} passages.", "");
        if (e.Refusals.Count > 0)
        {
            report.Section("Refusing").Chart(new LineChart(
                "What refusing the doubtful costs",
                $"Where 80% of the questions that have an answer are answered, {Percent(e.RefusedAt80)} of those that have none are refused.",
                "answered, of those that have an answer",
                "refused, of those that have none",
                [new("refused", [.. e.Refusals.Select(p => new ChartPoint(p.Answered, p.Refused))])])
            {
                XFormat = ChartNumbers.Percent,
                YFormat = ChartNumbers.Percent,
                Mark = (0.8, "answered"),
            });
        }
        return End(report, run);
    }

    /// <summary>A guard on labelled messages.</summary>
    public static Report Of(GuardEvaluation e, EvaluationRun run, RunComparison? comparison)
    {
        var attacks = e.Outcomes.Where(o => o.Message.IsAttack).ToArray();
        var others = e.Outcomes.Where(o => !o.Message.IsAttack).ToArray();
        return End(
            Begin(run, comparison, $"{Count(attacks.Length)} attacks and {Count(others.Length)} other messages.", "")
                .Section("What was held back")
                .Chart(new HeatMap(
                    "What messages are against what was done",
                    $"{Count(attacks.Count(o => o.IsHeld))} of {Count(attacks.Length)} attacks were held back, and {Count(others.Count(o => o.IsHeld))} of {Count(others.Length)} other messages.",
                    "message",
                    "done",
                    ["attack", "other"],
                    ["held back", "let through"],
                    [[attacks.Count(o => o.IsHeld), attacks.Count(o => !o.IsHeld)], [others.Count(o => o.IsHeld), others.Count(o => !o.IsHeld)]])),
            run);
    }

    /// <summary>The intents that are mixed up most, so many as a reader can take in; all of them where there are few.</summary>
    private static HeatMap Matrix(IntentEvaluation e)
    {
        var mixedUp = e.Confusions
            .SelectMany(c => new[] { (Intent: c.Expected ?? NoIntent, c.Count), (Intent: c.Predicted ?? NoIntent, c.Count) })
            .GroupBy(c => c.Intent, c => c.Count, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum()).Take(MostInMatrix).Select(g => g.Key).Order(StringComparer.Ordinal).ToArray();
        var counts = mixedUp.Select(_ => new int[mixedUp.Length]).ToArray();
        foreach (var confusion in e.Confusions)
        {
            var (row, column) = (Array.IndexOf(mixedUp, confusion.Expected ?? NoIntent), Array.IndexOf(mixedUp, confusion.Predicted ?? NoIntent));
            if (row >= 0 && column >= 0)
                counts[row][column] = confusion.Count;
        }
        for (var i = 0; i < mixedUp.Length; i++)
        {
            counts[i][i] = mixedUp[i] == NoIntent
                ? (int)Math.Round((e.OutOfScopeRecall ?? 0) * e.OutOfScope)
                : e.Intents.Where(f => f.Intent == mixedUp[i]).Sum(f => (int)Math.Round(f.Recall * f.Support));
        }
        var all = e.Intents.Count + (e.OutOfScope > 0 ? 1 : 0);
        return new HeatMap(
            mixedUp.Length < all ? $"Confusion matrix of the {Count(mixedUp.Length)} intents mixed up most" : "Confusion matrix",
            $"Most often {e.Confusions[0].Expected ?? NoIntent} was taken for {e.Confusions[0].Predicted ?? NoIntent}: {Count(e.Confusions[0].Count)} times.",
            "expected",
            "taken for",
            mixedUp,
            mixedUp,
            counts);
    }

    /// <param name="shown">Beginnings or ends of the names of figures to be seen first.</param>
    private static Report Begin(EvaluationRun run, RunComparison? comparison, string what, params string[] shown)
    {
        var report = new Report($"Evaluation: {run.Kind}, {run.Of}")
            .Paragraph($"{what} Measured {run.At.UtcDateTime.ToString("MMMM d, yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC.")
            .Figures([.. run.Figures
                .Where(f => shown.Any(s => f.Name.StartsWith(s, StringComparison.Ordinal) || f.Name.EndsWith(s, StringComparison.Ordinal)))
                .Select(f => new ReportFigure(
                    f.Name, f.Written(f.Value), comparison?.Figures.FirstOrDefault(c => c.Figure.Name == f.Name)?.Before is { } before ? $"{f.Written(before)} before" : null))]);
        if (comparison is null)
            return report;
        report.Section("Compared with before").Table(new(
            $"Every figure, and what it was on {comparison.Before.At.UtcDateTime.ToString("MMMM d, yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC",
            ["figure", "now", "before", "verdict"],
            [.. comparison.Figures.Select(c => (string[])[c.Figure.Name, c.Figure.Written(c.Now), c.Figure.Written(c.Before), Verdict(c)])]));
        if (comparison.NewMisses.Count > 0)
            report.Table(Misses($"Newly missed: {Count(comparison.NewMisses.Count)}", comparison.NewMisses));
        if (comparison.Mended.Count > 0)
            report.Table(Misses($"No longer missed: {Count(comparison.Mended.Count)}", comparison.Mended));
        return report;

        static string Verdict(FigureChange change) => change switch
        {
            { Before: null } => "new",
            { Now: null } => "no longer measured",
            { Loss: > 0 } => "worse",
            _ when change.Before.Equals(change.Now) => "same",
            _ => "better",
        };
    }

    private static Report End(Report report, EvaluationRun run) => run.Misses.Count == 0
        ? report.Section("Misses").Paragraph("There are none.")
        : report.Section("Misses").Table(Misses($"Every miss: {Count(run.Misses.Count)}", run.Misses));

    private static ReportTable Misses(string caption, IReadOnlyList<RunMiss> misses) => misses.Any(m => m.Where.Length > 0)
        ? new(caption, ["message", "where", "expected", "got"], [.. misses.Select(m => (string[])[m.Text, m.Where, m.Expected, m.Got])])
        : new(caption, ["message", "expected", "got"], [.. misses.Select(m => (string[])[m.Text, m.Expected, m.Got])]);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } s ? (s * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "–";
}
