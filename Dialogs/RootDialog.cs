using System.Text.Json.Nodes;
using CampaignBot.Core.Cases;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>
/// The whole of what is said with a person: greets once and says what it is, lets the conversation under way take what is meant for
/// it, begins another where one is asked for, answers from the campaign's entries with their source, asks which was meant, says
/// plainly when it doesn't know, and speaks the language it is spoken to in. Made for one turn.
/// </summary>
public sealed class RootDialog : ComponentDialog
{
    // A question within a form within a form is enough to keep in one's head.
    private const int MostAtOnce = 3;
    private const int FewWords = 3;
    private readonly RootDialogParts _parts;
    private readonly IStatePropertyAccessor<ConversationDetails> _details;
    private readonly ReplyButtons _buttons;

    /// <param name="state">The turn's conversation state.</param>
    public RootDialog(RootDialogParts parts, ConversationState state)
        : base(nameof(RootDialog))
    {
        (_parts, _details, _buttons) = (parts, ConversationDetails.In(state), new ReplyButtons(parts));
        foreach (var conversation in parts.Conversations)
            AddDialog(conversation);
    }

    /// <inheritdoc/>
    protected override Task<DialogTurnResult> OnBeginDialogAsync(
        DialogContext innerDc, object? options, CancellationToken cancellationToken = default) => TurnAsync(innerDc, cancellationToken);

    /// <inheritdoc/>
    protected override Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
        TurnAsync(innerDc, cancellationToken);

    private async Task<DialogTurnResult> TurnAsync(DialogContext innerDc, CancellationToken cancellationToken)
    {
        var turn = innerDc.Context;
        var details = await _details.GetAsync(turn, static () => new ConversationDetails(), cancellationToken);
        details = details.Language is null ? details with { Language = await AskedForAsync(turn.Activity, cancellationToken) } : details;
        var now = _parts.Clock.GetUtcNow();
        var (isNew, isBack) = (details.LastHeard is null, details.LastHeard is { } last && now - last >= _parts.LongPause);
        if (turn.Activity.Type == ActivityTypes.Message)
        {
            details = await ReplyAsync(innerDc, details with { LastMessage = turn.Activity.Id }, isNew, isBack, cancellationToken);
        }
        else if (isNew || isBack)
        {
            details = details with { Language = LanguageOf("", turn.Activity, details) };
            details = await SendAsync(turn, [_buttons.Greeting(_parts.Replies.Welcome(details.Language, isBack), turn.Activity.ChannelId)], details, cancellationToken);
        }
        await _details.SetAsync(turn, details with { LastHeard = now }, cancellationToken);
        return EndOfTurn;
    }

    private async Task<ConversationDetails> ReplyAsync(
        DialogContext innerDc, ConversationDetails details, bool isNew, bool isBack, CancellationToken cancellationToken)
    {
        var turn = innerDc.Context;
        var text = MessageText.Of(turn.Activity);
        var isTheirs = details.Owner is null || details.Owner == turn.Activity.From?.Id;
        var isUnderWay = innerDc.ActiveDialog is not null && isTheirs;
        var chosen = _buttons.Chosen(text, details, canBeNumber: !isUnderWay, turn.Activity.ChannelId);
        var language = chosen?.Language ?? LanguageOf(text, turn.Activity, details);
        (turn.Activity.Text, turn.Activity.Locale) = (text, language);

        var unreadable = MessageText.Unreadable(text, turn.Activity);
        if (unreadable == Phrase.Attachment && turn.TurnState.Get<FilesKept>() is not null)
            unreadable = Phrase.AttachmentKept;
        var heard = await HearAsync(turn, details, text, chosen, unreadable, cancellationToken);
        heard = heard with { IsEdit = turn.TurnState.Get<Edit>() is not null, Subject = details.Subject };
        turn.TurnState.Set(heard);

        // Greets before anything else is said.
        var intent = heard.Meaning.Intent;
        if (intent is Intents.SpeakEnglish or Intents.SpeakSpanish)
            await KeepLanguageAsync(turn.Activity, heard.Language, cancellationToken);
        if (isBack && intent != Intents.Greeting)
            await SendAsync(turn, [_parts.Replies.Welcome(heard.Language, isBack)], details, cancellationToken);
        else if (isNew && intent is not (Intents.Greeting or Intents.AreYouABot or Intents.WhoAreYou or Intents.Help))
            await SendAsync(turn, [_parts.Replies.Disclosure(heard.Language)], details, cancellationToken);

        var isSilent = text.Length == 0 && heard.Fields is null;
        if (isUnderWay && !isSilent && heard.Meaning.Verdict == Verdict.Clear && chosen is null)
        {
            // "Spanish" may answer a question, and a name or a street sounds like any language; only who isn't answering asks to be spoken to in it.
            var answering = intent is Intents.SpeakEnglish or Intents.SpeakSpanish || text.Count(c => c == ' ') < FewWords ? heard with { Language = details.Language ?? heard.Language } : heard;
            turn.TurnState.Set(answering);
            await innerDc.ContinueDialogAsync(cancellationToken);
            if (answering.IsTaken)
                return details with { Language = answering.Language, Offered = OfferedAtTheEnd(innerDc), IsAsking = false, Subject = null };
            if (answering.WantsToLeave)
                return await LeaveAsync(innerDc, details with { Language = answering.Language }, cancellationToken);
            turn.TurnState.Set(heard);
            // One that asks only once is over by now.
            isUnderWay = innerDc.ActiveDialog is not null;
        }
        details = details with { Language = heard.Language };

        // Where somebody is tells nothing; where they live does.
        if (unreadable == Phrase.Location && !isUnderWay && _parts.Conversations.FirstOrDefault(c => c.Id == Intents.WhereToVote && c.IsOfferedOn(turn.Activity.ChannelId)) is { } lookUp)
        {
            details = await SendAsync(turn, [_parts.Replies.Unreadable(Phrase.Location, heard.Language)], details, cancellationToken);
            return await BeginAsync(innerDc, lookUp, details, cancellationToken);
        }

        var begun = chosen is { Conversation: { } offered } ? offered : await Beginning.OfAsync(_parts, turn, heard, isFree: chosen is null && !isUnderWay, cancellationToken);
        if (begun is not null && (innerDc.ActiveDialog is not { } active || active.Id != begun.Id || !isTheirs || IsDone(begun, active, innerDc)))
            return await BeginAsync(innerDc, begun, details, cancellationToken);
        // It is under way already: it goes on, with the answer first where this asks something beside it.
        if (begun is { Id: Intents.WhereToVote } && !isBack && chosen is null && heard.Fields is null && await BesideAsync(heard, cancellationToken) is { } beside)
            heard = beside;
        else if (begun is not null && !isBack)
        {
            await WayToAPersonAsync(turn, begun, heard.Language, cancellationToken);
            turn.TurnState.Set(heard with { ReturnsHere = true });
            await innerDc.RepromptDialogAsync(cancellationToken);
            return details with { Offered = [], IsAsking = false };
        }

        var replies = heard.Meaning.Intent == Intents.Greeting && (isNew || isBack)
            ? [_buttons.Greeting(_parts.Replies.Welcome(heard.Language, isBack: false), turn.Activity.ChannelId)]
            : await RepliesAsync(turn, heard, chosen, details.Subject is { } id ? _parts.Content.Find(id, heard.Language) : null, unreadable, cancellationToken);
        // The question that is asked again has buttons of its own.
        replies = [.. replies.Select(r => isUnderWay ? ReplyButtons.Without(r, isMenu: intent == Intents.Help) : ReplyButtons.OnOnePage(r))];
        details = await SendAsync(turn, replies, details with { Language = replies[0].Activity.Locale ?? heard.Language }, cancellationToken);
        turn.TurnState.Set(heard with { Language = details.Language! });
        if (isUnderWay && isBack)
            return await OfferToGoOnAsync(innerDc, details, cancellationToken);
        // The form goes on.
        if (isUnderWay)
            await innerDc.RepromptDialogAsync(cancellationToken);
        else if (!isNew && _parts.Conversations.FirstOrDefault(c => c.Follows(heard)) is { } next)
            return await BeginAsync(innerDc, next, details, cancellationToken);
        return details;
    }

    /// <summary>Whether a conversation under way has nothing left but an afterthought.</summary>
    private static bool IsDone(Conversation conversation, DialogInstance active, DialogContext innerDc)
    {
        conversation.TakeUp(active, innerDc);
        return conversation.IsDone(active);
    }

    /// <summary>Reads the message, as far as it may be read.</summary>
    private async Task<Heard> HearAsync(
        ITurnContext turn, ConversationDetails details, string text, Offer? chosen, Phrase? unreadable, CancellationToken cancellationToken)
    {
        var language = turn.Activity.Locale!;
        var fields = MessageText.Fields(turn.Activity);
        if (chosen?.Entry is { } entry)
            return new Heard(text, language, new Meaning(language, null, 0, [], [new Asked(entry.Title, new Answer.Found(entry, 1))]), [], fields);
        // A thumb says something without words.
        if (chosen is not null || fields is not null || (unreadable is { } phrase && (phrase != Phrase.NoWords || text.Length == 0)))
            return new Heard(text, language, new Meaning(language, null, 0, [], []), [], fields);
        var subject = details.Subject is { } id ? _parts.Content.Find(id, language) : null;
        var meaning = await Meaning.OfAsync(turn, subject, _parts, cancellationToken);
        if (meaning.Verdict == Verdict.Clear && _parts.Conversations.FirstOrDefault(c => c.IsOfferedOn(turn.Activity.ChannelId) && c.IsCalledBy(text)) is { } called)
            meaning = meaning with { Intent = called.Id, Score = 1, Asked = [] };
        var entities = meaning.Verdict == Verdict.Clear ? EntityReader.Read(text, language, _parts.Clock.GetUtcNow(), _parts.Content.Profile.TimeZone, _parts.Content.Profile.Election.Date) : [];
        return new Heard(text, meaning.Language, meaning, entities, null);
    }

    /// <summary>A question about voting while the address for it is open, as the entry answers it that is more than how to look it up.</summary>
    private async Task<Heard?> BesideAsync(Heard heard, CancellationToken cancellationToken)
    {
        var answer = heard.Meaning.Asked is [{ Answer: var found }] ? found : await _parts.AskAsync(heard.Text, heard.Language, cancellationToken);
        return answer is Answer.Found { Entry.Id: not "voting/where-to-vote" }
            ? heard with { Meaning = heard.Meaning with { Intent = null, Asked = [new Asked(heard.Text, answer)] } }
            : null;
    }

    private async Task<ConversationDetails> BeginAsync(DialogContext innerDc, Conversation conversation, ConversationDetails details, CancellationToken cancellationToken)
    {
        var activity = innerDc.Context.Activity;
        var owner = activity.Conversation?.IsGroup == true ? activity.From?.Id : null;
        if (conversation.IsPersonal && owner is not null)
            return await SendAsync(innerDc.Context, [ReplyWriter.Plain(Words.Say(Phrase.OnlyPersonally, details.Language!), details.Language!)], details, cancellationToken);
        // What another had begun here is nothing to offer to this one.
        if (details.Owner is { } other && other != owner)
            await innerDc.CancelAllDialogsAsync(cancellationToken);
        details = details with { Owner = owner };
        if (innerDc.Stack.Count >= MostAtOnce || innerDc.Stack.Any(d => d.Id == conversation.Id))
            details = await PutAsideAsync(innerDc, details, cancellationToken);
        var kept = Drafts.Of(innerDc).Take(conversation.Id, _parts.Clock.GetUtcNow());
        if (kept is not null)
            await WayToAPersonAsync(innerDc.Context, conversation, details.Language!, cancellationToken);
        await innerDc.BeginDialogAsync(conversation.Id, kept, cancellationToken);
        return details with { Offered = OfferedAtTheEnd(innerDc), IsAsking = false, Subject = null };
    }

    /// <summary>Who asks for a person again is told how to reach one at once, whatever is still open.</summary>
    private Task WayToAPersonAsync(ITurnContext turn, Conversation conversation, string language, CancellationToken cancellationToken) =>
        conversation.Id == Intents.Person
            ? turn.SendActivityAsync(_parts.Replies.SmallTalk(Intents.Person, language).Activity, cancellationToken)
            : Task.CompletedTask;

    /// <summary>What a conversation that is over left with its last words, so that it can be chosen by number too.</summary>
    private IReadOnlyList<string> OfferedAtTheEnd(DialogContext innerDc) =>
        innerDc.ActiveDialog is null && innerDc.Context.TurnState.Get<FormTurn.LastSaid>() is { Message: var message } ? _buttons.Offering(message) : [];

    /// <summary>Ends the conversation under way as the person wishes, keeps what was gathered, and goes on with the one underneath.</summary>
    private async Task<ConversationDetails> LeaveAsync(DialogContext innerDc, ConversationDetails details, CancellationToken cancellationToken)
    {
        var (turn, language) = (innerDc.Context, details.Language!);
        var isKept = Drafts.Of(innerDc).Keep(innerDc.Stack[0], _parts);
        details = await SendAsync(
            turn, [ReplyWriter.Plain(isKept ? Words.Say(Phrase.LeftOff, language, Drafts.DaysKept) : Words.Say(Phrase.LeftEmpty, language), language)], details, cancellationToken);
        await innerDc.EndDialogAsync(null, cancellationToken);
        return details;
    }

    /// <summary>Keeps what every conversation under way has gathered, and ends them all.</summary>
    private async Task<ConversationDetails> PutAsideAsync(DialogContext innerDc, ConversationDetails details, CancellationToken cancellationToken)
    {
        var drafts = Drafts.Of(innerDc);
        foreach (var instance in innerDc.Stack)
            drafts.Keep(instance, _parts);
        await innerDc.CancelAllDialogsAsync(cancellationToken);
        return details;
    }

    /// <summary>After a long pause nobody is held to what they had begun: it is offered again.</summary>
    private async Task<ConversationDetails> OfferToGoOnAsync(DialogContext innerDc, ConversationDetails details, CancellationToken cancellationToken)
    {
        var latest = innerDc.Stack[0].Id;
        details = await PutAsideAsync(innerDc, details, cancellationToken);
        if (Drafts.Of(innerDc).Take(latest, _parts.Clock.GetUtcNow()) is { } kept)
            await innerDc.BeginDialogAsync(latest, kept, cancellationToken);
        return details;
    }

    private async Task<IReadOnlyList<Reply>> RepliesAsync(
        ITurnContext turn, Heard heard, Offer? chosen, KnowledgeEntry? subject, Phrase? unreadable, CancellationToken cancellationToken)
    {
        var (meaning, language, channel) = (heard.Meaning, heard.Language, turn.Activity.ChannelId);
        if (chosen is not null)
            return [chosen.Entry is { } entry ? _buttons.WithConversation(_parts.Replies.To(_parts.Answerer.Give(entry), language, channel), channel) : _buttons.RestOfMenu(language, channel)];
        if (heard.Fields is not null)
            return [ReplyWriter.Plain(Words.Say(Phrase.WhyNotHere, language), language)];
        if (meaning.Verdict != Verdict.Clear)
            return [_parts.Replies.Held(meaning.Verdict, language)];
        if (unreadable is { } phrase && meaning.Intent is null)
            return [_parts.Replies.Unreadable(phrase, language)];
        if (meaning.Intent is { } intent)
            return [_buttons.WithMenu(_parts.Replies.SmallTalk(intent, language), intent, channel)];
        if (FormWords.WishOf(heard.Text) == FormWish.Leave && meaning.Asked is [{ Answer: Answer.Unknown or Answer.WhichOne }])
            return [ReplyWriter.Plain(Words.Say(Phrase.NothingOpen, language), language)];
        if (meaning.FollowUp != FollowUp.None && subject is not null)
            return [_parts.Replies.FollowUp(meaning.FollowUp, subject)];
        var replies = new List<Reply>();
        foreach (var asked in meaning.Asked)
        {
            var reply = _parts.Writer is { } writer && await writer.WriteAsync(asked, language, cancellationToken) is { } written
                ? _parts.Replies.Generated(written, language, channel)
                : _parts.Replies.To(asked.Answer, language, channel);
            replies.Add(_buttons.WithConversation(reply, channel));
        }
        return ReplyWriter.Together(replies, isLastAnswered: meaning.Asked[^1].Answer is Answer.Found or Answer.Quoted, language);
    }

    private static async Task<ConversationDetails> SendAsync(ITurnContext turn, IReadOnlyList<Reply> replies, ConversationDetails details, CancellationToken cancellationToken)
    {
        foreach (var reply in replies)
            await turn.SendActivityAsync(reply.Activity, cancellationToken);
        return replies is [.., var latest] ? details with { Offered = latest.Offered, IsAsking = latest.IsAsking, Subject = latest.IsAsking ? details.Subject : latest.Subject } : details;
    }

    /// <summary>The language that somebody asked to be spoken to in, in whatever conversation.</summary>
    private async Task<string?> AskedForAsync(Activity activity, CancellationToken cancellationToken) =>
        _parts.People is { } people && activity is { ChannelId: { } channel, From.Id: { Length: > 0 } address }
        && await people.AtAsync(channel, address, cancellationToken) is { Language: { } language } && _parts.Content.Profile.Languages.Contains(language, StringComparer.Ordinal)
            ? language
            : null;

    private async Task KeepLanguageAsync(Activity activity, string language, CancellationToken cancellationToken)
    {
        if (_parts.People is { } people && activity is { ChannelId: { } channel, From.Id: { Length: > 0 } address })
            await people.TellAsync(channel, address, person => person with { Language = language }, cancellationToken);
    }

    private string LanguageOf(string text, Activity activity, ConversationDetails details)
    {
        var spoken = _parts.Content.Profile.Languages;
        return _parts.Languages.Detect(text)
            ?? details.Language
            ?? spoken.FirstOrDefault(l => activity.Locale?.StartsWith(l, StringComparison.OrdinalIgnoreCase) == true)
            ?? spoken[0];
    }
}
