using System.Text.Json.Nodes;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>The campaign's bot: hands what people say to <see cref="RootDialog"/> and keeps what they think of the answers.</summary>
/// <param name="state">The turn's conversation state, saved by whoever runs the turn.</param>
public sealed class CampaignActivityHandler(RootDialogParts parts, FeedbackLedger feedback, ConversationState state) : ActivityHandler
{
    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, cancellationToken);

    /// <summary>What was said last, said otherwise: it is heard anew. What was changed further back has been answered long ago.</summary>
    protected override async Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var details = await ConversationDetails.In(state).GetAsync(turnContext, static () => new ConversationDetails(), cancellationToken);
        if (turnContext.Activity is not Activity { Id: { } id } edit || id != details.LastMessage)
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

    /// <inheritdoc/>
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(m => m.Id != turnContext.Activity.Recipient?.Id) ? RunAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return activity.Name == "feedback" && activity.ReplyToId is { } reply && RatingOf(activity.Value) is { } rating
            ? feedback.RateAsync(activity.ChannelId ?? "", activity.Conversation?.Id ?? "", reply, new ReplyFeedback(rating, parts.Clock.GetUtcNow()) { By = By(activity) }, cancellationToken)
            : Task.CompletedTask;
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
