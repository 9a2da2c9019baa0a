using System.Text.Json.Nodes;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>What somebody said this turn, read once, for whatever conversation is under way.</summary>
/// <param name="Text">What was typed, or what the button that was tapped stands for; empty where only a card was sent.</param>
/// <param name="Language">What it is spoken in, and answered in.</param>
/// <param name="Meaning">What it is taken to mean.</param>
/// <param name="Entities">What it names, in the order of the text.</param>
/// <param name="Fields">What a card was filled in with; null where none was sent.</param>
public sealed record Heard(string Text, string Language, Meaning Meaning, IReadOnlyList<Entity> Entities, JsonObject? Fields)
{
    private const float Sure = 0.9f;

    // Below this, what may be another conversation's beginning leaves the one under way alone.
    private const float Likely = 0.7f;

    private static readonly HashSet<string> QuestionWords = new(
        "what whats where wheres when whens who whos why how hows which can could do does did is are am will would should que donde cuando quien quienes como cual cuales cuanto cuantos cuanta cuantas puedo pueden puede hay es son".Split(' '),
        StringComparer.Ordinal);

    // Begin nothing but questions; "is", "do" or "que" may begin an answer, too.
    private static readonly HashSet<string> Interrogatives = new(
        "what whats wheres whens who whos why how hows which can could would should quien quienes cual cuales cuanto cuantos cuanta cuantas puedo puede pueden hay".Split(' '),
        StringComparer.Ordinal);

    // "When the moon is full" and "cuando salga de trabajar" answer; with one of these next they ask.
    private static readonly HashSet<string> WhenOrWhere = new(["when", "where", "cuando", "donde"], StringComparer.Ordinal);
    private static readonly HashSet<string> AfterWhenOrWhere = new(
        "is are was do does did will would can could should es son era esta estan hay abre abren cierra cierran empieza empiezan puedo puede voto queda".Split(' '), StringComparer.Ordinal);

    private static readonly string[] Joining = ["and", "so", "but", "y", "e", "pero", "o"];

    private static readonly HashSet<string> LivingThere = new(
        "no i im live living at on in my address is its now actually moved to the yo vivo estoy en mi direccion casa es la ahora me mude a".Split(' '), StringComparer.Ordinal);

    private const int FewestOfAQuestion = 3;

    // So many words and fewer name a topic: "parking on Mill Street".
    private const int FewWords = 3;

    /// <summary>Whether it is what was said last, put otherwise.</summary>
    public bool IsEdit { get; init; }

    /// <summary>The id of the entry that was given just before; null where the last reply was none.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the conversation under way has taken it, so that nobody else need answer.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether the person wants to leave the conversation under way.</summary>
    public bool WantsToLeave { get; set; }

    /// <summary>Whether it asks for the very conversation that is under way.</summary>
    public bool ReturnsHere { get; set; }

    /// <summary>Whether it was about something else than the conversation under way, and no mere politeness.</summary>
    public bool IsOtherSubject => !IsTaken && !ReturnsHere
        && (Meaning.FollowUp != FollowUp.None || Meaning.Asked.Count > 0 || (Meaning.Intent is { } intent && Intents.Conversations.Contains(intent, StringComparer.Ordinal)));

    /// <summary>Whether it asks or says something that the bot has a reply to, beside any conversation under way.</summary>
    public bool IsAside => !IsBareAddress && (
        (Meaning.Intent is { } intent && !IsDayGreeted(intent) && (Meaning.Score >= Likely || !Intents.Conversations.Contains(intent, StringComparer.Ordinal)))
        || Meaning.FollowUp != FollowUp.None
        || Asks
        || Meaning.Asked.Any(a => !IsGuess(a.Answer)));

    /// <summary>Whether it is a street address and nothing else but that somebody lives there, whatever entry speaks of its town.</summary>
    public bool IsBareAddress => Entities.FirstOrDefault(e => e.Kind == EntityKind.Address) is { Value: PostalAddress { Street: not null } } home
        && FoldedText.Fold(Text.Remove(home.Start, home.Length)).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(LivingThere.Contains);

    /// <summary>Whether it asks something for certain, even where any words at all are an answer.</summary>
    public bool IsQuestion =>
        Asks
        || Meaning is { Intent: not (null or Intents.Thanks or Intents.Ok or Intents.Insult), Score: >= Sure }
        || Meaning.Asked.Any(a => a.Answer is Answer.Found { Confidence: >= Sure });

    /// <summary>Whether it asks something in so many words, or for something that the bot does beside answering.</summary>
    public bool IsAsking =>
        Text.Contains('?', StringComparison.Ordinal) || Text.StartsWith('¿')
        || QuestionWords.Contains(Words[0])
        || (Meaning.Intent is { } intent && (intent == Intents.Help || Intents.Conversations.Contains(intent, StringComparer.Ordinal)));

    /// <summary>Whether it begins as nothing but a question does: "why do you ask", "y cuál es el horario".</summary>
    public bool BeginsAsAQuestion => Meaning.Asked.Count > 0 && Words is { Length: >= FewestOfAQuestion } words
        && (Interrogatives.Contains(words[0]) || (WhenOrWhere.Contains(words[0]) && AfterWhenOrWhere.Contains(words[1])));

    /// <summary>Whether it plainly asks for a person or the menu, which nobody is kept from.</summary>
    public bool WantsAWayOut => Meaning is { Intent: Intents.Person or Intents.Help, Score: >= Sure };

    /// <summary>Whether the bot has an answer to it, or begins something that was asked for.</summary>
    public bool IsAnswerable =>
        (Asks && Meaning.Asked.Any(a => a.Answer is Answer.Found or Answer.Quoted))
        || (Text.Count(c => c == ' ') >= FewWords && Meaning.Asked.Any(a => a.Answer is Answer.Found { Confidence: >= Sure }))
        || Meaning.Intent is Intents.Help or Intents.Insult
        || Meaning is { Intent: not (null or Intents.Thanks or Intents.Ok or Intents.Person), Score: >= Sure };

    /// <summary>"Tuesday morning" and "noon" greet nobody.</summary>
    private bool IsDayGreeted(string intent) => intent == Intents.Greeting && Entities.Any(e => e.Value is When when && (when.HasDate || e.Length == Text.Trim().Length));

    /// <summary>Whether there is no more to say to it than to ask whether it was meant so, or to quote what shares words with it, which interrupts nothing.</summary>
    private bool IsGuess(Answer answer) => answer is Answer.Unknown { IsAboutVoting: false } or Answer.WhichOne { Entries: [_] } || (answer is Answer.Quoted && !IsAsking);

    /// <summary>Folded, at least one; without the "and" that goes on from what was said.</summary>
    private string[] Words => FoldedText.Fold(Text).Split(' ') is [var first, _, ..] words && Joining.Contains(first, StringComparer.Ordinal) ? words[1..] : FoldedText.Fold(Text).Split(' ');

    private bool Asks => Text.EndsWith('?') || Text.StartsWith('¿');

    /// <summary>The message of a turn.</summary>
    /// <exception cref="InvalidOperationException">The turn is not <see cref="RootDialog"/>'s.</exception>
    public static Heard In(ITurnContext turn) =>
        turn.TurnState.Get<Heard>() ?? throw new InvalidOperationException("Nobody has listened to this turn's message.");
}

/// <summary>Marks a turn whose message is the last one, edited.</summary>
public sealed record Edit;
