using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>Finds the questions of a message that asks for several things at once.</summary>
internal static class SeveralQuestions
{
    /// <summary>More answers at once nobody reads.</summary>
    private const int Most = 3;

    /// <summary>
    /// The questions with their answers, in their order; none where the message is better taken as a whole. A part counts as a question where
    /// it has an answer of its own; one without is told of only where it stands apart and asks.
    /// </summary>
    public static IReadOnlyList<Asked> In(string text, string language, Answerer answerer)
    {
        var asked = new List<(Stretch Stretch, Answer Answer)>();
        foreach (var stretch in Questions.Split(text, language))
        {
            var answer = answerer.Ask(stretch.Text, language);
            if (answer is not Answer.Found && !stretch.IsApart && asked is [.., var before])
            {
                // "When do the polls open and when do they close": the second half is part of the first.
                var joined = before.Stretch.With(stretch);
                asked[^1] = (joined, before.Answer is Answer.Found ? before.Answer : answerer.Ask(joined.Text, language));
                continue;
            }
            asked.Add((stretch, answer));
        }

        var found = asked.Where(a => a is { Stretch.IsAsking: true, Answer: Answer.Found }).DistinctBy(a => ((Answer.Found)a.Answer).Entry.Id, StringComparer.Ordinal).ToList();
        var open = asked.Where(a => a is { Stretch: { IsApart: true, IsMarked: true }, Answer: not Answer.Found }).Take(1).ToList();
        if (found.Count == 0 || found.Count + open.Count < 2)
            return [];
        // What has no answer comes last, so that its buttons stay.
        return [.. found.Take(Most - open.Count).Concat(open).Select(a => new Asked(a.Stretch.Text, a.Answer))];
    }
}
