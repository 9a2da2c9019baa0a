using System.Globalization;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>Figures for people to read.</summary>
internal static class EvaluationTables
{
    private const int Most = 10;
    private const int FewMessages = 400;

    /// <summary>The whole, each language, the weakest intents and what is mixed up most.</summary>
    public static void Write(IntentEvaluation evaluation, TextWriter output)
    {
        Line($"{evaluation.InScope} messages that ask for an intent, {evaluation.OutOfScope} that ask for none; threshold {evaluation.Threshold:0.000} as calibrated");
        Line($"  in-scope accuracy        {Percent(evaluation.InScopeAccuracy)}   (measured on {evaluation.InScope}, so likely {LikelyRange.Of(evaluation.InScopeAccuracy, evaluation.InScope)}; likeliest intent right, threshold aside: {Percent(evaluation.RankedFirst).Trim()})");
        Line($"  out-of-scope recall      {Percent(evaluation.OutOfScopeRecall)}");
        Line($"  out-of-scope precision   {Percent(evaluation.OutOfScopePrecision)}");
        Line($"  macro F1                 {Percent(evaluation.MacroF1)}");
        Line($"  calibration error        {Percent(evaluation.CalibrationError)}");
        foreach (var language in evaluation.Languages)
            Line($"  {language.Language,-5} in-scope accuracy  {Percent(language.InScopeAccuracy)}   out-of-scope recall {Percent(language.OutOfScopeRecall)}");

        if (evaluation.InScope < FewMessages)
            Line($"A figure of {evaluation.InScope} messages is rough: a change of a few points means nothing. Add reviewed conversations for a firmer one.");

        Line($"The weakest intents           F1  precision     recall   messages");
        foreach (var intent in evaluation.Intents.Where(i => i.Support > 0).OrderBy(i => i.F1).Take(Most))
            Line($"  {intent.Intent,-24}{Percent(intent.F1)}    {Percent(intent.Precision)}    {Percent(intent.Recall)}   {intent.Support,8}");
        if (evaluation.Confusions.Count > 0)
            Line($"Taken for another most often (--json has every miss with its text)");
        foreach (var confusion in evaluation.Confusions.Take(Most))
            Line($"  {confusion.Count,4} x {confusion.Expected ?? "(none)"} taken for {confusion.Predicted ?? "(none)"}");

        void Line(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Each language, the conversations, then every miss.</summary>
    public static void Write(IReadOnlyList<GoldEvaluation> evaluations, ConversationEvaluation conversations, TextWriter output)
    {
        if (evaluations.Count > 0)
            output.WriteLine("language  questions   right  unseen right  wrong on voting  answered wrongly  invented facts  refused rightly  refused wrongly   taken for another language");
        foreach (var e in evaluations)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{e.Language,-8}  {e.Questions,9}  {Percent(e.Accuracy)}  {Percent(e.UnseenAccuracy),12}  {e.WrongOnVoting,15}  {e.AnsweredWrongly,16}  {e.InventedFacts.Count,14}  {Percent(e.RefusedRightly),15}  {Percent(e.RefusedWrongly),15}   {e.TakenForOtherLanguage,26}"));
        }
        foreach (var e in evaluations.Where(e => e.Intents is not null))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.Language}: {e.Intents!.Messages} messages for small talk and conversations, {Percent(e.Intents.Accuracy).Trim()}% taken for what they are, {e.Intents.TakenWrongly} for an intent not meant"));
        if (conversations.Conversations.Count > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{conversations.Passed} of {conversations.Conversations.Count} conversations as written"));
        foreach (var (evaluation, fact) in evaluations.SelectMany(e => e.InventedFacts, (e, f) => (e, f)))
            output.WriteLine($"{evaluation.Language}: \"{fact.Text}\" was told {fact.Fact}, which stands in no source");
        foreach (var (evaluation, miss) in evaluations.SelectMany(e => e.Misses, (e, m) => (e, m)))
            output.WriteLine($"{evaluation.Language}: \"{miss.Text}\" expected {miss.Expected}, got {string.Join(" + ", miss.Got)}");
        foreach (var (evaluation, miss) in evaluations.SelectMany(e => e.Intents?.Misses ?? [], (e, m) => (e, m)))
            output.WriteLine($"{evaluation.Language}: \"{miss.Text}\" should be taken for {miss.Expected}, was for {miss.Got}");
        foreach (var c in conversations.Conversations.Where(c => !c.Passed))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Name}: line {c.Line} should be \"{c.Expected}\", got \"{c.Got}\""));
    }

    /// <summary>Every figure, then the first misses.</summary>
    public static void Write(EvaluationRun run, string what, TextWriter output)
    {
        output.WriteLine(what);
        foreach (var figure in run.Figures)
            output.WriteLine($"  {figure.Name,-26} {figure.Written(figure.Value),8}");
        if (run.Misses.Count > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Misses.Count} misses (--json and --report have every one)"));
        foreach (var miss in run.Misses.Take(Most))
            output.WriteLine($"  \"{miss.Text}\" expected {miss.Expected}, got {miss.Got}");
    }

    private static string Percent(double? share) => share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s * 100,6:0.0}") : "     -";
}
