namespace Afterword.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it. Timers made from it fire when it is moved past them, and also after as long of
/// real time: a loop that a test caught between its look and its sleep still looks again, though nobody moves the clock any more.
/// What is due is told by the clock alone.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _now = start;

    public TestClock()
        : this(Some.Now) { }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public void MoveTo(DateTimeOffset now)
    {
        List<TestTimer> due;
        lock (_lock)
        {
            _now = now;
            due = [.. _timers.Where(t => t.IsDue(now))];
        }
        due.ForEach(t => t.Fire(now));
    }

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }
        return timer;
    }

    private sealed class TestTimer(TestClock clock, Action callback) : ITimer
    {
        private readonly Timer _real = new(_ => callback());
        private DateTimeOffset? _at;
        private TimeSpan _period;

        public bool IsDue(DateTimeOffset now) => _at <= now;

        public void Fire(DateTimeOffset now)
        {
            _at = _period > TimeSpan.Zero ? now + _period : null;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _at = dueTime < TimeSpan.Zero ? null : clock.GetUtcNow() + dueTime;
            _period = period;
            return _real.Change(dueTime, period);
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
