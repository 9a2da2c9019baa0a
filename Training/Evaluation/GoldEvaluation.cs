using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Training;

/// <summary>What a campaign's bot makes of the gold questions of one language.</summary>
/// <param name="WrongOnVoting">Of the misses, those answered outright with a voting entry that is not expected: the worst there is.</param>
/// <param name="TakenForOtherLanguage">Questions taken to be in another language than theirs.</param>
/// <param name="Misses">Every question that got nothing expected, in the order they came.</param>
public sealed record GoldEvaluation(string Language, int Questions, int WrongOnVoting, int TakenForOtherLanguage, IReadOnlyList<GoldMiss> Misses)
{
    /// <summary>The share of questions that got what was expected, 0 to 1.</summary>
    public double Accuracy => 1 - ((double)Misses.Count / Questions);

    /// <summary>Asks each question as the first of a conversation.</summary>
    /// <exception cref="ArgumentException">There are no questions.</exception>
    public static async Task<GoldEvaluation> OfAsync(
        RootDialogParts parts, string language, IReadOnlyList<GoldQuestion> questions, CancellationToken cancellation)
    {
        if (questions.Count == 0)
            throw new ArgumentException($"There are no questions to measure on for \"{language}\".", nameof(questions));
        var misses = new List<GoldMiss>();
        var otherLanguage = 0;
        foreach (var question in questions)
        {
            var got = await MeaningOfAsync(parts, question.Text, language, cancellation);
            if (!got.Any(question.Expected.Contains))
                misses.Add(new GoldMiss(question.Text, question.Expected, got));
            if ((parts.Languages.Detect(question.Text) ?? language) != language)
                otherLanguage++;
        }
        return new GoldEvaluation(language, questions.Count, misses.Count(m => m.IsWrongOnVoting), otherLanguage, misses);
    }

    private static async Task<string[]> MeaningOfAsync(RootDialogParts parts, string text, string language, CancellationToken cancellation)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { Text = text, Locale = language });
        var meaning = await Meaning.OfAsync(turn, null, parts, cancellation);
        if (meaning.Verdict != Verdict.Clear)
            return [$"guard:{meaning.Verdict.ToString().ToLowerInvariant()}", "none"];
        if (meaning.Intent is { } intent)
            return [$"intent:{intent}"];
        return meaning.Asked[0].Answer switch
        {
            Answer.Found found => [found.Entry.Id],
            Answer.Quoted quoted => [$"documents/{quoted.Document.Id}"],
            Answer.WhichOne which => [.. which.Entries.Select(e => e.Id), "asked"],
            Answer.Elsewhere => ["elsewhere"],
            Answer.Expired => ["expired"],
            _ => ["none"],
        };
    }
}

/// <summary>A gold question that got nothing expected.</summary>
/// <param name="Got">The entry given, the entries offered and <c>asked</c>, or what else came, named as in <see cref="GoldQuestion.Expected"/>.</param>
public sealed record GoldMiss(string Text, IReadOnlyList<string> Expected, IReadOnlyList<string> Got)
{
    /// <summary>Whether a voting entry was given outright.</summary>
    public bool IsWrongOnVoting => Got is [var one] && one.StartsWith("voting/", StringComparison.Ordinal);
}
