namespace Afterword.Server.Data;

/// <summary>
/// When whoever answers for an item is reminded of it next, in their own morning. A row of its own, because a morning moves tens of
/// thousands of them; written by the write path and the sweep alone. An item without one is not reminded of.
/// </summary>
internal sealed class ItemReminder
{
    private ItemReminder() { }

    public int ItemNumber { get; private set; }

    /// <summary>The next instant, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
