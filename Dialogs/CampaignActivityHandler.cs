using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Volunteers;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>The campaign's bot: hands what people say to <see cref="RootDialog"/> and keeps what they think of the answers.</summary>
/// <param name="state">The turn's conversation state, saved by whoever runs the turn.</param>
public sealed class CampaignActivityHandler(RootDialogParts parts, FeedbackLedger feedback, ConversationState state) : ActivityHandler
{
    private const int MostOfName = 40;

    /// <inheritdoc/>
    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity is Activity { ChannelData: JsonObject data } message && data[Arrival.Event] is JsonObject arrival)
            Arrival.TitleOf(arrival, message.ChannelId, language: null, parts);
        await RunAsync(turnContext, cancellationToken);
        await UseUpAsync(turnContext, cancellationToken);
    }

    /// <summary>A card that was sent: it is heard as the message that a client without such cards sends in its place.</summary>
    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        if (invokeValue.Action?.Data is not JsonObject fields || turnContext.Activity is not Activity activity)
            throw new InvokeResponseException(HttpStatusCode.BadRequest, "The action has no data.");
        var sent = (activity.Type, activity.Text, activity.Value);
        JsonObject? card;
        try
        {
            (activity.Type, activity.Text, activity.Value) = (ActivityTypes.Message, null, fields);
            await RunAsync(turnContext, cancellationToken);
            card = await UseUpAsync(turnContext, cancellationToken);
        }
        finally
        {
            // Whoever runs the turn answers an invoke.
            (activity.Type, activity.Text, activity.Value) = sent;
        }
        return card is null
            ? new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = Words.Say(VolunteerPhrase.CardTaken, activity.Locale!) }
            : new AdaptiveCardInvokeResponse { StatusCode = 200, Type = VolunteerCards.ContentType, Value = card };
    }

    /// <summary>Puts in place of a card that was sent, for all who see it, what it came to, so that nobody sends it again.</summary>
    /// <returns>What stands there now; null where it was no card of a conversation.</returns>
    private async Task<JsonObject?> UseUpAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        if (turn.Activity is not { ReplyToId: { Length: > 0 } message, Locale: { } language } activity || MessageText.Fields(activity) is not { } fields
            || parts.Conversations.FirstOrDefault(c => c.Id == VolunteerCards.Filled(fields, VolunteerCards.Conversation, MostOfName) && c.IsOfferedOn(activity.ChannelId)) is not { } conversation)
        {
            return null;
        }
        var taken = Words.Say(VolunteerPhrase.CardTaken, language);
        var card = turn.TurnState.Get<VolunteerCards.Used>()?.Card
            ?? VolunteerCards.Of(taken, [VolunteerCards.Heading(conversation.Title(language)), VolunteerCards.Text(taken)]);
        var update = MessageFactory.Attachment(VolunteerCards.Attachment(card));
        update.Id = message;
        await turn.UpdateActivityAsync(update, cancellationToken);
        return card;
    }

    /// <summary>Who adds the bot is greeted, once; a team is, in its first channel. An upgrade of the app is none of their concern.</summary>
    protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Action == "add" ? RunAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <summary>What was said last, said otherwise: it is heard anew. What was changed further back has been answered long ago.</summary>
    protected override async Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var details = await ConversationDetails.In(state).GetAsync(turnContext, static () => new ConversationDetails(), cancellationToken);
        // What was taken back and is put again has been answered.
        if (turnContext.Activity is not Activity { Id: { } id } edit || id != details.LastMessage || (edit.ChannelData as JsonObject)?["eventType"]?.ToString() == "undeleteMessage")
            return;
        // Dialogs go on with messages only.
        edit.Type = ActivityTypes.Message;
        edit.RemoveRecipientMention();
        turnContext.TurnState.Set(new Edit());
        await RunAsync(turnContext, cancellationToken);
    }

    /// <summary>A heart or a thumb under an answer says what one thinks of it, and asks for no reply.</summary>
    protected override Task OnReactionsAddedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity is { ReplyToId: { } reply } activity && messageReactions.Select(r => RatingOf(r.Type)).FirstOrDefault(r => r is not null) is { } rating
            ? feedback.RateAsync(activity.ChannelId ?? "", activity.Conversation?.Id ?? "", reply, new ReplyFeedback(rating, parts.Clock.GetUtcNow()) { By = By(activity) }, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Who joins a group isn't greeted: the others would all have to read it.</summary>
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(m => m.Id != turnContext.Activity.Recipient?.Id) && turnContext.Activity.Conversation?.IsGroup != true ? RunAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return activity.Name == Arrival.Event ? ArriveAsync(turnContext, cancellationToken)
            : activity.Name == "feedback" && activity.ReplyToId is { } reply && RatingOf(activity.Value) is { } rating
            ? feedback.RateAsync(activity.ChannelId ?? "", activity.Conversation?.Id ?? "", reply, new ReplyFeedback(rating, parts.Clock.GetUtcNow()) { By = By(activity) }, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Who comes by a link begins with what it names; who comes for the first time is greeted in any case.</summary>
    private async Task ArriveAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var details = await ConversationDetails.In(state).GetAsync(turn, static () => new ConversationDetails(), cancellationToken);
        if (Arrival.TitleOf(turn.Activity.Value as JsonObject, turn.Activity.ChannelId, details.Language, parts) is { } title)
            (turn.Activity.Type, turn.Activity.Text, turn.Activity.Value) = (ActivityTypes.Message, title, null);
        await RunAsync(turn, cancellationToken);
    }

    private Task RunAsync(ITurnContext turn, CancellationToken cancellationToken) =>
        new RootDialog(parts, state).RunAsync(turn, state.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);

    // As Teams and Messenger name them.
    private static string? By(IActivity activity) =>
        activity is { ChannelId: { } channel, From.Id: { Length: > 0 } address } ? new ChannelAddress(channel, address).Key : null;

    private static Rating? RatingOf(string? reaction) => reaction switch
    {
        "like" or "heart" or "love" or "yes" or "👍" or "❤" or "❤️" => Rating.Up,
        "sad" or "angry" or "dislike" or "no" or "👎" => Rating.Down,
        _ => null,
    };

    private static Rating? RatingOf(object? value) =>
        value is JsonObject json && json["rating"] is JsonValue rating && rating.TryGetValue(out string? text)
            ? text switch
            {
                "up" => Rating.Up,
                "down" => Rating.Down,
                _ => null,
            }
            : null;
}
