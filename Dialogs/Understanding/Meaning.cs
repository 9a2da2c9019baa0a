using System.Text.Json.Nodes;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Understanding.Guarding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>A question of a message, and what there is to say to it.</summary>
/// <param name="Question">The question, with what it leans on written out.</param>
public sealed record Asked(string Question, Answer Answer);

/// <summary>What a message is taken to mean, found out once a turn: small talk, or questions with the answers there are to them.</summary>
/// <param name="Language">What to reply in.</param>
/// <param name="Intent">One of <see cref="Intents.All"/> but none and off-topic, or null where it asks something.</param>
/// <param name="Score">How sure the recognizer is of that, 0 to 1.</param>
/// <param name="Entities">What it names, as <see cref="RecognizerResult.Entities"/>.</param>
/// <param name="Asked">Its questions, in their order; none where there is an intent.</param>
public sealed record Meaning(string Language, string? Intent, double Score, JsonObject Entities, IReadOnlyList<Asked> Asked)
{
    /// <summary>What the message is up to. Where it isn't <see cref="Verdict.Clear"/>, nothing else has read it, and nothing else may.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>What it asks of the answer just given, and nothing else.</summary>
    public FollowUp FollowUp { get; init; }

    /// <summary>By how much an answer must be surer than the recognizer, to be given instead.</summary>
    private const double Margin = 0.1;

    /// <summary>From here on the recognizer leaves next to no doubt.</summary>
    private const double Plainly = 0.9;

    // "On", "el", "mejor".
    private const int FewLetters = 6;

    /// <summary>Reads the turn's message: judges it, recognizes it, and weighs that against what the campaign's entries answer.</summary>
    /// <param name="turn">Its activity's locale is the language of the message.</param>
    /// <param name="subject">What was spoken of last, for "where is it?"; null where there is nothing.</param>
    public static async Task<Meaning> OfAsync(ITurnContext turn, KnowledgeEntry? subject, RootDialogParts parts, CancellationToken cancellationToken)
    {
        var (text, language) = (turn.Activity.Text ?? "", turn.Activity.Locale ?? parts.Content.Profile.Languages[0]);

        var verdict = (await parts.Guard.WaitAsync(cancellationToken)).Judge(text).Verdict;
        UnderstandingMetrics.Count(verdict);
        if (verdict != Verdict.Clear)
            return new Meaning(language, null, 0, [], []) { Verdict = verdict };

        if (subject is not null && FollowUps.Of(text) is not FollowUp.None and var followUp)
            return new Meaning(language, null, 1, [], []) { FollowUp = followUp };
        if (FollowUps.Compared(text, language, parts) is { } compared)
            return new Meaning(language, null, 1, [], compared);

        var recognized = await parts.Recognizer.RecognizeAsync(turn, cancellationToken);
        var (intent, score) = parts.Content.IntentOf(text) is { } example ? (example, 1) : recognized.GetTopScoringIntent();
        // A number or a day asks for nothing by itself, whatever stands in the examples: it answers, or it is none of ours.
        if ((!text.Any(char.IsLetter) && text.Any(char.IsDigit)) || (Intents.Conversations.Contains(intent, StringComparer.Ordinal) && IsOnlyATime(text, language, parts)))
            intent = Intents.None;

        var (question, answer) = (text, await parts.AskAsync(text, language, cancellationToken));
        // "What is this?" may be a known wording, and "thanks for that" is thanks: only what means nothing by itself is about what was said last.
        var pointsBack = answer is Answer.Found { Confidence: < 1 } or Answer.WhichOne or Answer.Unknown && WordForms.Of(language).PointsBack(text);
        if (subject is { IsOfficial: false } && FollowUps.AsksWhy(text))
        {
            question = $"{subject.Title} {text}";
            answer = await parts.AskAsync(question, language, cancellationToken);
            // The same again is no reason.
            if (answer is not Answer.Found { Entry: var reason } || reason.Id == subject.Id)
                return new Meaning(language, null, score, recognized.Entities, []) { FollowUp = FollowUp.More };
        }
        else if (subject is not null && answer is Answer.WhichOne { Entries.Count: > 1 } which && FollowUps.Nearest(subject, which.Entries) is { } nearest)
        {
            // "Who pays for it?" after what it costs: of those who pay for something, the one that goes with that.
            answer = parts.Answerer.Give(nearest);
        }
        else if (subject is not null && intent == Intents.None && (pointsBack || (answer is Answer.Unknown && WordForms.Of(language).LeansOnContext(text))))
        {
            var (bare, guessed) = (answer, answer as Answer.Found);
            question = $"{subject.Title} {text}";
            answer = await parts.AskAsync(question, language, cancellationToken);
            // "When would it start?" after who pays: not who pays again.
            if (guessed is not null && !subject.IsOfficial && answer is Answer.Found { Entry: var same } && same.Id == subject.Id)
                answer = guessed;
            // "What if it rains?" after what ID to bring: the rest is found by its title alone, and says nothing of rain.
            else if (answer is Answer.Found { Entry: var leant } && !FollowUps.SpeaksOf(leant, text))
                (question, answer) = (text, bare is Answer.Found { Entry: var only } ? new Answer.WhichOne([only]) : bare);
        }
        else if (pointsBack && answer is Answer.Found { Entry: var guess })
        {
            answer = new Answer.WhichOne([guess]);
        }
        // A language model may have written out what was asked; it only finds an answer, it gives none.
        if (answer is Answer.Unknown or Answer.WhichOne { Entries: [_] } && recognized.AlteredText is { Length: > 0 } written && parts.Answerer.Ask(written, language) is var found and not Answer.Unknown)
            answer = found;
        if (answer is not (Answer.Elsewhere or Answer.Found { Confidence: 1 }) && SeveralQuestions.In(text, language, parts.Answerer) is { Count: > 0 } several
            && (several.Count > 1 || answer is Answer.Unknown))
            return new Meaning(language, null, score, recognized.Entities, several);
        // "En español, gracias" shares its words with the help there is in Spanish; of that, only who speaks of voting asks.
        if (intent is Intents.SpeakEnglish or Intents.SpeakSpanish && answer is Answer.Found { Confidence: < 1, Entry.IsOfficial: true } && !VotingWords.AreIn(text))
            answer = new Answer.Unknown(false);
        if (intent == Intents.None || !parts.Understands(intent, turn.Activity.ChannelId) || IsSurer(answer, intent, score))
            return new Meaning(language, null, score, recognized.Entities, [new Asked(question, answer)]);
        if (intent == Intents.OffTopic)
            return new Meaning(language, null, score, recognized.Entities, [new Asked(question, new Answer.Unknown(false))]);
        return new Meaning(ReplyLanguage(intent, language), intent, score, recognized.Entities, []);
    }

    /// <summary>Whether an answer is surer than the recognizer is of what it takes the message for. What is off topic seldom stands in an official source, so a quote from one needs only be sure of itself, unless the message plainly is.</summary>
    private static bool IsSurer(Answer answer, string intent, double score) => answer switch
    {
        // "Where do I vote in Texas" is nothing to look up here.
        Answer.Elsewhere => intent is Intents.WhereToVote or Intents.PlanToVote or Intents.OffTopic,
        // A wording that the campaign has listed is no guess, unless it has listed it as small talk, too.
        Answer.Found { Confidence: 1 } => score < 1,
        Answer.Found { Confidence: var confidence } => confidence > score + Margin,
        Answer.Quoted { Document.Provenance.IsOfficial: true } => score < Plainly,
        Answer.Quoted { Confidence: var confidence } => confidence > score + Margin,
        _ => false,
    };

    /// <summary>"On Saturday morning": a day or a time, and next to nothing beside it.</summary>
    private static bool IsOnlyATime(string text, string language, RootDialogParts parts) =>
        EntityReader.Read(text, language, parts.Clock.GetUtcNow(), parts.Content.Profile.TimeZone, parts.Content.Profile.Election.Date)
            .Any(e => e.Kind == EntityKind.When && text.Remove(e.Start, e.Length).Count(char.IsLetterOrDigit) <= FewLetters);

    private static string ReplyLanguage(string intent, string language) => intent switch
    {
        Intents.SpeakEnglish => "en",
        Intents.SpeakSpanish => "es",
        _ => language,
    };
}
