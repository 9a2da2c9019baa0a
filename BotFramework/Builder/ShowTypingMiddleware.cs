using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Shows that the bot is typing while a message takes long. Each turn has its own timer, which ends with the turn,
/// however that ends.
/// </summary>
public class ShowTypingMiddleware : IMiddleware
{
    private readonly TimeSpan delay;
    private readonly TimeSpan period;
    private readonly TimeProvider time;

    /// <param name="delay">Milliseconds before the first typing activity.</param>
    /// <param name="period">Milliseconds between two of them.</param>
    public ShowTypingMiddleware(int delay = 500, int period = 2000)
        : this(delay, period, TimeProvider.System)
    {
    }

    internal ShowTypingMiddleware(int delay, int period, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        (this.delay, this.period, this.time) = (TimeSpan.FromMilliseconds(delay), TimeSpan.FromMilliseconds(period), time);
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (turnContext.Activity.Type != ActivityTypes.Message)
        {
            await next(cancellationToken);
            return;
        }

        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = TypeAsync(turnContext, turn.Token);
        try
        {
            await next(cancellationToken);
        }
        finally
        {
            await turn.CancelAsync();
            await typing;
        }
    }

    // Past the turn's handlers: a transcript wants no typing, and it doesn't count as a response.
    private async Task TypeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, time, cancellationToken);
            while (true)
            {
                var activity = ((Activity)Activity.CreateTypingActivity()).ApplyConversationReference(turnContext.Activity.GetConversationReference());
                await turnContext.Adapter.SendActivitiesAsync(turnContext, [activity], cancellationToken);
                await Task.Delay(period, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A channel that can't show typing is no reason to fail the turn.
        }
    }
}
