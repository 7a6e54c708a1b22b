using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>
/// How fast messages leave just now, by channel and lane. What leaves fast is claimed ahead, about a quarter of a second of it, so that one
/// commit carries hundreds; what is slow, dead or takes one message a second is never claimed beyond its places.
/// </summary>
internal sealed class Momentum(Func<DateTimeOffset> now)
{
    /// <summary>The most that is claimed ahead for one channel, from one node.</summary>
    public const int Most = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Meter> _meters = [];

    /// <summary>Notes a message that left.</summary>
    public void Left(string lane)
    {
        lock (_lock)
        {
            var slice = Slice;
            MeterOf(lane).Count(slice);
            MeterOf(Gates.ChannelOf(lane)).Count(slice);
        }
    }

    /// <summary>A pace with what may be claimed ahead; one that has a gap, or asks carefully, stays as it is.</summary>
    public Pace Ahead(string lane, Pace pace)
    {
        if (pace.Gap > TimeSpan.Zero || pace == Pace.Careful)
        {
            return pace;
        }
        lock (_lock)
        {
            var slice = Slice;
            return pace with
            {
                AtOnce = Widened(pace.AtOnce, MeterOf(Gates.ChannelOf(lane)).Ahead(slice)),
                PerTarget = Widened(pace.PerTarget, MeterOf(lane).Ahead(slice)),
            };
        }
    }

    /// <summary>What leaves at a usual speed needs nothing claimed ahead; it would only wait longer for another worker if this one dies.</summary>
    private static int Widened(int places, int ahead) => ahead > 2 * places ? ahead : places;

    /// <summary>The number of this tenth of a second.</summary>
    private long Slice => now().UtcTicks / (TimeSpan.TicksPerSecond / 10);

    private Meter MeterOf(string name)
    {
        if (!_meters.TryGetValue(name, out var meter))
        {
            if (_meters.Count > 1000)
            {
                // Lanes nobody writes to any more; whoever is busy is counted again at once.
                _meters.Clear();
            }
            _meters[name] = meter = new Meter();
        }
        return meter;
    }

    /// <summary>The messages of this tenth of a second and of the one before.</summary>
    private sealed class Meter
    {
        private long _slice;
        private int _now;
        private int _before;

        public void Count(long slice)
        {
            Turn(slice);
            _now++;
        }

        public int Ahead(long slice)
        {
            Turn(slice);
            return Math.Min(Most, Math.Max(_now, _before) * 5 / 2);
        }

        private void Turn(long slice)
        {
            if (slice == _slice)
            {
                return;
            }
            (_before, _now, _slice) = (slice == _slice + 1 ? _now : 0, 0, slice);
        }
    }
}
