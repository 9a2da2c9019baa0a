using System.Collections.Concurrent;
using CampaignBot.Core.Documents;

namespace CampaignBot.Turns;

/// <summary>What the turns have under way, so that a stop can wait for it.</summary>
internal sealed class Work : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Task, bool> _tasks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly TimeProvider _time;
    private readonly ILogger<Work> _log;

    public Work(TimeProvider time, ILogger<Work> log) => (_time, _log, Stopping, Aborted) = (time, log, _stopping.Token, _aborted.Token);

    /// <summary>Cancelled when nothing new is to begin.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Cancelled when what is under way must end.</summary>
    public CancellationToken Aborted { get; }

    /// <summary>Runs work on the pool; a stop waits for it.</summary>
    public Task Start(Func<Task> work)
    {
        var task = Task.Run(work, CancellationToken.None);
        _tasks[task] = true;
        _ = task.ContinueWith(t => _tasks.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>Repeats what the store refuses, with growing pauses, until it succeeds or the program stops.</summary>
    /// <exception cref="OperationCanceledException">The program stops.</exception>
    public async Task<T> InsistAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (DocumentConflictException) when (!Aborted.IsCancellationRequested)
            {
                // Another instance was first; the next try reads what it wrote.
            }
#pragma warning disable CA1031 // Whatever the store has, it may have recovered in a moment; nothing is lost meanwhile.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Stopping.ThrowIfCancellationRequested();
                _log.LogError(e, "The store failed; trying again (attempt {Attempt})", attempt + 1);
                await Task.Delay(Pause(attempt, TimeSpan.FromMilliseconds(50), LongestPause), _time, Stopping);
            }
        }
    }

    /// <summary>Doubles from the first pause up to the longest, less a random part of up to a half, so that not all come back at once.</summary>
    public static TimeSpan Pause(int attempt, TimeSpan first, TimeSpan longest)
    {
        var full = Math.Min(first.Ticks * Math.Pow(2, Math.Min(attempt, 40)), longest.Ticks);
#pragma warning disable CA5394 // Spreading load needs no secret.
        return TimeSpan.FromTicks((long)(full * (1 - (Random.Shared.NextDouble() / 2))));
#pragma warning restore CA5394
    }

    /// <summary>Lets what was taken end by itself for a while, or until it must; then tells it to.</summary>
    public async Task StopAsync(TimeSpan within, CancellationToken must)
    {
        await _stopping.CancelAsync();
        try
        {
            await EndAllAsync().WaitAsync(within, _time, must);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await _aborted.CancelAsync();
        }
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    public async Task EndAllAsync()
    {
        // What ends may begin something: a turn's commit, its delivery.
        while (!_tasks.IsEmpty)
            await Task.WhenAll(_tasks.Keys.Select(EndAsync));
    }

    private async Task EndAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Told to.
        }
#pragma warning disable CA1031 // A defect, and logged as such; the stop goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _log.LogError(e, "Work under way failed");
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborted.Dispose();
    }
}
