using System.Collections.Concurrent;

namespace Afterword.Server.Security;

/// <summary>
/// Keeps an answer of the database for a second. This node forgets at once what it changes itself; the second is how long it may
/// still believe what another node has just changed.
/// </summary>
internal sealed class ShortMemory<T>(TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, (T Value, long At)> _kept = new();
    private int _generation;

    public async Task<T?> Get(string key, Func<Task<T?>> read)
    {
        if (_kept.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.At) <= Trust)
        {
            return kept.Value;
        }
        var (generation, at) = (Volatile.Read(ref _generation), time.GetTimestamp());
        var value = await read();
        if (value is null)
        {
            return null; // strangers' guesses are not kept: they could fill the memory
        }
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        _kept[key] = (value, at);
        if (generation != Volatile.Read(ref _generation))
        {
            _kept.TryRemove(key, out _); // changed while we read: what we read may be older
        }
        return value;
    }

    public void Forget(string key)
    {
        Interlocked.Increment(ref _generation);
        _kept.TryRemove(key, out _);
    }

    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _kept.Clear();
    }
}
