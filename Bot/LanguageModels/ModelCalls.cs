using CampaignBot.Core.Understanding;
using CampaignBot.Operations;

namespace CampaignBot.LanguageModels;

/// <summary>
/// What every call of a language model goes through: the pause after failures, the day's budget, the deadline, one more attempt
/// where that may help, and the figures. A call that fails in any of it gives a <see cref="ModelUnavailableException"/>, within
/// the deadline.
/// </summary>
internal sealed class ModelCalls(LanguageModelOptions options, TokenBudget budget, ModelMetrics metrics, TimeProvider clock, ILogger<ModelCalls> logger)
{
    private const int MaxAttempts = 2;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private readonly CircuitBreaker _circuit = new(options.PauseAfterFailures, options.Pause, clock);

    /// <summary>Makes a call.</summary>
    /// <param name="operation">Its name in the figures.</param>
    /// <param name="most">How many tokens it may use.</param>
    /// <param name="attempt">Asks once; gives the result and the tokens it used, or null where the server didn't say.</param>
    public async Task<T> RunAsync<T>(
        string operation, long most, Func<CancellationToken, Task<(T Result, long? Tokens)>> attempt, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcome = "cancelled";
        try
        {
            var result = await AdmittedAsync(operation, most, attempt, started, cancellationToken);
            outcome = "ok";
            return result;
        }
        catch (ModelUnavailableException e)
        {
            outcome = e.Failure.ToString();
            if (e.Failure is not (ModelFailure.Paused or ModelFailure.BudgetSpent))
                logger.LogWarning("A call ({Operation}) of the language model failed: {Reason}", operation, e.Message);
            throw;
        }
        finally
        {
            metrics.Calls.Add(1, new("operation", operation), new("outcome", outcome));
            metrics.Duration.Record(clock.GetElapsedTime(started).TotalSeconds, new("operation", operation), new("outcome", outcome));
        }
    }

    private async Task<T> AdmittedAsync<T>(
        string operation, long most, Func<CancellationToken, Task<(T Result, long? Tokens)>> attempt, long started, CancellationToken cancellationToken)
    {
        if (!_circuit.TryEnter())
            throw new ModelUnavailableException(ModelFailure.Paused);
        var isOver = false;
        DateOnly? day = null;
        long used = 0;
        using var deadline = new CancellationTokenSource(options.Deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            day = await budget.ReserveAsync(most, cancellationToken) ?? throw new ModelUnavailableException(ModelFailure.BudgetSpent);
            // Until told otherwise: what was sent and given up may have been paid for.
            used = most;
            var (result, tokens) = await AttemptsAsync(operation, attempt, started, both.Token);
            used = tokens ?? most;
            isOver = true;
            _circuit.Succeeded();
            return result;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Count(new ModelUnavailableException(ModelFailure.Late));
        }
        catch (ModelUnavailableException e) when (e.Failure != ModelFailure.BudgetSpent)
        {
            if (e.Failure != ModelFailure.Malformed)
                used = 0;
            throw Count(e);
        }
        finally
        {
            if (!isOver)
                _circuit.Left();
            if (day is { } reserved)
                await budget.SettleAsync(reserved, most, used, CancellationToken.None);
            if (used > 0)
                metrics.Tokens.Add(used, new KeyValuePair<string, object?>("operation", operation));
        }

        ModelUnavailableException Count(ModelUnavailableException e)
        {
            // A request it doesn't like, or won't answer, says nothing of the next.
            if (e.Failure is ModelFailure.Rejected or ModelFailure.Refused)
                _circuit.Succeeded();
            else if (_circuit.Failed())
                logger.LogError("The language model failed {Failures} times in a row and is left alone for {Pause}.", options.PauseAfterFailures, options.Pause);
            isOver = true;
            return e;
        }
    }

    private async Task<(T Result, long? Tokens)> AttemptsAsync<T>(
        string operation, Func<CancellationToken, Task<(T Result, long? Tokens)>> attempt, long started, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                metrics.Attempts.Add(1, new KeyValuePair<string, object?>("operation", operation));
                return await attempt(cancellationToken);
            }
            catch (ModelUnavailableException e) when (e.IsPassing && number < MaxAttempts)
            {
                // A little uneven, so that many don't come back at once.
                var pause = e.RetryAfter ?? ShortestPause * (1 + Random.Shared.NextDouble());
                if (clock.GetElapsedTime(started) + pause >= options.Deadline)
                    throw;
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }
}
