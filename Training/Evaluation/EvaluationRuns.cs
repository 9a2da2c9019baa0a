using System.Globalization;

namespace CampaignBot.Training;

/// <summary>What is kept of each kind of evaluation.</summary>
public static class EvaluationRuns
{
    /// <summary>The gold questions of every language and the whole conversations.</summary>
    public static EvaluationRun Run(IReadOnlyList<GoldEvaluation> languages, ConversationEvaluation conversations, string of, DateTimeOffset at)
    {
        var figures = new List<RunFigure>();
        foreach (var e in languages)
        {
            figures.Add(new($"{e.Language} right", e.Accuracy));
            if (e.UnseenAccuracy is { } unseen)
                figures.Add(new($"{e.Language} unseen right", unseen));
            figures.Add(new($"{e.Language} wrong on voting", e.WrongOnVoting, Better.Lower, IsCount: true));
            figures.Add(new($"{e.Language} answered wrongly", e.AnsweredWrongly, Better.Lower, IsCount: true));
            figures.Add(new($"{e.Language} invented facts", e.InventedFacts.Count, Better.Lower, IsCount: true));
            figures.AddRange(Enum.GetValues<Severity>().Reverse().Select(s => new RunFigure($"{e.Language} wrong, {s.ToString().ToLowerInvariant()}", e.Wrong(s), Better.Lower, IsCount: true)));
            figures.Add(new($"{e.Language} refused rightly", e.RefusedRightly));
            figures.Add(new($"{e.Language} refused wrongly", e.RefusedWrongly, Better.Lower));
            figures.Add(new($"{e.Language} taken for another language", e.TakenForOtherLanguage, Better.Lower, IsCount: true));
            if (e.Intents is not { } intents)
                continue;
            figures.Add(new($"{e.Language} intents right", intents.Accuracy));
            figures.Add(new($"{e.Language} intents taken wrongly", intents.TakenWrongly, Better.Lower, IsCount: true));
            figures.AddRange(Enum.GetValues<Severity>().Reverse().Select(s => new RunFigure($"{e.Language} intents wrong, {s.ToString().ToLowerInvariant()}", intents.Wrong(s), Better.Lower, IsCount: true)));
        }
        if (languages.Count > 1)
            figures.Add(new("gap between languages", languages.Max(e => e.Accuracy) - languages.Min(e => e.Accuracy), Better.Lower));
        if (conversations.Conversations.Count > 0)
            figures.Add(new("conversations passed", (double)conversations.Passed / conversations.Conversations.Count));
        return new EvaluationRun("campaign", of, at, figures,
        [
            .. languages.SelectMany(e => e.Misses, (e, m) => new RunMiss(e.Language, m.Text, m.Expected, string.Join(" + ", m.Got))),
            .. languages.SelectMany(e => e.Intents?.Misses ?? [], (e, m) => new RunMiss($"{e.Language} intent", m.Text, m.Expected, m.Got)),
            .. conversations.Conversations.Where(c => !c.Passed).Select(c => new RunMiss("conversation", $"{c.Name}, line {c.Line}", c.Expected!, c.Got!)),
        ]);
    }

    /// <summary>A classifier on labelled messages.</summary>
    public static EvaluationRun Run(IntentEvaluation e, string of, DateTimeOffset at)
    {
        var figures = new List<RunFigure> { new("in-scope accuracy", e.InScopeAccuracy), new("ranked first", e.RankedFirst), new("macro F1", e.MacroF1) };
        if (e is { OutOfScopeRecall: { } recall, OutOfScopeF1: { } f1 })
            figures.AddRange([new("out-of-scope recall", recall), new("out-of-scope precision", e.OutOfScopePrecision ?? 0), new("out-of-scope F1", f1)]);
        figures.Add(new("calibration error", e.CalibrationError, Better.Lower));
        figures.AddRange(e.Languages.Select(l => new RunFigure($"{l.Language} in-scope accuracy", l.InScopeAccuracy)));
        return new EvaluationRun("intents", of, at, figures, [.. e.Misses.Select(m => new RunMiss(
            m.Language ?? "",
            m.Text,
            m.Expected ?? "(none)",
            string.Create(CultureInfo.InvariantCulture, $"{m.Predicted ?? "(none)"}{(m.Predicted is null && m.Likeliest is { } likeliest ? $", likeliest {likeliest}" : "")} ({m.Score:0.00})")))]);
    }

    /// <summary>Ranking on passages and questions.</summary>
    public static EvaluationRun Run(RetrievalEvaluation e, string of, DateTimeOffset at)
    {
        var figures = new List<RunFigure> { new("MRR", e.Mrr), new("right first", e.RightFirst), new("recall at 5", e.RecallAt5) };
        if (e.RefusedAt80 is { } refused)
            figures.Add(new("refused at 80% answered", refused));
        return new EvaluationRun("retrieval", of, at, figures, [.. e.Misses.Select(m => new RunMiss(
            m.Place is { } place ? string.Create(CultureInfo.InvariantCulture, $"place {place}") : "not found", m.Text, m.Expected, m.First ?? "(nothing)"))]);
    }

    /// <summary>A guard on labelled messages.</summary>
    public static EvaluationRun Run(GuardEvaluation e, string of, DateTimeOffset at) => new("guard", of, at,
    [
        .. e.Outcomes.Any(o => o.Message.IsAttack) ? [new RunFigure("recall", e.Recall), new("precision", e.Precision)] : Array.Empty<RunFigure>(),
        .. e.Outcomes.Any(o => !o.Message.IsAttack) ? [new RunFigure("false alarms", 1 - e.Passed, Better.Lower)] : Array.Empty<RunFigure>(),
    ],
    [
        .. e.Outcomes.Where(o => !o.IsRight).Select(o => new RunMiss(
            "", o.Message.Text, o.Message.IsAttack ? "held back" : "let through", string.Create(CultureInfo.InvariantCulture, $"{o.Judgement.Verdict.ToString().ToLowerInvariant()} ({o.Judgement.Score:0.00})"))),
    ]);
}
