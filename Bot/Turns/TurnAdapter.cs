using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Turns;

/// <summary>
/// Runs a bot through the middleware and collects what it sends, updates and deletes instead of doing it: the turn's
/// commit comes first. Only activities that are never stored (typing) go to the channel at once.
/// </summary>
public sealed class TurnAdapter : BotAdapter
{
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger<TurnAdapter> _log;

    public TurnAdapter(IEnumerable<IMiddleware> middlewares, IServiceProvider services, TimeProvider time, ILogger<TurnAdapter> log)
    {
        (_services, _time, _log) = (services, time, log);
        foreach (var middleware in middlewares)
            Use(middleware);
        OnTurnError = (context, exception) =>
        {
            Replies(context).Failure = exception;
            return Task.CompletedTask;
        };
    }

    /// <summary>Runs one turn; what it sends goes to the <see cref="TurnReplies"/> in its state, and so does what it throws.</summary>
    internal Task RunAsync(TurnContext context, BotCallbackHandler bot, CancellationToken cancellationToken) =>
        RunPipelineAsync(context, bot, cancellationToken);

    /// <inheritdoc/>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
            responses[i] = new ResourceResponse(await SendAsync(turnContext, activities[i], cancellationToken));
        return responses;
    }

    /// <inheritdoc/>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        activity.Type = ActivityTypes.MessageUpdate;
        Collect(turnContext, activity);
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    /// <inheritdoc/>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        var activity = new Activity(ActivityTypes.MessageDelete).ApplyConversationReference(turnContext.Activity.GetConversationReference());
        activity.Id = reference.ActivityId;
        Collect(turnContext, activity);
        return Task.CompletedTask;
    }

    private async Task<string?> SendAsync(ITurnContext context, Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case ActivityTypes.Trace or ActivityTypes.Delay:
                return null;
            case ActivityTypes.Typing:
                activity.Id ??= $"{Replies(context).NextId}-{activity.Type}-{_time.GetTimestamp()}";
                activity.Timestamp = _time.GetUtcNow();
                await SendNowAsync(context, activity, cancellationToken);
                return activity.Id;
            case ActivityTypesEx.InvokeResponse:
                // Kept with the replies, so that an invoke that is repeated gets the same answer.
                context.TurnState[InvokeResponseKey] = activity;
                break;
        }

        activity.Id = Replies(context).NextId;
        Collect(context, activity);
        return activity.Id;
    }

    private void Collect(ITurnContext context, Activity activity)
    {
        activity.Timestamp = _time.GetUtcNow();
        // On the bot's own account it answers nothing: Teams would name who spoke last, and Web Chat wait for a message that never comes.
        if (context.Activity is { Type: ActivityTypes.Event, Name: ActivityEventNames.ContinueConversation })
            activity.ReplyToId = null;
        Replies(context).Add(activity);
    }

    private async Task SendNowAsync(ITurnContext context, Activity activity, CancellationToken cancellationToken)
    {
        if (Replies(context).InRequest || _services.GetKeyedService<IChannelSender>(activity.ChannelId) is not { } sender)
            return;
        try
        {
            await sender.SendAsync(context.Activity.GetConversationReference(), activity, cancellationToken);
        }
#pragma warning disable CA1031 // A lost typing sign is no reason to fail a turn.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _log.LogDebug("A transient activity could not be sent on {Channel}: {Exception}", activity.ChannelId, e.GetType().FullName);
        }
    }

    private static TurnReplies Replies(ITurnContext context) =>
        context.TurnState.Get<TurnReplies>() ?? throw new InvalidOperationException("The turn was not started by TurnRunner.");
}
