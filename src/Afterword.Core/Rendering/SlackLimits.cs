namespace Afterword.Core.Rendering;

/// <summary>What Slack takes at most (its Block Kit reference, and what its API refuses beyond the reference).</summary>
internal static class SlackLimits
{
    /// <summary>Blocks in a message.</summary>
    public const int Blocks = 50;

    /// <summary>Characters of a section's text, escapes included.</summary>
    public const int Section = 3000;

    /// <summary>Characters of a header.</summary>
    public const int Header = 150;

    /// <summary>Characters of an address.</summary>
    public const int Address = 3000;

    /// <summary>
    /// Bytes of a message's blocks as JSON. Slack refuses around 13,000 (<c>msg_blocks_too_long</c>, not in its reference), so a longer
    /// text is split well below.
    /// </summary>
    public const int Bytes = 10_000;

    /// <summary>Characters of the <c>text</c> beside the blocks, which notifications and screen readers take. Slack cuts at 40,000; ours is one glance.</summary>
    public const int Fallback = 300;
}
