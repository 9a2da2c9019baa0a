using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>The turn as an adapter makes it.</summary>
public class TurnContext : ITurnContext, IDisposable
{
    private readonly List<SendActivitiesHandler> onSend = [];
    private readonly List<UpdateActivityHandler> onUpdate = [];
    private readonly List<DeleteActivityHandler> onDelete = [];
    private readonly bool ownsState = true;
    private bool disposed;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, Activity) = (adapter, activity);
    }

    /// <summary>A turn inside <paramref name="turnContext"/> about another activity; its state and handlers are shared.</summary>
    public TurnContext(ITurnContext turnContext, Activity activity)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, Activity, TurnState, ownsState) = (turnContext.Adapter, activity, turnContext.TurnState, false);
        if (turnContext is not TurnContext outer)
            return;
        (Locale, BufferedReplyActivities) = (outer.Locale, outer.BufferedReplyActivities);
        (onSend, onUpdate, onDelete) = (outer.onSend, outer.onUpdate, outer.onDelete);
    }

    public BotAdapter Adapter { get; }

    public TurnContextStateCollection TurnState { get; } = [];

    public Activity Activity { get; }

    public bool Responded => SentCount > 0;

    /// <summary>How many activities were sent, traces not counted.</summary>
    internal int SentCount { get; private set; }

    /// <summary>The language of the turn, a BCP 47 tag, where it isn't the activity's.</summary>
    public string? Locale { get; set; }

    /// <summary>What was sent in a turn whose sender expects the replies in the response.</summary>
    public List<Activity> BufferedReplyActivities { get; } = [];

    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onSend.Add(handler);
        return this;
    }

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onUpdate.Add(handler);
        return this;
    }

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        onDelete.Add(handler);
        return this;
    }

    public Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string? speak = null, string? inputHint = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(textReplyToSend);
        return SendActivityAsync(MessageFactory.Text(textReplyToSend, speak, inputHint), cancellationToken);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        BotAssert.ActivityNotNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken);
        // A handler may have stopped the activity; then there is nothing to name.
        return responses is [var response, ..] ? response : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            throw new ArgumentException("There is no activity to send.", nameof(activities));

        var reference = Activity.GetConversationReference();
        var outgoing = new List<Activity>(activities.Length);
        foreach (var activity in activities)
        {
            BotAssert.ActivityNotNull(activity);
            outgoing.Add(activity.ApplyConversationReference(reference));
        }

        return onSend.Count == 0 ? DeliverAsync(outgoing, cancellationToken) : SendThroughHandlersAsync(outgoing, 0, cancellationToken);
    }

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        BotAssert.ActivityNotNull(activity);
        var outgoing = activity.ApplyConversationReference(Activity.GetConversationReference());
        return Run(0);

        Task<ResourceResponse> Run(int index) => index < onUpdate.Count
            ? onUpdate[index](this, outgoing, () => Run(index + 1))
            : Adapter.UpdateActivityAsync(this, outgoing, cancellationToken);
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activityId);
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        BotAssert.ConversationReferenceNotNull(conversationReference);
        return Run(0);

        Task Run(int index) => index < onDelete.Count
            ? onDelete[index](this, conversationReference, () => Run(index + 1))
            : Adapter.DeleteActivityAsync(this, conversationReference, cancellationToken);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposed)
            return;
        disposed = true;
        if (disposing && ownsState)
            TurnState.Dispose();
    }

    private Task<ResourceResponse[]> SendThroughHandlersAsync(List<Activity> activities, int index, CancellationToken cancellationToken) =>
        index < onSend.Count
            ? onSend[index](this, activities, () => SendThroughHandlersAsync(activities, index + 1, cancellationToken))
            : DeliverAsync(activities, cancellationToken);

    private async Task<ResourceResponse[]> DeliverAsync(List<Activity> activities, CancellationToken cancellationToken)
    {
        if (activities.Count == 0)
            return [];

        ResourceResponse[] responses;
        if (string.Equals(Activity.DeliveryMode, DeliveryModes.ExpectReplies, StringComparison.OrdinalIgnoreCase))
        {
            responses = Buffer(activities);
        }
        else
        {
            responses = await Adapter.SendActivitiesAsync(this, [.. activities], cancellationToken);
            if (responses.Length != activities.Count)
                throw new InvalidOperationException($"{Adapter.GetType().Name} answered {activities.Count} activities with {responses.Length} responses; there must be one for each.");
        }

        foreach (var activity in activities)
            SentCount += activity.Type == ActivityTypes.Trace ? 0 : 1;
        return responses;
    }

    private ResourceResponse[] Buffer(List<Activity> activities)
    {
        var responses = new ResourceResponse[activities.Count];
        for (var i = 0; i < responses.Length; i++)
        {
            BufferedReplyActivities.Add(activities[i]);
            // The adapter doesn't see this activity, and so can't keep the answer of an invoke.
            if (activities[i].Type == ActivityTypesEx.InvokeResponse)
                TurnState.Set(BotAdapter.InvokeResponseKey, activities[i]);
            responses[i] = new ResourceResponse(activities[i].Id);
        }

        return responses;
    }
}
