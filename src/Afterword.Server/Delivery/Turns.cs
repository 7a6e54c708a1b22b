using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>
/// Whose turn it is. Lanes are served round robin from the one after the last served, with few messages in flight in each and in each
/// channel, so a slow or dead host never delays another and a long backlog never starves a short one.
/// </summary>
/// <param name="most">The most messages in flight in all.</param>
internal sealed class Turns(int most)
{
    private readonly Dictionary<string, int> _inFlight = [];
    private readonly Lock _lock = new();
    private string _last = "";

    /// <summary>How many of each lane to claim now.</summary>
    /// <param name="lanes">The lanes in which something is due, by name.</param>
    /// <param name="pace">How many at a time a lane's channel takes.</param>
    /// <param name="first">Those that go first, in their order: a process that dies soon after each start would else never come to the last names.</param>
    public IReadOnlyDictionary<string, int> Next(
        IReadOnlyList<string> lanes,
        Func<string, Pace> pace,
        IReadOnlyList<string>? first = null
    )
    {
        lock (_lock)
        {
            var wanted = new Dictionary<string, int>();
            var byChannel = _inFlight
                .GroupBy(f => Gates.ChannelOf(f.Key))
                .ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
            var paces = lanes.ToDictionary(l => l, pace);
            var free = most - _inFlight.Values.Sum();
            var after = lanes.Where(l => string.CompareOrdinal(l, _last) > 0).ToList();
            List<string> order =
            [
                .. (first ?? []).Intersect(lanes).Concat(after).Concat(lanes).Distinct(),
            ];
            for (var took = true; took && free > 0; )
            {
                took = false;
                foreach (var lane in order.TakeWhile(_ => free > 0).Where(MayTake).ToList())
                {
                    var channel = Gates.ChannelOf(lane);
                    if (free == 0 || byChannel.GetValueOrDefault(channel) >= paces[lane].AtOnce)
                    {
                        continue;
                    }
                    wanted[lane] = wanted.GetValueOrDefault(lane) + 1;
                    byChannel[channel] = byChannel.GetValueOrDefault(channel) + 1;
                    free--;
                    (took, _last) = (true, lane);
                }
            }
            return wanted;

            bool MayTake(string lane) =>
                _inFlight.GetValueOrDefault(lane) + wanted.GetValueOrDefault(lane)
                < paces[lane].PerTarget;
        }
    }

    public void Began(string lane)
    {
        lock (_lock)
        {
            _inFlight[lane] = _inFlight.GetValueOrDefault(lane) + 1;
        }
    }

    public void Ended(string lane)
    {
        lock (_lock)
        {
            if (--_inFlight[lane] == 0)
            {
                _inFlight.Remove(lane);
            }
        }
    }
}
