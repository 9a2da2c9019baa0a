using System.Globalization;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>The buttons under replies: what they offer, and what is chosen with them.</summary>
internal sealed class ReplyButtons(RootDialogParts parts)
{
    private const int LongestChoice = 100;
    private const int MaxButtons = 3;

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

    /// <summary>A reply to "help", with what the bot can do.</summary>
    public Reply WithMenu(Reply reply, string intent, string? channelId) => intent == Intents.Help && reply.Activity.Locale is { } language
        ? Offering(reply, parts.Conversations.Where(c => c.IsInMenu && c.IsOfferedOn(channelId)), language, int.MaxValue)
        : reply;

    /// <summary>A reply in the middle of a form, whose question has the buttons: what a menu offers stands in its text.</summary>
    public static Reply Without(Reply reply, bool isMenu)
    {
        if (isMenu && reply.Activity.SuggestedActions?.Actions is { Count: > 0 } actions)
            reply.Activity.Text += $"\n\n{string.Join('\n', actions.Select(a => $"- {a.Title}"))}";
        reply.Activity.SuggestedActions = null;
        return reply with { Offered = [], IsAsking = false };
    }

    private static Reply Offering(Reply reply, IEnumerable<Conversation> conversations, string language, int most)
    {
        var first = conversations.ToList();
        if (first.Count == 0)
            return reply;
        var actions = first.Select(c => c.Title(language)).Select(t => new CardAction { Type = ActionTypes.ImBack, Title = t, Value = t });
        reply.Activity.SuggestedActions = new SuggestedActions { Actions = [.. actions.Concat(reply.Activity.SuggestedActions?.Actions ?? []).Take(most)] };
        return reply with { Offered = [.. first.Select(c => c.Id).Concat(reply.Offered).Take(most)] };
    }
}

/// <summary>Something offered by a button: an entry or a conversation.</summary>
/// <param name="Language">What the button was written in.</param>
internal sealed record Offer(KnowledgeEntry? Entry, Conversation? Conversation, string Title, string Language);
