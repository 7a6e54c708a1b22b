namespace Afterword.Server.FollowThrough;

/// <summary>What failed lately and is left alone for a while, so that one bad row neither blocks the others nor fills the log.</summary>
internal sealed class Setbacks(TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);
    private readonly Dictionary<long, (int Times, DateTimeOffset Until)> _failed = [];

    /// <summary>How many are left alone or were lately.</summary>
    public int Count => _failed.Count;

    /// <summary>Whether it may be tried now.</summary>
    public bool MayTry(long id) =>
        !_failed.TryGetValue(id, out var setback) || setback.Until <= time.GetUtcNow();

    /// <summary>Leaves it alone: for 5 seconds, then twice as long each time, at most 5 minutes.</summary>
    public void Failed(long id)
    {
        var times = _failed.GetValueOrDefault(id).Times + 1;
        var wait = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(times, 10) - 1));
        _failed[id] = (times, time.GetUtcNow() + (wait < Most ? wait : Most));
    }

    public void Succeeded(long id) => _failed.Remove(id);
}
