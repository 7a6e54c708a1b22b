namespace Afterword.Core.Memory;

/// <summary>
/// Whether two words are forms of one ("deploys", "deployment"). Only for what is marked and shown: what is found is decided by the
/// database, with its own stems.
/// </summary>
internal static class SameWord
{
    private const int Shortest = 4; // letters; shorter words are the same or not
    private const int LongestEnding = 5;

    public static bool Are(string one, string other)
    {
        if (one == other)
        {
            return true;
        }
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (longer.Length - shorter.Length > LongestEnding)
        {
            return false;
        }
        if (shorter.Length < Shortest)
        {
            return shorter.Length > 1
                && longer.Length == shorter.Length + 1
                && longer == shorter + "s";
        }
        // "expire" and "expiry" differ in their last letter, "cause" and "causal" in one more.
        var common = shorter.AsSpan().CommonPrefixLength(longer);
        return common >= Math.Max(Shortest, shorter.Length - 1);
    }
}
