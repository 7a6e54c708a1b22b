using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>
/// How fast messages leave just now, by channel and lane: as many at a time as there are places, each as long as the last ones took. What
/// leaves fast is claimed ahead, about a quarter of a second of it, so that one commit carries hundreds; what is slow, dead or takes one
/// message a second is never claimed beyond its places.
/// </summary>
internal sealed class Momentum(Func<DateTimeOffset> now)
{
    /// <summary>The most that is claimed ahead for one channel, from one node.</summary>
    public const int Most = 512;

    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(250);

    /// <summary>A server that nobody wrote to for so long may have changed.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Meter> _meters = [];

    /// <summary>Notes a message that left.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="took">From when it had its place to the answer.</param>
    public void Left(string lane, TimeSpan took)
    {
        lock (_lock)
        {
            var at = now();
            MeterOf(lane).Note(took, at);
            MeterOf(Gates.ChannelOf(lane)).Note(took, at);
        }
    }

    /// <summary>A pace with what may be claimed ahead; one that has a gap, or asks carefully, stays as it is.</summary>
    public Pace Widened(string lane, Pace pace)
    {
        if (pace.Gap > TimeSpan.Zero || pace == Pace.Careful)
        {
            return pace;
        }
        lock (_lock)
        {
            var at = now();
            return pace with
            {
                AtOnce = MeterOf(Gates.ChannelOf(lane)).Widened(pace.AtOnce, at),
                PerTarget = MeterOf(lane).Widened(pace.PerTarget, at),
            };
        }
    }

    private Meter MeterOf(string name)
    {
        if (!_meters.TryGetValue(name, out var meter))
        {
            if (_meters.Count > 1000)
            {
                // Lanes nobody writes to any more; whoever is busy is measured again at once.
                _meters.Clear();
            }
            _meters[name] = meter = new Meter();
        }
        return meter;
    }

    /// <summary>How long the last messages took, the newest counting a quarter.</summary>
    private sealed class Meter
    {
        private TimeSpan? _usual;
        private DateTimeOffset _last;

        public void Note(TimeSpan took, DateTimeOffset at)
        {
            _usual = IsFresh(at) && _usual is { } usual ? (usual * 3 + took) / 4 : took;
            _last = at;
        }

        /// <summary>What leaves at a usual speed needs nothing claimed ahead; it would only wait longer for another worker if this one dies.</summary>
        public int Widened(int places, DateTimeOffset at)
        {
            if (_usual is not { } usual || !IsFresh(at))
            {
                return places;
            }
            var ahead = places * (Ahead / usual);
            return ahead > 2 * places ? (int)Math.Min(Most, ahead) : places;
        }

        private bool IsFresh(DateTimeOffset at) => at - _last < Forgotten;
    }
}
