using System.Text.Json.Nodes;
using CampaignBot.Core.Feedback;
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

    /// <inheritdoc/>
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(m => m.Id != turnContext.Activity.Recipient?.Id) ? RunAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return activity.Name == "feedback" && activity.ReplyToId is { } reply && RatingOf(activity.Value) is { } rating
            ? feedback.RateAsync(activity.ChannelId ?? "", activity.Conversation?.Id ?? "", reply, new ReplyFeedback(rating, parts.Clock.GetUtcNow()), cancellationToken)
            : Task.CompletedTask;
    }

    private Task RunAsync(ITurnContext turn, CancellationToken cancellationToken) =>
        new RootDialog(parts, state).RunAsync(turn, state.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);

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
