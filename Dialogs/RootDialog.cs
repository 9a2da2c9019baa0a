using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>What a conversation is held with: made once, shared by all.</summary>
/// <param name="Guard">Judges every message before anything else reads it; may still be in the making.</param>
/// <param name="Recognizer">Tells what a message asks for; its intents are those of <see cref="Intents"/>.</param>
public sealed record RootDialogParts(
    CampaignContent Content,
    Answerer Answerer,
    LanguageDetector Languages,
    Task<Guard> Guard,
    IRecognizer Recognizer,
    ReplyWriter Replies,
    TimeProvider Clock)
{
    /// <summary>After this long without a word, the bot says again that it is one.</summary>
    public TimeSpan LongPause { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Writes answers with a language model, where that is wished for; else they are quoted.</summary>
    public AnswerWriter? Writer { get; init; }

    /// <summary>Finds answers by meaning, too, where there is a model for it.</summary>
    public HybridSearch? Search { get; init; }

    /// <summary>The answer to a question; what a model sees of it holds no personal data.</summary>
    public async Task<Answer> AskAsync(string question, string language, CancellationToken cancellationToken) => Search is null
        ? Answerer.Ask(question, language)
        : await Search.AskAsync(question, MaskedText.Of(question, language, Clock.GetUtcNow(), Content.Profile.TimeZone), language, cancellationToken);

    /// <summary>The parts for a campaign.</summary>
    /// <param name="answerer">Where there is one already; else one is made.</param>
    public static RootDialogParts For(CampaignContent content, Task<Guard> guard, IRecognizer recognizer, TimeProvider clock, Answerer? answerer = null)
    {
        answerer ??= new Answerer(content, clock);
        return new(
            content,
            answerer,
            LanguageDetector.Of(content),
            guard,
            recognizer,
            new ReplyWriter(content, answerer),
            clock);
    }
}

/// <summary>
/// The whole conversation: greets once and says what it is, answers from the campaign's entries with their source, asks
/// which was meant, says plainly when it doesn't know, and speaks the language it is spoken to in. Made for one turn.
/// </summary>
public sealed class RootDialog : ComponentDialog
{
    private const int LongestQuestion = 1_000;
    private readonly RootDialogParts _parts;
    private readonly IStatePropertyAccessor<ConversationDetails> _details;

    /// <param name="state">The turn's conversation state.</param>
    public RootDialog(RootDialogParts parts, ConversationState state)
        : base(nameof(RootDialog)) => (_parts, _details) = (parts, ConversationDetails.In(state));

    /// <inheritdoc/>
    protected override Task<DialogTurnResult> OnBeginDialogAsync(
        DialogContext innerDc, object? options, CancellationToken cancellationToken = default) => TurnAsync(innerDc.Context, cancellationToken);

    /// <inheritdoc/>
    protected override Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
        TurnAsync(innerDc.Context, cancellationToken);

    private async Task<DialogTurnResult> TurnAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var details = await _details.GetAsync(turn, static () => new ConversationDetails(), cancellationToken);
        var now = _parts.Clock.GetUtcNow();
        var (isNew, isBack) = (details.LastHeard is null, details.LastHeard is { } last && now - last >= _parts.LongPause);
        var replies = new List<Reply>();
        if (turn.Activity.Type == ActivityTypes.Message)
        {
            var text = TextOf(turn.Activity);
            var offered = OfferedEntry(text, details);
            var language = offered?.Language ?? LanguageOf(text, turn.Activity, details);
            (turn.Activity.Text, turn.Activity.Locale) = (text, language);
            var (answers, intent) = await RepliesAsync(turn, details, offered, language, cancellationToken);
            language = answers[0].Activity.Locale ?? language;
            if ((isNew || isBack) && intent is Intents.Greeting)
                answers = [_parts.Replies.Welcome(language, isBack: false)];
            else if (isBack)
                replies.Add(_parts.Replies.Welcome(language, isBack));
            else if (isNew && intent is not (Intents.AreYouABot or Intents.WhoAreYou or Intents.Help))
                replies.Add(_parts.Replies.Disclosure(language));
            replies.AddRange(answers);
            details = details with { Language = language };
        }
        else if (isNew || isBack)
        {
            details = details with { Language = LanguageOf("", turn.Activity, details) };
            replies.Add(_parts.Replies.Welcome(details.Language, isBack));
        }

        foreach (var reply in replies)
            await turn.SendActivityAsync(reply.Activity, cancellationToken);
        if (replies is [.., var latest])
            details = details with { Offered = latest.Offered, IsAsking = latest.IsAsking, Subject = latest.Subject };
        await _details.SetAsync(turn, details with { LastHeard = now }, cancellationToken);
        return EndOfTurn;
    }

    private async Task<(IReadOnlyList<Reply> Replies, string? Intent)> RepliesAsync(
        ITurnContext turn, ConversationDetails details, KnowledgeEntry? offered, string language, CancellationToken cancellationToken)
    {
        if (offered is not null)
            return ([_parts.Replies.To(_parts.Answerer.Give(offered), language, turn.Activity.ChannelId)], null);
        var text = turn.Activity.Text ?? "";
        var unreadable = Unreadable(text, turn.Activity.Attachments);
        // A thumb says something without words.
        if (unreadable is { } phrase && (phrase != Phrase.NoWords || text.Length == 0))
            return ([_parts.Replies.Unreadable(phrase, language)], null);

        var subject = details.Subject is { } id ? _parts.Content.Find(id, language)?.Title : null;
        var meaning = await Meaning.OfAsync(turn, subject, _parts, cancellationToken);
        if (meaning.Verdict != Verdict.Clear)
            return ([_parts.Replies.Held(meaning.Verdict, meaning.Language)], null);
        if (unreadable is not null && meaning.Intent is null)
            return ([_parts.Replies.Unreadable(Phrase.NoWords, language)], null);
        if (meaning.Intent is { } intent)
            return ([_parts.Replies.SmallTalk(intent, meaning.Language)], intent);
        var replies = new List<Reply>();
        foreach (var asked in meaning.Asked)
        {
            replies.Add(_parts.Writer is { } writer && await writer.WriteAsync(asked, meaning.Language, cancellationToken) is { } written
                ? _parts.Replies.Generated(written, meaning.Language, turn.Activity.ChannelId)
                : _parts.Replies.To(asked.Answer, meaning.Language, turn.Activity.ChannelId));
        }
        return (ReplyWriter.Together(replies, isLastAnswered: meaning.Asked[^1].Answer is Answer.Found or Answer.Quoted, meaning.Language), null);
    }

    /// <summary>What keeps a message from being a question, if anything.</summary>
    private static Phrase? Unreadable(string text, IList<Attachment>? attachments)
    {
        if (text.Length == 0)
            return attachments is { Count: > 0 } ? Phrase.Attachment : Phrase.NoWords;
        if (text.Length > LongestQuestion)
            return Phrase.TooLong;
        var folded = FoldedText.Fold(text);
        if (folded.Length == 0)
            return Phrase.NoWords;
        return folded.Any(char.IsAsciiLetterOrDigit) ? null : Phrase.OtherLanguage;
    }

    /// <summary>What was typed, or what a button stands for.</summary>
    private static string TextOf(Activity activity) =>
        activity.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : (activity.Value as string ?? "").Trim();

    /// <summary>The entry that was offered last and is now chosen: by its title, or by number where numbers can't mean anything else.</summary>
    private KnowledgeEntry? OfferedEntry(string text, ConversationDetails details)
    {
        if (text.Length is 0 or > 100 || details.Language is not { } language)
            return null;
        var entries = details.Offered.Select(id => _parts.Content.Find(id, language)).OfType<KnowledgeEntry>().ToList();
        var folded = FoldedText.Fold(text);
        if (entries.Find(e => FoldedText.Fold(e.Title) == folded) is { } titled)
            return titled;
        if (int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= entries.Count)
            return entries[number - 1];
        if (!details.IsAsking)
            return null;
        if (entries.Count == 1 && Affirmations.Contains(folded))
            return entries[0];
        var found = ChoiceRecognizers.RecognizeChoices(
            text, [.. entries.Select(e => e.Title)], new FindChoicesOptions { Locale = language, AllowPartialMatches = false });
        return found is [{ Resolution.Index: var index }] ? entries[index] : null;
    }

    private static readonly HashSet<string> Affirmations =
        new(["yes", "yeah", "yep", "yes please", "right", "si", "asi es", "si por favor", "correcto"], StringComparer.Ordinal);

    private string LanguageOf(string text, Activity activity, ConversationDetails details)
    {
        var spoken = _parts.Content.Profile.Languages;
        return _parts.Languages.Detect(text)
            ?? details.Language
            ?? spoken.FirstOrDefault(l => activity.Locale?.StartsWith(l, StringComparison.OrdinalIgnoreCase) == true)
            ?? spoken[0];
    }
}
