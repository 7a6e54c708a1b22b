namespace Afterword.Server.Security;

/// <summary>Where Afterword may post to. Section <c>Outgoing</c>.</summary>
internal sealed record OutgoingOptions
{
    /// <summary>
    /// Addresses or host names in private networks that may be posted to nevertheless, each with its port where that is unusual:
    /// <c>10.0.0.7</c>, <c>chat.internal:8065</c>, <c>[fd12::7]</c>. Each entry allows itself and nothing else. A name never
    /// leads to loopback or to a cloud's metadata address; those must be listed as addresses.
    /// </summary>
    public IReadOnlyList<string> Allow { get; init; } = [];
}
