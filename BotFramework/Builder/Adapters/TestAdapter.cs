using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A channel in the process: a test says something, the bot's replies wait in a queue.</summary>
public class TestAdapter : BotAdapter
{
    private readonly Queue<TaskCompletionSource<IActivity>> waiting = new();
    private readonly Lock gate = new();
    private int lastId;

    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this(new ConversationReference(channelId: channelId, serviceUrl: "https://test.com", conversation: new ConversationAccount(false, id: "convo1"), user: new ChannelAccount("user1", "User1"), bot: new ChannelAccount("bot", "Bot")), sendTraceActivity)
    {
    }

    /// <param name="conversation">The conversation that the test takes part in; one on the channel "test" unless given.</param>
    /// <param name="sendTraceActivity">Whether traces are put into the queue.</param>
    public TestAdapter(ConversationReference? conversation = null, bool sendTraceActivity = false)
    {
        EnableTrace = sendTraceActivity;
        Conversation = conversation ?? CreateConversation("convo1");
    }

    /// <summary>Whether traces are put into the queue.</summary>
    public bool EnableTrace { get; set; }

    /// <summary>The language of the activities the test sends.</summary>
    public string Locale { get; set; } = "en-us";

    /// <summary>The replies that nobody has taken yet, the oldest first.</summary>
    public Queue<Activity> ActiveQueue { get; } = new();

    public ConversationReference Conversation { get; set; }

    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot")
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(bot);
        return new ConversationReference(
            channelId: "test",
            serviceUrl: "https://test.com",
            conversation: new ConversationAccount(false, id: name, name: name),
            user: new ChannelAccount(user.ToLowerInvariant(), user),
            bot: new ChannelAccount(bot.ToLowerInvariant(), bot));
    }

    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>Runs a turn for an activity from the user; what it doesn't say of itself is taken from <see cref="Conversation"/>.</summary>
    public async Task ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken = default)
    {
        await RunTurnAsync(null, activity, callback, cancellationToken);
    }

    public override async Task<InvokeResponse?> ProcessActivityAsync(ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        await RunTurnAsync(claimsIdentity, activity, callback, cancellationToken);

    /// <summary>Runs a turn for a message with this text.</summary>
    public virtual Task SendTextToBotAsync(string? userSays, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    /// <summary>Starts another conversation on <paramref name="channelId"/> with its conversation update.</summary>
    public Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ActiveQueue.Clear();
        var update = Activity.CreateConversationUpdateActivity();
        update.ChannelId = channelId;
        update.Conversation = new ConversationAccount(id: Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        return ProcessActivityAsync((Activity)update, callback, cancellationToken);
    }

    /// <summary>A message from the user.</summary>
    public Activity MakeActivity(string? text = null) => new(ActivityTypes.Message)
    {
        Locale = Locale,
        From = Conversation.User,
        Recipient = Conversation.Bot,
        Conversation = Conversation.Conversation,
        ChannelId = Conversation.ChannelId,
        ServiceUrl = Conversation.ServiceUrl,
        Id = NextId(),
        Text = text,
    };

    /// <summary>The oldest reply that nobody has taken yet; null where there is none.</summary>
    public IActivity? GetNextReply()
    {
        lock (gate)
        {
            return ActiveQueue.TryDequeue(out var reply) ? reply : null;
        }
    }

    /// <summary>The oldest reply that nobody has taken yet; waits for it.</summary>
    public async Task<IActivity> GetNextReplyAsync(CancellationToken cancellationToken = default)
    {
        var arrival = new TaskCompletionSource<IActivity>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (ActiveQueue.TryDequeue(out var reply))
                return reply;
            waiting.Enqueue(arrival);
        }

        // Who no longer waits takes no reply from those who come after.
        await using var cancelling = cancellationToken.Register(() => arrival.TrySetCanceled(cancellationToken));
        return await arrival.Task;
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            var activity = activities[i];
            activity.Id ??= NextId();
            activity.Timestamp ??= TimeProvider.System.GetUtcNow();
            switch (activity.Type)
            {
                case ActivityTypesEx.Delay:
                    await Task.Delay(Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture), cancellationToken);
                    break;
                case ActivityTypesEx.InvokeResponse:
                    turnContext.TurnState.Set(InvokeResponseKey, activity);
                    break;
                case ActivityTypes.Trace when !EnableTrace:
                    break;
                default:
                    Put(activity);
                    break;
            }

            responses[i] = new ResourceResponse(activity.Id);
        }

        return responses;
    }

    /// <summary>Replaces the reply with this id in the queue.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        BotAssert.ActivityNotNull(activity);
        return Task.FromResult(Rewrite(replies => replies.Select(r => r.Id == activity.Id ? activity : r), activity.Id));
    }

    /// <summary>Takes the reply that <paramref name="reference"/> names out of the queue.</summary>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        BotAssert.ConversationReferenceNotNull(reference);
        Rewrite(replies => replies.Where(r => r.Id != reference.ActivityId), null);
        return Task.CompletedTask;
    }

    protected virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    private async Task<InvokeResponse?> RunTurnAsync(ClaimsIdentity? identity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        BotAssert.ActivityNotNull(activity);
        activity.Type ??= ActivityTypes.Message;
        activity.ChannelId ??= Conversation.ChannelId;
        if (activity.From?.Id is null or "unknown" or "")
            activity.From = Conversation.User;
        activity.Recipient ??= Conversation.Bot;
        activity.Conversation ??= Conversation.Conversation;
        activity.ServiceUrl ??= Conversation.ServiceUrl;
        activity.Id ??= NextId();
        activity.Timestamp ??= TimeProvider.System.GetUtcNow();
        activity.LocalTimestamp ??= activity.Timestamp;

        using var turnContext = CreateTurnContext(activity);
        turnContext.TurnState.Set(BotIdentityKey, identity);
        await RunPipelineAsync(turnContext, callback, cancellationToken);
        return turnContext.TurnState.Get<Activity>(InvokeResponseKey)?.Value as InvokeResponse;
    }

    private string NextId() => Interlocked.Increment(ref lastId).ToString(CultureInfo.InvariantCulture);

    private void Put(Activity activity)
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var arrival))
            {
                if (arrival.TrySetResult(activity))
                    return;
            }

            ActiveQueue.Enqueue(activity);
        }
    }

    private ResourceResponse Rewrite(Func<IEnumerable<Activity>, IEnumerable<Activity>> change, string? id)
    {
        lock (gate)
        {
            var replies = change([.. ActiveQueue]).ToList();
            ActiveQueue.Clear();
            replies.ForEach(ActiveQueue.Enqueue);
        }

        return new ResourceResponse(id);
    }
}
