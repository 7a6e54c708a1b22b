namespace Afterword.Core.Delivery;

/// <summary>What a channel says of one try. A closed family: every caller handles all four.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>The peer accepted it.</summary>
    /// <param name="RemoteId">What the peer called it, if it said.</param>
    public sealed record Sent(string? RemoteId = null) : SendResult;

    /// <summary>It did not arrive, and a later try may help.</summary>
    /// <param name="Reason">Why, in words without secrets.</param>
    /// <param name="After">How long the peer asked us to wait; null when it did not say.</param>
    public sealed record TryLater(string Reason, TimeSpan? After = null) : SendResult;

    /// <summary>It did not arrive, and no later try will help.</summary>
    /// <param name="Reason">Why, in words without secrets.</param>
    public sealed record GiveUp(string Reason) : SendResult;

    /// <summary>The link was lost after the peer may have accepted it.</summary>
    /// <param name="Reason">Where it was lost.</param>
    public sealed record Unknown(string Reason) : SendResult;
}
