namespace Afterword.Server.Delivery;

/// <summary>
/// Whose turn it is. Lanes are served round robin from the one after the last served, with few messages in flight in each, so a
/// slow or dead host never delays another and a long backlog never starves a short one.
/// </summary>
/// <param name="most">The most messages in flight in all.</param>
/// <param name="mostPerLane">The most in flight in one lane.</param>
internal sealed class Turns(int most, int mostPerLane)
{
    private readonly Dictionary<string, int> _inFlight = [];
    private readonly Lock _lock = new();
    private string _last = "";

    /// <summary>How many of each lane to claim now.</summary>
    /// <param name="lanes">The lanes in which something is due, by name.</param>
    public IReadOnlyDictionary<string, int> Next(IReadOnlyList<string> lanes)
    {
        lock (_lock)
        {
            var wanted = new Dictionary<string, int>();
            var free = most - _inFlight.Values.Sum();
            var after = lanes.Where(l => string.CompareOrdinal(l, _last) > 0).ToList();
            List<string> order = [.. after, .. lanes.Except(after)];
            for (var round = 0; round < mostPerLane && free > 0; round++)
            {
                foreach (var lane in order.Where(l => MayTake(l, wanted)).Take(free).ToList())
                {
                    wanted[lane] = wanted.GetValueOrDefault(lane) + 1;
                    free--;
                    _last = lane;
                }
            }
            return wanted;
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

    private bool MayTake(string lane, Dictionary<string, int> wanted) =>
        _inFlight.GetValueOrDefault(lane) + wanted.GetValueOrDefault(lane) < mostPerLane;
}
