using System.Globalization;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>The buttons under replies: what they offer, and what is chosen with them.</summary>
internal sealed class ReplyButtons(RootDialogParts parts)
{
    private const int LongestChoice = 100;
    private const int MaxButtons = 3;

    // Messenger shows no more, and nobody reads more.
    private const int MaxMenu = 13;

    /// <summary>What "More" in a long menu is offered by, in the place of an entry's or a conversation's id.</summary>
    private const string More = "menu.more";

    /// <summary>What was offered last and is now chosen: by its title, or by number or place where those can't mean anything else.</summary>
    public Offer? Chosen(string text, ConversationDetails details, bool canBeNumber, string? channelId)
    {
        if (text.Length is 0 or > LongestChoice)
            return null;
        var folded = FoldedText.Fold(text);
        if (folded.Length == 0)
            return null;
        var offers = details.Language is { } language ? details.Offered.Select(id => Of(id, language)).OfType<Offer>().ToList() : [];
        if (offers.Find(o => FoldedText.Fold(o.Title) == folded) is { } titled)
            return titled;
        if (canBeNumber && details.Language is not null && ByPlace(text, folded, offers, details) is { } placed)
            return placed;
        // The title of a conversation is known at any time, in any language.
        return parts.Conversations
            .Where(c => c.IsOfferedOn(channelId))
            .SelectMany(c => parts.Content.Profile.Languages.Select(l => new Offer(null, c, c.Title(l), l)))
            .FirstOrDefault(o => FoldedText.Fold(o.Title) == folded);
    }

    private static Offer? ByPlace(string text, string folded, List<Offer> offers, ConversationDetails details)
    {
        if (int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= offers.Count)
            return offers[number - 1];
        if (!details.IsAsking)
            return null;
        if (offers.Count == 1 && FormWords.YesOrNo(text) == true)
            return offers[0];
        var found = ChoiceRecognizers.RecognizeChoices(
            text, [.. offers.Select(e => e.Title)], new FindChoicesOptions { Locale = details.Language, AllowPartialMatches = false });
        return found is [{ Resolution.Index: var index }] ? offers[index] : null;
    }

    private Offer? Of(string id, string language) =>
        parts.Content.Find(id, language) is { } entry ? new Offer(entry, null, entry.Title, language)
        : parts.Conversations.FirstOrDefault(c => c.Id == id) is { } conversation ? new Offer(null, conversation, conversation.Title(language), language)
        : id == More ? new Offer(null, null, Words.Say(Phrase.MoreTitle, language), language)
        : null;

    /// <summary>The ids of the conversations that a message's buttons offer, in their order; none where one of them is no conversation's.</summary>
    public IReadOnlyList<string> Offering(Activity message)
    {
        var language = message.Locale ?? parts.Content.Profile.Languages[0];
        var offered = (message.SuggestedActions?.Actions ?? []).Select(a => parts.Conversations.FirstOrDefault(c => c.Title(language) == a.Title)?.Id
            ?? parts.Content.Entries.FirstOrDefault(e => e.Language == language && e.Title == a.Title)?.Id).ToList();
        return offered.Contains(null) ? [] : [.. offered.OfType<string>()];
    }

    /// <summary>A reply that gives an entry, with the conversation that the entry leads to as its first button.</summary>
    public Reply WithConversation(Reply reply, string? channelId) =>
        reply is { Subject: { } id, Activity.Locale: { } language } && parts.Content.Find(id, language)?.Conversation is { } leadsTo
            ? Offering(reply, parts.Conversations.Where(c => c.Id == leadsTo && c.IsOfferedOn(channelId)), language, MaxButtons)
            : reply;

    /// <summary>A reply to "help", with what the bot can do; to "who are you", with what to do about one's data.</summary>
    public Reply WithMenu(Reply reply, string intent, string? channelId) => (intent, reply.Activity.Locale) switch
    {
        (Intents.Greeting, _) => Greeting(reply, channelId),
        (Intents.Help, { } language) => Offering(WithoutTwins(reply, channelId), InMenu(channelId), language, int.MaxValue),
        (Intents.WhoAreYou, { } language) => Offering(reply, parts.Conversations.Where(c => (c.Id is Intents.MyData or Intents.DeleteMyData || (c.Id == Intents.Link && channelId != Channels.Sms)) && c.IsOfferedOn(channelId)), language, MaxButtons),
        _ => reply,
    };

    /// <summary>A greeting, with what is to be done here and nowhere else as its first buttons: in Teams those who are greeted are volunteers.</summary>
    public Reply Greeting(Reply reply, string? channelId) => reply is { Activity.Locale: { } language }
        ? Offering(reply, InMenu(channelId).Where(c => !c.IsOfferedOn(Channels.Sms)).Take(MaxButtons), language, MaxButtons + 1)
        : reply;

    private IEnumerable<Conversation> InMenu(string? channelId) => parts.Conversations.Where(c => c.IsInMenu && c.IsOfferedOn(channelId));

    /// <summary>Without the entries that lead to a conversation of the menu: one of the two is enough.</summary>
    private Reply WithoutTwins(Reply reply, string? channelId)
    {
        if (reply.Activity is not { Locale: { } language, SuggestedActions.Actions: { } actions })
            return reply;
        var twins = reply.Offered.Where(id => parts.Content.Find(id, language)?.Conversation is { } leadsTo && InMenu(channelId).Any(c => c.Id == leadsTo)).ToList();
        var titles = twins.Select(id => parts.Content.Find(id, language)!.Title).ToHashSet(StringComparer.Ordinal);
        reply.Activity.SuggestedActions.Actions = [.. actions.Where(a => a.Title is not { } title || !titles.Contains(title))];
        return reply with { Offered = [.. reply.Offered.Except(twins, StringComparer.Ordinal)] };
    }

    /// <summary>A menu of a size that every channel shows: what there is no room for stands behind "More".</summary>
    public static Reply OnOnePage(Reply reply)
    {
        if (reply is not { Activity: { Locale: { } language, SuggestedActions.Actions: { Count: > MaxMenu } actions } })
            return reply;
        reply.Activity.SuggestedActions = new SuggestedActions { Actions = [.. actions.Take(MaxMenu - 1), Button(Words.Say(Phrase.MoreTitle, language))] };
        return reply with { Offered = [.. reply.Offered.Take(MaxMenu - 1), More] };
    }

    /// <summary>What stands behind "More".</summary>
    public Reply RestOfMenu(string language, string? channelId)
    {
        var (rest, menu) = (ReplyWriter.Plain(Words.Say(Phrase.MoreOfMenu, language), language), WithMenu(parts.Replies.SmallTalk(Intents.Help, language), Intents.Help, channelId));
        rest.Activity.SuggestedActions = new SuggestedActions { Actions = [.. menu.Activity.SuggestedActions!.Actions!.Skip(MaxMenu - 1).Take(MaxMenu)] };
        return rest with { Offered = [.. menu.Offered.Skip(MaxMenu - 1).Take(MaxMenu)] };
    }

    /// <summary>A reply in the middle of a form, whose question has the buttons: what a menu offers, or a reply asks to choose, stands in its text.</summary>
    public static Reply Without(Reply reply, bool isMenu)
    {
        if ((isMenu || reply.IsAsking) && reply.Activity.SuggestedActions?.Actions is { Count: > 0 } actions)
            reply.Activity.Text += $"\n\n{string.Join('\n', actions.Select(a => $"- {a.Title}"))}";
        reply.Activity.SuggestedActions = null;
        return reply with { Offered = [], IsAsking = false };
    }

    private static Reply Offering(Reply reply, IEnumerable<Conversation> conversations, string language, int most)
    {
        var first = conversations.ToList();
        if (first.Count == 0)
            return reply;
        var actions = first.Select(c => Button(c.Title(language)));
        reply.Activity.SuggestedActions = new SuggestedActions { Actions = [.. actions.Concat(reply.Activity.SuggestedActions?.Actions ?? []).Take(most)] };
        return reply with { Offered = [.. first.Select(c => c.Id).Concat(reply.Offered).Take(most)] };
    }

    private static CardAction Button(string title) => new() { Type = ActionTypes.ImBack, Title = title, Value = title };
}

/// <summary>Something offered by a button: an entry or a conversation; neither: the rest of the menu.</summary>
/// <param name="Language">What the button was written in.</param>
internal sealed record Offer(KnowledgeEntry? Entry, Conversation? Conversation, string Title, string Language);
