namespace Afterword.Server.Data;

/// <summary>The clock as the product sees it: UTC, truncated to microseconds, which both databases keep.</summary>
internal static class Clock
{
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(
            now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond,
            TimeSpan.Zero
        );
    }
}
