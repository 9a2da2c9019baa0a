using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CampaignBot.Training;

/// <summary>What a campaign's bot makes of the gold questions of one language. All shares are from 0 to 1.</summary>
/// <param name="Unseen">How many of them were written after the thresholds were chosen.</param>
/// <param name="UnseenAccuracy">The share of those that came out right; null where there are none.</param>
/// <param name="RefusedRightly">Of those that have no answer, the share that got none.</param>
/// <param name="RefusedWrongly">Of those that have one, the share that got none.</param>
/// <param name="TakenForOtherLanguage">Questions taken to be in another language than theirs.</param>
/// <param name="InventedFacts">Numbers, dates, times, links, phone numbers and addresses sent that stand in nothing the reply is taken from.</param>
/// <param name="Misses">Every question that came out otherwise than expected, in the order they came.</param>
public sealed record GoldEvaluation(
    string Language,
    int Questions,
    int Unseen,
    double? UnseenAccuracy,
    double RefusedRightly,
    double RefusedWrongly,
    int TakenForOtherLanguage,
    IReadOnlyList<InventedFact> InventedFacts,
    IReadOnlyList<GoldMiss> Misses)
{
    /// <summary>What the campaign's own messages for small talk and conversations are taken for; null where it has none.</summary>
    public GoldIntentEvaluation? Intents { get; init; }

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
        var asked = new List<(GoldQuestion Question, Given[] Got, bool IsRight)>();
        var invented = new List<InventedFact>();
        var otherLanguage = 0;
        // What a conversation says is its own, and comes from what it looks up.
        var plain = parts with { Conversations = [] };
        foreach (var question in questions)
        {
            var (meaning, begun) = await TakenAsync(parts, question.Text, language, Channels.Directline, cancellation);
            var got = begun is null ? GotBy(meaning, question.Text) : GotBy(begun, meaning, parts);
            asked.Add((question, got, IsRight(question, got)));
            var heardAs = parts.Languages.Detect(question.Text) ?? language;
            otherLanguage += heardAs == language ? 0 : 1;
            if (heardAs != language || begun is not null)
                (meaning, _) = await TakenAsync(plain, question.Text, heardAs, Channels.Directline, cancellation);
            invented.AddRange((await SentFacts.InventedAsync(plain, question.Text, meaning, cancellation)).Select(fact => new InventedFact(question.Text, fact)));
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
            invented,
            [.. asked.Where(a => !a.IsRight).Select(a => new GoldMiss(a.Question.Text, a.Question.Wanted, [.. a.Got.Select(g => g.Name)], a.Question.Severity)
            {
                IsAnsweredWrongly = Stray(a.Question, a.Got).Any(),
                IsWrongOnVoting = Stray(a.Question, a.Got).Any(g => g.IsOnVoting),
            })]);

        static double Refused(IEnumerable<(GoldQuestion, Given[] Got, bool)> some, double none) =>
            some.Select(a => a.Got.All(g => GoldQuestion.IsRefusal(g.Name)) ? 1.0 : 0).DefaultIfEmpty(none).Average();
    }

    /// <summary>Everything that is asked must be answered, and no voting fact told that isn't asked for.</summary>
    private static bool IsRight(GoldQuestion question, Given[] got) =>
        question.Expected.All(part => got.Any(g => part.Contains(g.Name.TrimEnd('?'), StringComparer.Ordinal)))
        && !Stray(question, got).Any(g => g.IsOnVoting);

    /// <summary>What was given outright that nobody expects.</summary>
    private static IEnumerable<Given> Stray(GoldQuestion question, Given[] got) =>
        got.Where(g => g.Name.Contains('/', StringComparison.Ordinal) && !g.Name.EndsWith('?') && !question.Expected.Any(part => part.Contains(g.Name, StringComparer.Ordinal)));

    /// <summary>What the bot takes a message for, as the first in a language on a channel, and the conversation that it begins.</summary>
    internal static async Task<(Meaning Meaning, Conversation? Begun)> TakenAsync(RootDialogParts parts, string text, string language, string channel, CancellationToken cancellation)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { ChannelId = channel, Text = text, Locale = language });
        var meaning = await Meaning.OfAsync(turn, null, parts, cancellation);
        var profile = parts.Content.Profile;
        var entities = meaning.Verdict == Verdict.Clear ? EntityReader.Read(text, language, parts.Clock.GetUtcNow(), profile.TimeZone, profile.Election.Date) : [];
        return (meaning, await Beginning.OfAsync(parts, turn, new Heard(text, language, meaning, entities, null), isFree: true, cancellation));
    }

    /// <summary>A conversation answers what the entries do that lead to it.</summary>
    private static Given[] GotBy(Conversation begun, Meaning meaning, RootDialogParts parts) =>
    [
        new($"intent:{begun.Id}"),
        .. parts.Content.Entries.Where(e => e.Conversation == begun.Id && e.Language == meaning.Language).Select(e => new Given(e.Id + "?")),
    ];

    private static Given[] GotBy(Meaning meaning, string text) => meaning switch
    {
        { Verdict: not Verdict.Clear and var verdict } => [new($"guard:{verdict.ToString().ToLowerInvariant()}"), new("none")],
        { Intent: { } intent } => [new($"intent:{intent}")],
        _ => [.. meaning.Asked.SelectMany(a => GivenBy(a.Answer, text))],
    };

    private static IEnumerable<Given> GivenBy(Answer answer, string question) => answer switch
    {
        Answer.Found found => [new(found.Entry.Id, found.Entry.Id.StartsWith("voting/", StringComparison.Ordinal))],
        Answer.Quoted { Document: var document, Text: var quote } =>
            [new($"documents/{document.Id}", document.Provenance.IsOfficial && (VotingWords.AskProcedure(question) || VotingWords.AskProcedure(quote)))],
        Answer.WhichOne which => [.. which.Entries.Select(e => new Given(e.Id + "?")), new("asked")],
        Answer.Elsewhere => [new("elsewhere")],
        Answer.Expired => [new("expired")],
        _ => [new("none")],
    };

    /// <param name="Name">As <see cref="GoldMiss.Got"/> names it.</param>
    /// <param name="IsOnVoting">Whether it tells outright how voting works.</param>
    private sealed record Given(string Name, bool IsOnVoting = false);
}

/// <summary>A fact sent in reply to a question that stands in nothing the reply is taken from.</summary>
public sealed record InventedFact(string Text, string Fact);

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
