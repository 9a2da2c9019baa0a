using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Training;

/// <summary>What a campaign's bot makes of the gold questions of one language. All shares are from 0 to 1.</summary>
/// <param name="Unseen">How many of them were written after the thresholds were chosen.</param>
/// <param name="UnseenAccuracy">The share of those that came out right; null where there are none.</param>
/// <param name="RefusedRightly">Of those that have no answer, the share that got none.</param>
/// <param name="RefusedWrongly">Of those that have one, the share that got none.</param>
/// <param name="TakenForOtherLanguage">Questions taken to be in another language than theirs.</param>
/// <param name="Misses">Every question that came out otherwise than expected, in the order they came.</param>
public sealed record GoldEvaluation(
    string Language,
    int Questions,
    int Unseen,
    double? UnseenAccuracy,
    double RefusedRightly,
    double RefusedWrongly,
    int TakenForOtherLanguage,
    IReadOnlyList<GoldMiss> Misses)
{
    /// <summary>The share of questions that got what was expected.</summary>
    public double Accuracy => 1 - ((double)Misses.Count / Questions);

    /// <summary>Of the misses, those told a voting fact that is not what they asked for: the worst there is.</summary>
    public int WrongOnVoting => Misses.Count(m => m.IsWrongOnVoting);

    /// <summary>Of the misses, those answered outright from the wrong place, instead of being refused or asked back.</summary>
    public int AnsweredWrongly => Misses.Count(m => m.IsAnsweredWrongly);

    /// <summary>Misses by how bad they are.</summary>
    public int Wrong(Severity severity) => Misses.Count(m => m.Severity == severity);

    /// <summary>Asks each question as the first of a conversation.</summary>
    /// <exception cref="ArgumentException">There are no questions.</exception>
    public static async Task<GoldEvaluation> OfAsync(
        RootDialogParts parts, string language, IReadOnlyList<GoldQuestion> questions, CancellationToken cancellation)
    {
        if (questions.Count == 0)
            throw new ArgumentException($"There are no questions to measure on for \"{language}\".", nameof(questions));
        var asked = new List<(GoldQuestion Question, string[] Got, bool IsRight)>();
        var otherLanguage = 0;
        foreach (var question in questions)
        {
            var got = await GotAsync(parts, question.Text, language, cancellation);
            asked.Add((question, got, IsRight(question, got)));
            if ((parts.Languages.Detect(question.Text) ?? language) != language)
                otherLanguage++;
        }
        var unseen = asked.Where(a => a.Question.IsUnseen).ToArray();
        return new GoldEvaluation(
            language,
            asked.Count,
            unseen.Length,
            unseen.Length == 0 ? null : unseen.Average(a => a.IsRight ? 1.0 : 0),
            Refused(asked.Where(a => a.Question.IsToBeRefused), 1),
            Refused(asked.Where(a => a.Question.IsToBeAnswered), 0),
            otherLanguage,
            [.. asked.Where(a => !a.IsRight).Select(a => new GoldMiss(a.Question.Text, a.Question.Wanted, a.Got, a.Question.Severity)
            {
                IsAnsweredWrongly = Stray(a.Question, a.Got).Any(),
                IsWrongOnVoting = Stray(a.Question, a.Got).Any(name => name.StartsWith("voting/", StringComparison.Ordinal)),
            })]);

        static double Refused(IEnumerable<(GoldQuestion, string[] Got, bool)> some, double none) =>
            some.Select(a => a.Got.All(GoldQuestion.IsRefusal) ? 1.0 : 0).DefaultIfEmpty(none).Average();
    }

    /// <summary>Everything that is asked must be answered; an answer beside it is no miss.</summary>
    private static bool IsRight(GoldQuestion question, string[] got) =>
        question.Expected.All(part => got.Any(name => part.Contains(name.TrimEnd('?'), StringComparer.Ordinal)));

    /// <summary>What was given outright that nobody expects.</summary>
    private static IEnumerable<string> Stray(GoldQuestion question, string[] got) =>
        got.Where(name => name.Contains('/', StringComparison.Ordinal) && !name.EndsWith('?') && !question.Expected.Any(part => part.Contains(name, StringComparer.Ordinal)));

    private static async Task<string[]> GotAsync(RootDialogParts parts, string text, string language, CancellationToken cancellation)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { Text = text, Locale = language });
        var meaning = await Meaning.OfAsync(turn, null, parts, cancellation);
        if (meaning.Verdict != Verdict.Clear)
            return [$"guard:{meaning.Verdict.ToString().ToLowerInvariant()}", "none"];
        return [.. meaning.Intent is { } intent ? [$"intent:{intent}"] : Array.Empty<string>(), .. meaning.Asked.SelectMany(a => Named(a.Answer))];
    }

    private static IEnumerable<string> Named(Answer answer) => answer switch
    {
        Answer.Found found => [found.Entry.Id],
        Answer.Quoted quoted => [$"documents/{quoted.Document.Id}"],
        Answer.WhichOne which => [.. which.Entries.Select(e => e.Id + "?"), "asked"],
        Answer.Elsewhere => ["elsewhere"],
        Answer.Expired => ["expired"],
        _ => ["none"],
    };
}

/// <summary>A gold question that came out otherwise than expected.</summary>
/// <param name="Expected">As the file has it.</param>
/// <param name="Got">The entries given, those offered (with a question mark) and <c>asked</c>, or what else came, named as in <see cref="GoldQuestion.Expected"/>.</param>
public sealed record GoldMiss(string Text, string Expected, IReadOnlyList<string> Got, Severity Severity)
{
    /// <summary>Whether something was told that isn't what was asked for.</summary>
    public bool IsAnsweredWrongly { get; init; }

    /// <summary>Whether that was a voting fact.</summary>
    public bool IsWrongOnVoting { get; init; }
}
