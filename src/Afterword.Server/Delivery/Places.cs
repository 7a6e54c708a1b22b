using System.Collections.Concurrent;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>
/// The places on the wire: so many messages at once to a channel, so many to one target. What is claimed ahead waits here, in turn, and
/// can be given back until it has a place.
/// </summary>
internal sealed class Places
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _all = new();

    /// <summary>Waits for a place; dispose of it when the message has left.</summary>
    /// <exception cref="OperationCanceledException">The node is to stop.</exception>
    public async Task<IDisposable> Take(string lane, Pace pace, CancellationToken stopping)
    {
        // The lane's first: whoever waits for a slow target waits there and not in a place of the channel.
        var target = Of(lane, pace.PerTarget);
        await target.WaitAsync(stopping);
        try
        {
            var channel = Of(Gates.ChannelOf(lane), pace.AtOnce);
            await channel.WaitAsync(stopping);
            return new Place(target, channel);
        }
        catch
        {
            target.Release();
            throw;
        }
    }

    private SemaphoreSlim Of(string name, int most) =>
        _all.GetOrAdd(name, static (_, places) => new SemaphoreSlim(places, places), most);

    private sealed class Place(SemaphoreSlim target, SemaphoreSlim channel) : IDisposable
    {
        public void Dispose()
        {
            channel.Release();
            target.Release();
        }
    }
}
