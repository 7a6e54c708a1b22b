using System.Threading.Channels;

namespace Afterword.Server.Data;

/// <summary>Lets a worker sleep until its next look or until somebody says that there is work. A call while it works is not lost.</summary>
internal sealed class Wake(TimeProvider time)
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Up() => _calls.Writer.TryWrite(true);

    /// <summary>Returns at a call, or after the time at the latest.</summary>
    /// <exception cref="OperationCanceledException">The worker is to stop.</exception>
    public async Task Wait(TimeSpan atMost, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        try
        {
            await _calls.Reader.WaitToReadAsync(either.Token);
            _calls.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody called: time for the next look.
        }
    }
}
