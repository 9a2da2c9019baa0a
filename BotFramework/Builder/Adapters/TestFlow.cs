using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>Compares a reply with what was expected, and throws where it differs.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>
/// A conversation as a test writes it down: what the user says, and what the bot is to reply. Nothing happens before
/// <see cref="StartTestAsync"/>, which throws at the first reply that isn't as expected.
/// </summary>
public class TestFlow
{
    private readonly TestAdapter adapter;
    private readonly BotCallbackHandler callback;
    private readonly Func<Task> run;

    public TestFlow(TestAdapter adapter, BotCallbackHandler? callback = null)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        (this.adapter, this.callback) = (adapter, callback ?? ((_, _) => Task.CompletedTask));
        run = () => Task.CompletedTask;
    }

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, (bot ?? throw new ArgumentNullException(nameof(bot))).OnTurnAsync)
    {
    }

    /// <summary>A flow that goes on from <paramref name="flow"/> with <paramref name="task"/>.</summary>
    public TestFlow(Task task, TestFlow flow)
        : this(() => task, flow)
    {
    }

    /// <inheritdoc cref="TestFlow(Task, TestFlow)"/>
    public TestFlow(Func<Task> getTask, TestFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(getTask);
        (adapter, callback, run) = (flow.adapter, flow.callback, getTask);
    }

    public Task StartTestAsync() => run();

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => adapter.SendTextToBotAsync(userSays, callback, default));
    }

    public TestFlow Send(IActivity userActivity)
    {
        BotAssert.ActivityNotNull(userActivity);
        return Then(() => adapter.ProcessActivityAsync((Activity)userActivity, callback));
    }

    /// <summary>Tells the bot that the user joined.</summary>
    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = Activity.CreateConversationUpdateActivity();
        update.MembersAdded!.Add(adapter.Conversation.User!);
        return adapter.ProcessActivityAsync((Activity)update, callback);
    });

    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    /// <summary>The next reply has this text.</summary>
    public TestFlow AssertReply(string expected, string? description = null, uint timeout = 3000) =>
        AssertReply(reply => Expect(Text(reply) == expected, expected, reply, description), description, timeout);

    /// <summary>The next reply has the type and text of <paramref name="expected"/>.</summary>
    public TestFlow AssertReply(IActivity expected, string? description = null, uint timeout = 3000)
    {
        BotAssert.ActivityNotNull(expected);
        return AssertReply(reply => Expect(reply.Type == expected.Type && Text(reply) == Text(expected), Describe(expected), reply, description), description, timeout);
    }

    public TestFlow AssertReply(IActivity expected, IEqualityComparer<IActivity> equalityComparer, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(equalityComparer);
        return AssertReply(reply => Expect(equalityComparer.Equals(expected, reply), Describe(expected), reply, description), description, timeout);
    }

    /// <summary>There is a reply within <paramref name="timeout"/> milliseconds, and <paramref name="validateActivity"/> doesn't throw.</summary>
    public TestFlow AssertReply(Action<IActivity> validateActivity, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Then(async () =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout), TimeProvider.System);
            IActivity reply;
            try
            {
                reply = await adapter.GetNextReplyAsync(limit.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"No reply within {timeout} ms. {description}".TrimEnd(), e);
            }

            validateActivity(reply);
        });
    }

    public TestFlow AssertReplyContains(string expected, string? description = null, uint timeout = 3000) =>
        AssertReply(reply => Expect(Text(reply)?.Contains(expected, StringComparison.Ordinal) == true, expected, reply, description), description, timeout);

    public TestFlow AssertReplyOneOf(string[] candidates, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return AssertReply(reply => Expect(candidates.Contains(Text(reply), StringComparer.Ordinal), string.Join(" or ", candidates), reply, description), description, timeout);
    }

    /// <summary>No reply comes within <paramref name="timeout"/> milliseconds.</summary>
    public TestFlow AssertNoReply(string? description = null, uint timeout = 3000) => Then(async () =>
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout), TimeProvider.System);
        try
        {
            var reply = await adapter.GetNextReplyAsync(limit.Token);
            throw new InvalidOperationException($"Expected no reply, got {Describe(reply)}. {description}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            // As expected.
        }
    });

    public TestFlow Test(string userSays, string expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    public TestFlow Test(string userSays, Activity expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(validateActivity, description, timeout);

    /// <summary>Plays a transcript: sends what the user said, and expects what the bot said.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, string? description = null, uint timeout = 3000) =>
        Test(activities, (expected, actual) => Expect(expected.Type == actual.Type && Text(expected) == Text(actual), Describe(expected), actual, description), description, timeout);

    public TestFlow Test(IEnumerable<IActivity> activities, ValidateReply validateReply, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(validateReply);
        return activities.Aggregate(this, (flow, activity) => activity.From?.Role == RoleTypes.Bot
            ? flow.AssertReply(actual => validateReply(activity, actual), description, timeout)
            : flow.Send(activity));
    }

    private static string? Text(IActivity activity) => (activity as Activity)?.Text;

    private static string Describe(IActivity activity) => Text(activity) ?? JsonSerializer.Serialize(activity, activity.GetType(), BotJson.Options);

    private static void Expect(bool holds, string expected, IActivity reply, string? description)
    {
        if (!holds)
            throw new InvalidOperationException($"{description}\nExpected: {expected}\nActual: {Describe(reply)}".TrimStart());
    }

    private TestFlow Then(Func<Task> step) => new(
        async () =>
        {
            await run();
            await step();
        },
        this);
}
