using System.Globalization;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Logs what comes in and what is sent, updated and deleted. A turn that throws is logged as far as it came, and the
/// log is written before the turn ends: what fails there, the turn's caller sees.
/// </summary>
public class TranscriptLoggerMiddleware : IMiddleware
{
    private readonly ITranscriptLogger logger;
    private readonly TimeProvider time;

    public TranscriptLoggerMiddleware(ITranscriptLogger transcriptLogger)
        : this(transcriptLogger, TimeProvider.System)
    {
    }

    internal TranscriptLoggerMiddleware(ITranscriptLogger transcriptLogger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(transcriptLogger);
        (logger, this.time) = (transcriptLogger, time);
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(nextTurn);

        var incoming = turnContext.Activity;
        // An event with which the bot starts a turn of its own was said by nobody.
        if (!(incoming.Type == ActivityTypes.Event && incoming.Name == ActivityEventNames.ContinueConversation))
        {
            incoming.From ??= new ChannelAccount();
            incoming.From.Role ??= RoleTypes.User;
            incoming.Timestamp ??= time.GetUtcNow();
            // The bot or a middleware may change it; the transcript says what came in.
            await logger.LogActivityAsync(incoming.ShallowCopy());
        }

        turnContext.OnSendActivities(async (_, activities, next) =>
        {
            var responses = await next();
            // One without a response was stopped by another handler.
            for (var i = 0; i < Math.Min(activities.Count, responses.Length); i++)
                await LogAsync(activities[i], responses[i].Id);
            return responses;
        });
        turnContext.OnUpdateActivity(async (_, activity, next) =>
        {
            var response = await next();
            await LogAsync(Changed(activity, ActivityTypes.MessageUpdate), null);
            return response;
        });
        turnContext.OnDeleteActivity(async (_, reference, next) =>
        {
            await next();
            var deletion = new Activity(ActivityTypes.MessageDelete) { Id = reference.ActivityId }.ApplyConversationReference(reference);
            await LogAsync(deletion, reference.ActivityId);
        });

        await nextTurn(cancellationToken);
    }

    private static Activity Changed(Activity activity, string type)
    {
        var copy = activity.ShallowCopy();
        copy.Type = type;
        return copy;
    }

    private Task LogAsync(Activity activity, string? id)
    {
        // Asks the adapter to wait or to answer; it says nothing.
        if (activity.Type is ActivityTypesEx.Delay or ActivityTypesEx.InvokeResponse)
            return Task.CompletedTask;
        var copy = activity.ShallowCopy();
        copy.From = new ChannelAccount(activity.From?.Id, activity.From?.Name, activity.From?.Role ?? RoleTypes.Bot);
        copy.Id = id ?? activity.Id ?? "g_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        copy.Timestamp ??= time.GetUtcNow();
        return logger.LogActivityAsync(copy);
    }
}
