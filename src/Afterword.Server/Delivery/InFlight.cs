namespace Afterword.Server.Delivery;

/// <summary>A delivery that is carried, and the way to stop it.</summary>
/// <param name="cut">Gives up the wire too.</param>
internal sealed class InFlight(CancellationTokenSource cut)
{
    public Task Done { get; set; } = Task.CompletedTask;

    /// <summary>Stops the sending, where it has not ended by itself.</summary>
    public async Task Let()
    {
        try
        {
            await cut.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }
}
