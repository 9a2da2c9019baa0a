using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>Finds the questions of a message that asks for several things at once.</summary>
internal static class SeveralQuestions
{
    /// <summary>More answers at once nobody reads.</summary>
    private const int Most = 3;

    /// <summary>
    /// A part's words are few and were cut off by a guess, so more is needed of it than of a whole message: "can i bring my kid" shares the one
    /// word "bring" with what to bring.
    /// </summary>
    private const float SureOfPart = 0.8f;

    /// <summary>
    /// The questions with their answers, in their order; none where the message is better taken as a whole. A part counts as a question where
    /// it surely has an answer of its own; one without is told of only where it stands apart and asks, and one that may mean either of two
    /// things is asked about. A single one is what is left of a message whose other parts belong to it.
    /// </summary>
    public static IReadOnlyList<Asked> In(string text, string language, Answerer answerer)
    {
        var (asked, forms) = (new List<(Stretch Stretch, Answer Answer)>(), WordForms.Of(language));
        foreach (var stretch in Questions.Split(text, language))
        {
            var answer = Surely(answerer.Ask(stretch.Text, language));
            // "Where's the drop box and when does it close": what it is stands before.
            if (answer is Answer.Found { Confidence: var confidence } && asked is [.., var named] && forms.PointsBack(stretch.Text) && !forms.PointsBack(named.Stretch.Text)
                && Surely(answerer.Ask($"{stretch.Text} {forms.SubjectOf(named.Stretch.Text)}", language)) is var meant && (confidence < 1 || meant is Answer.Found))
                answer = meant;
            if (answer is not Answer.Found && !stretch.IsApart && asked is [.., var before] && !IsChoice(answer, before.Answer))
            {
                // "When do the polls open and when do they close": the second half is part of the first.
                var joined = before.Stretch.With(stretch);
                asked[^1] = (joined, before.Answer is Answer.Found ? before.Answer : answerer.Ask(joined.Text, language));
                continue;
            }
            asked.Add((stretch, answer));
        }

        var found = asked.Where(a => a is { Stretch.IsAsking: true, Answer: Answer.Found }).DistinctBy(a => ((Answer.Found)a.Answer).Entry.Id, StringComparer.Ordinal).ToList();
        var open = asked.Where(a => a.Answer is not Answer.Found && (a.Stretch is { IsApart: true, IsMarked: true } || (a.Stretch.IsAsking && IsChoice(a.Answer)))).Take(1).ToList();
        if (found.Count == 0)
            return [];
        // What has no answer comes last, so that its buttons stay.
        return [.. found.Take(Most - open.Count).Concat(open).Select(a => new Asked(a.Stretch.Text, a.Answer))];
    }

    private static Answer Surely(Answer answer) =>
        answer is Answer.Found { Confidence: < SureOfPart, Entry: var entry } ? new Answer.Unknown(entry.IsOfficial) : answer;

    /// <summary>Whether it is between several answers, none of them given before: a single one offered is a guess.</summary>
    private static bool IsChoice(Answer answer, Answer? given = null) =>
        answer is Answer.WhichOne { Entries: { Count: > 1 } entries } && !(given is Answer.Found found && entries.Contains(found.Entry));
}
