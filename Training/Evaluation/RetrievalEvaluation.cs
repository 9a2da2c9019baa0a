using CampaignBot.Core.Knowledge;

namespace CampaignBot.Training;

/// <summary>How well the right passages are found. All shares are from 0 to 1.</summary>
/// <param name="Answerable">Questions that a passage answers.</param>
/// <param name="Unanswerable">Questions that none does.</param>
/// <param name="Mrr">The mean of one over the place at which the first right passage stands, 0 where it isn't among thirty.</param>
/// <param name="RightFirst">The share of answerable questions of which a right passage stands first: recall at 1.</param>
/// <param name="RecallAt5">The share of which one is among the first five.</param>
/// <param name="Refusals">
/// What refusing below a confidence does: at each share of answerable questions still answered, the share of unanswerable ones refused.
/// Empty where every question has an answer.
/// </param>
/// <param name="Misses">Every answerable question of which another passage stands first.</param>
public sealed record RetrievalEvaluation(
    int Passages,
    int Answerable,
    int Unanswerable,
    double Mrr,
    double RightFirst,
    double RecallAt5,
    IReadOnlyList<RefusalPoint> Refusals,
    IReadOnlyList<RetrievalMiss> Misses)
{
    private const int Depth = 30;
    private const int LongestExcerpt = 160;
    private const double Answered = 0.8;

    /// <summary>The share of unanswerable questions refused where 80% of answerable ones are answered; null where every question has an answer.</summary>
    public double? RefusedAt80 => Refusals.Count == 0 ? null : Refusals.MinBy(p => Math.Abs(p.Answered - Answered))!.Refused;

    /// <summary>Asks every question.</summary>
    /// <param name="language">That of passages and questions, ISO 639-1.</param>
    /// <exception cref="ArgumentException">There is nothing to measure on.</exception>
    public static RetrievalEvaluation Of(RetrievalSet set, string language, CancellationToken cancellation)
    {
        if (set.Passages.Count == 0 || !set.Questions.Any(q => q.Answers.Count > 0))
            throw new ArgumentException("There are no passages, or no questions that one answers.", nameof(set));
        var finder = new PassageFinder(set.Passages, language);
        var (answerable, unanswerable) = (new List<float>(), new List<float>());
        var (mrr, first, five) = (0.0, 0, 0);
        var misses = new List<RetrievalMiss>();
        foreach (var question in set.Questions)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = finder.Find(question.Text, Depth);
            var confidence = found.Count == 0 ? 0 : found[0].Confidence;
            if (question.Answers.Count == 0)
            {
                unanswerable.Add(confidence);
                continue;
            }
            answerable.Add(confidence);
            var place = 0;
            while (place < found.Count && !question.Answers.Contains(found[place].Passage))
                place++;
            if (place < found.Count)
                mrr += 1.0 / (place + 1);
            first += place == 0 && found.Count > 0 ? 1 : 0;
            five += place < Math.Min(5, found.Count) ? 1 : 0;
            if (place > 0 || found.Count == 0)
                misses.Add(new RetrievalMiss(question.Text, Excerpt(set, question.Answers[0]), found.Count == 0 ? null : Excerpt(set, found[0].Passage), place < found.Count ? place + 1 : null));
        }
        return new RetrievalEvaluation(
            set.Passages.Count,
            answerable.Count,
            unanswerable.Count,
            mrr / answerable.Count,
            (double)first / answerable.Count,
            (double)five / answerable.Count,
            unanswerable.Count == 0 ? [] : Curve(answerable, unanswerable),
            misses);
    }

    /// <summary>A point for each hundredth of answerable questions.</summary>
    private static RefusalPoint[] Curve(List<float> answerable, List<float> unanswerable)
    {
        answerable.Sort(static (a, b) => b.CompareTo(a));
        unanswerable.Sort();
        return [.. Enumerable.Range(1, 100).Select(percent =>
        {
            var least = answerable[Math.Max(0, ((answerable.Count * percent) + 99) / 100 - 1)];
            return new RefusalPoint(percent / 100.0, (double)unanswerable.Count(c => c < least) / unanswerable.Count, least);
        })];
    }

    private static string Excerpt(RetrievalSet set, int passage)
    {
        var (title, sentences) = (set.Passages[passage].Title, set.Passages[passage].Sentences);
        var text = title.Length > 0 ? title : sentences.Count > 0 ? sentences[0] : "";
        return text.Length <= LongestExcerpt ? text : text[..LongestExcerpt] + "…";
    }
}

/// <summary>What refusing does.</summary>
/// <param name="Answered">The share of answerable questions that are answered.</param>
/// <param name="Refused">The share of unanswerable questions that are refused then.</param>
/// <param name="Confidence">The confidence below which is refused.</param>
public sealed record RefusalPoint(double Answered, double Refused, double Confidence);

/// <summary>A question of which a wrong passage stands first.</summary>
/// <param name="Expected">The right passage's title or beginning.</param>
/// <param name="First">The one that stands first; null where nothing was found.</param>
/// <param name="Place">The place of the right one, from 2 on; null where it isn't among thirty.</param>
public sealed record RetrievalMiss(string Text, string Expected, string? First, int? Place);
