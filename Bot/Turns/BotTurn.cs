using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace CampaignBot.Turns;

/// <summary>Makes the bot for one turn, over that turn's state. The state is saved when the turn has gone well.</summary>
public delegate IBot BotFactory(ConversationState conversationState, UserState userState);

/// <summary>What to say, in the person's language, when a message could not be answered because something broke.</summary>
public delegate string Apology(Activity activity);

/// <summary>What a turn comes to: the state after it, the replies, and "answered", "late" or "failed".</summary>
internal sealed record TurnResult(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> State, IReadOnlyList<Reply> Replies, string Outcome);

/// <summary>
/// The turn itself: (state, activity) to (state, replies), with nothing written or sent. A bot that throws or is late leaves
/// the state as it was, and the person gets an apology in place of its replies.
/// </summary>
internal sealed class BotTurn(
    TurnAdapter adapter, BotFactory bots, Apology apology, IOptions<TurnOptions> options, TimeProvider time, ILogger<BotTurn> log)
{
    /// <param name="replies">Makes the collection of a run's replies; a failed run's are dropped with it.</param>
    /// <param name="callback">What to run in place of the bot, or null.</param>
    /// <exception cref="OperationCanceledException">The program stops; nothing came of the turn.</exception>
    public async Task<TurnResult> RunAsync(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> state,
        Activity activity,
        Func<TurnReplies> replies,
        BotCallbackHandler? callback,
        CancellationToken aborted)
    {
        var (storage, collected) = (new RecordStorage(state), replies());
        // The runner answers the request; the bot's replies take the usual way to it.
        activity.DeliveryMode = null;
        using var late = new CancellationTokenSource(options.Value.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, aborted);
        using var context = new TurnContext(adapter, activity);
        context.TurnState.Set(collected);
        try
        {
            // A bot that ignores its token is left behind at the deadline; its context is closed to it.
            await RunAsync(context, storage, callback, either.Token).WaitAsync(options.Value.Deadline, time, aborted);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && late.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            collected.Failure = new TimeoutException("The turn took longer than Turns:Deadline.", e);
        }
#pragma warning disable CA1031 // Whatever a bot throws is its own failure, not the runner's.
        catch (Exception e) when (!aborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            collected.Failure = e;
        }

        return collected.Failure is { } failure
            ? Fail(state, activity, replies(), failure)
            : new TurnResult(storage.State, collected.All, "answered");
    }

    /// <summary>The turn as one that failed: the state as it was, and an apology to who wrote.</summary>
    public TurnResult Fail(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> state, Activity activity, TurnReplies replies, Exception failure)
    {
        // Only the exception's type and place: its message may quote what the person wrote.
        log.LogError("A turn on {Channel} failed with {Exception}\n{Stack}", activity.ChannelId, failure.GetType().FullName, failure.StackTrace);
        if (activity.Type == ActivityTypes.Message)
            Add(activity.CreateReply(apology(activity)));
        else if (activity.Type == ActivityTypes.Invoke)
            Add(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = StatusCodes.Status500InternalServerError } });
        return new TurnResult(state, replies.All, failure is TimeoutException ? "late" : "failed");

        void Add(Activity reply)
        {
            reply.ApplyConversationReference(activity.GetConversationReference());
            (reply.Id, reply.Timestamp) = (replies.NextId, time.GetUtcNow());
            replies.Add(reply);
        }
    }

    private Task RunAsync(TurnContext context, RecordStorage storage, BotCallbackHandler? callback, CancellationToken cancellationToken)
    {
        var (conversation, user) = (new ConversationState(storage), new UserState(storage));
        context.TurnState.Set(conversation);
        context.TurnState.Set(user);
        return adapter.RunAsync(
            context,
            async (turn, token) =>
            {
                if (callback is null)
                    await bots(conversation, user).OnTurnAsync(turn, token);
                else
                    await callback(turn, token);
                await conversation.SaveChangesAsync(turn, cancellationToken: token);
                await user.SaveChangesAsync(turn, cancellationToken: token);
            },
            cancellationToken);
    }
}
