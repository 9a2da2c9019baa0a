using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>
/// Sends to one channel. Registered as a keyed singleton under its channelId
/// (<c>services.AddKeyedSingleton&lt;IChannelSender, DirectLineSender&gt;("directline")</c>).
/// </summary>
public interface IChannelSender
{
    /// <summary>
    /// Sends one activity. It is complete: id, replyToId, conversation, from, recipient, timestamp. An update comes as type
    /// <c>messageUpdate</c> with the id of the activity to replace, a removal as <c>messageDelete</c>. Typing and other
    /// activities that are never stored come here too, at once and only once.
    /// </summary>
    /// <remarks>
    /// Called for one activity of a conversation at a time, in order; the transcript has the activity right after. An
    /// exception counts as <see cref="SendOutcome.RetryLater"/>. After a crash an activity may come a second time under the
    /// same id.
    /// </remarks>
    Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken);
}

/// <summary>What became of an attempt to send.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The platform has it, under an id of its own where it gives one (later updates and removals name that id).</summary>
    public sealed record Delivered(string? PlatformId = null) : SendOutcome;

    /// <summary>It may work later: not before this pause where the platform named one.</summary>
    public sealed record RetryLater(TimeSpan? After = null) : SendOutcome;

    /// <summary>It will never work (blocked, unsubscribed, not valid); the reason goes into the log, so it holds nothing personal.</summary>
    public sealed record Refused(string Reason) : SendOutcome;
}
