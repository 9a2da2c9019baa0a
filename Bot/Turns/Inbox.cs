using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>What became of a message that was handed in.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    /// <summary>It is durable and will be handled: acknowledge it.</summary>
    public sealed record Accepted(string ActivityId) : Acceptance;

    /// <summary>It was accepted before, as the activity of this id: acknowledge it again.</summary>
    public sealed record Duplicate(string ActivityId) : Acceptance;

    /// <summary>Too many messages wait, in its conversation or in all, or the store can't be reached: answer 429 or 503, to be tried again.</summary>
    public sealed record TryLater : Acceptance;

    /// <summary>It is larger than a document can be: answer 413.</summary>
    public sealed record TooLarge : Acceptance;
}

/// <summary>The answer to an activity that was handled within its request.</summary>
/// <param name="Replies">The bot's replies, in order.</param>
/// <param name="Invoke">The answer to an invoke; null where the bot gave none.</param>
public sealed record RequestAnswer(IReadOnlyList<Activity> Replies, InvokeResponse? Invoke);

/// <summary>Where channels hand in what people say.</summary>
/// <remarks>
/// The activity names its channel, conversation, sender and recipient; without an id it gets the dedupe id for one. A message
/// or event appears in the transcript as soon as it is durable, before it is answered.
/// </remarks>
public sealed class Inbox
{
    private readonly IDocumentStore _documents;
    private readonly TurnRunner _runner;
    private readonly Conversations _conversations;
    private readonly Recovery _recovery;
    private readonly Instance _instance;
    private readonly TimeProvider _time;
    private readonly ILogger<Inbox> _log;
    private readonly Instants _instants;

    internal Inbox(IDocumentStore documents, TurnRunner runner, Conversations conversations, Recovery recovery, Instance instance, TimeProvider time, ILogger<Inbox> log) =>
        (_documents, _runner, _conversations, _recovery, _instance, _time, _log, _instants) = (documents, runner, conversations, recovery, instance, time, log, new Instants(time));

    /// <summary>
    /// Takes an activity to be handled after those of its conversation that came before. Once this returns, it is durable.
    /// </summary>
    /// <param name="dedupeId">
    /// What the channel names the message by, the same whenever it delivers it again; within the conversation, for 7 days,
    /// only the first counts.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the program's start; a message being stored is not called back.</param>
    /// <exception cref="ArgumentException">The activity names no channel or conversation, or the dedupe id is empty.</exception>
    public async Task<Acceptance> AcceptAsync(Activity activity, string dedupeId, CancellationToken cancellationToken)
    {
        var (key, id, json) = Prepare(activity, dedupeId);
        await _recovery.Done.WaitAsync(cancellationToken);
        Task<Acceptance>? storing = null;
        var waiting = _runner.Enqueue(key, keep =>
        {
            var taken = new WaitingActivity(id, _time.GetTimestamp())
            {
                Json = keep ? (ReadOnlyMemory<byte>?)json : null,
                Bytes = keep ? json.Length : 0,
                InInbox = true,
                Fresh = true,
                IsShown = true,
            };
            var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            taken.Stored = stored.Task;
            storing = StoreAsync(InboxItem.Key(key, id), new InboxItem(activity.Id!, _instants.Next(), json, _instance.Name), taken, stored);
            return taken;
        });
        return waiting is null ? new Acceptance.TryLater() : await storing!;
    }

    /// <summary>
    /// Handles an activity whose sender waits for the replies in the response (expectReplies, invoke), after those of its
    /// conversation that came before. Where it comes again, it gets the same answer again. Null where too many wait.
    /// What the bot says besides its answer to an invoke is sent, as the caller shows nothing of it.
    /// </summary>
    /// <exception cref="ArgumentException">As with <see cref="AcceptAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The request or the program ended first; the turn may still be run.</exception>
    public async Task<RequestAnswer?> RunInRequestAsync(Activity activity, string dedupeId, CancellationToken cancellationToken)
    {
        var takesReplies = string.Equals(activity.DeliveryMode, DeliveryModes.ExpectReplies, StringComparison.OrdinalIgnoreCase);
        var (key, id, json) = Prepare(activity, dedupeId);
        await _recovery.Done.WaitAsync(cancellationToken);
        var waiting = _runner.Enqueue(key, _ => new WaitingActivity(id, _time.GetTimestamp())
        {
            Json = json,
            InRequest = true,
            TakesReplies = takesReplies,
            Answer = new(TaskCreationOptions.RunContinuationsAsynchronously),
            IsShown = true,
        });
        if (waiting is null)
            return null;
        var replies = await waiting.Answer!.Task.WaitAsync(cancellationToken);
        var invoke = replies.FirstOrDefault(r => r.Type == ActivityTypesEx.InvokeResponse)?.Value;
        return new RequestAnswer(
            [.. replies.Where(r => r.Type != ActivityTypesEx.InvokeResponse)],
            invoke is null ? null : JsonSerializer.SerializeToElement(invoke, BotJson.Options).Deserialize<InvokeResponse>(BotJson.Options));
    }

    /// <summary>
    /// Runs a turn on the bot's own account in a conversation it was in before: its replies are sent as any turn's. Done
    /// once the turn is committed; false where there is no such conversation or too many messages wait in it.
    /// </summary>
    /// <param name="conversation">A <see cref="ConversationKey"/>.</param>
    /// <param name="id">Names this turn: a second one of the same id does nothing.</param>
    /// <param name="callback">The turn; the state is in its TurnState and is saved afterwards.</param>
    public async Task<bool> ContinueAsync(string conversation, string id, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        await _recovery.Done.WaitAsync(cancellationToken);
        if (await ReferenceAsync(conversation, cancellationToken) is not { } reference)
            return false;
        var activity = reference.GetContinuationActivity();
        activity.Id = id;
        // Among several people it is for nobody but whom the callback names: a STOP of whoever spoke last is no wish of the others.
        if (activity.Conversation?.IsGroup == true)
            activity.From = null;
        var waiting = _runner.Enqueue(conversation, _ => new WaitingActivity(ConversationKey.Fit(id), _time.GetTimestamp())
        {
            Json = Reply.ToJson(activity),
            Answer = new(TaskCreationOptions.RunContinuationsAsynchronously),
            Callback = callback,
        });
        if (waiting is null)
            return false;
        await waiting.Answer!.Task.WaitAsync(cancellationToken);
        return true;
    }

    private static (string Key, string Id, byte[] Json) Prepare(Activity activity, string dedupeId)
    {
        ArgumentException.ThrowIfNullOrEmpty(dedupeId);
        var (key, id) = (ConversationKey.Of(activity), ConversationKey.Fit(dedupeId));
        activity.Id = string.IsNullOrEmpty(activity.Id) ? id : activity.Id;
        return (key, id, Reply.ToJson(activity));
    }

    private async Task<Acceptance> StoreAsync(DocumentKey key, InboxItem item, WaitingActivity waiting, TaskCompletionSource<bool> stored)
    {
        var run = false;
        try
        {
            if (await CreateAsync(key, item))
            {
                run = true;
                return new Acceptance.Accepted(item.ActivityId);
            }

            var first = await _documents.ReadAsync(key) is { } document ? InboxItem.Parse(document) : item with { Pending = null };
            // If its sender was told to try later although it was stored, nobody has queued it yet; else this does nothing.
            (waiting.Json, waiting.Fresh) = (null, false);
            run = first.Pending is not null;
            return new Acceptance.Duplicate(first.ActivityId);
        }
        catch (DocumentTooLargeException)
        {
            return new Acceptance.TooLarge();
        }
#pragma warning disable CA1031 // Whatever the store has, the channel is told to come again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _log.LogError(e, "A message could not be stored");
            return new Acceptance.TryLater();
        }
        finally
        {
            stored.SetResult(run);
        }
    }

    private async Task<bool> CreateAsync(DocumentKey key, InboxItem item)
    {
        try
        {
            await _documents.WriteAsync(
                new DocumentWrite(key, item.ToBody(), WriteCondition.Create, _time.GetUtcNow() + InboxItem.Kept), CancellationToken.None);
            return true;
        }
        catch (DocumentConflictException)
        {
            return false;
        }
    }

    private async Task<ConversationReference?> ReferenceAsync(string key, CancellationToken cancellationToken)
    {
        var conversation = _conversations.Enter(key);
        try
        {
            return await conversation.RecordAsync(cancellationToken) is { IsLeft: false, Reference: { } reference } ? reference : null;
        }
        finally
        {
            conversation.Leave();
        }
    }
}
