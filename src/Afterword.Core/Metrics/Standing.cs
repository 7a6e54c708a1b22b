namespace Afterword.Core.Metrics;

/// <summary>Facts of what stands for a while: it comes on a day and goes on another.</summary>
internal static class Standing
{
    /// <summary>The coming and, once there is one, the going; nothing where it would go before it came.</summary>
    public static IEnumerable<Fact> Between(DateOnly from, DateOnly? until, int? item)
    {
        if (until < from)
        {
            yield break;
        }
        yield return new Fact(from, 1, item);
        if (until is { } day)
        {
            yield return new Fact(day, -1, item);
        }
    }
}
