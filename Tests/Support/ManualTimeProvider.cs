namespace CampaignBot.Tests.Support;

/// <summary>A clock that stands still until a test moves it, and fires the timers that fall due on the way, in order.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    /// <param name="start">Where the clock begins; 1 September 2026, noon UTC, unless told.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) =>
        _now = start ?? new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock, stopping at each timer that falls due to run its callback.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? due;
            lock (_lock)
            {
                due = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                if (due is null)
                {
                    _now = end > _now ? end : _now;
                    return;
                }

                _now = due.Due > _now ? due.Due.Value : _now;
                due.Due = due.Period == Timeout.InfiniteTimeSpan ? null : _now + due.Period;
            }

            due.Fire();
        }
    }

    /// <summary>Moves the clock at once, as when a machine slept: each timer that fell due meanwhile fires once.</summary>
    public void Jump(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(t => t.Due <= _now)];
            foreach (var timer in due)
                timer.Due = timer.Period == Timeout.InfiniteTimeSpan ? null : _now + timer.Period;
        }

        due.ForEach(t => t.Fire());
    }

    /// <summary>Lets the clock go on as the machine's does, besides being moved, until that is disposed of.</summary>
    public IDisposable Run()
    {
        var since = System.GetTimestamp();
        return System.CreateTimer(
            _ =>
            {
                var now = System.GetTimestamp();
                Advance(System.GetElapsedTime(Interlocked.Exchange(ref since, now), now) is var passed && passed > TimeSpan.Zero ? passed : TimeSpan.Zero);
            },
            null,
            Tick,
            Tick);
    }

    /// <summary>How many timers wait. Poll it to know that the code under test has come to its wait.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count(t => t.Due is not null);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (!clock._timers.Contains(this))
                    return false;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            }

            if (dueTime == TimeSpan.Zero)
                clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
