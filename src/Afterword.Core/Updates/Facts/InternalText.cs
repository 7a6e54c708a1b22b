namespace Afterword.Core.Updates.Facts;

/// <summary>
/// Words that stay inside. They do not convert to <see cref="PublicText"/> or to a string, and printing them by accident prints
/// <c>[internal]</c>.
/// </summary>
/// <param name="words">The words; null is none.</param>
public readonly struct InternalText(string? words) : IEquatable<InternalText>
{
    private readonly string? _words = words;

    /// <summary>True when there are no words.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(_words);

    /// <summary>The words, for the facts of an audience inside.</summary>
    internal string Reveal() => _words?.Trim() ?? "";

    /// <inheritdoc/>
    public bool Equals(InternalText other) => Reveal() == other.Reveal();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InternalText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);

    /// <summary>Never the words.</summary>
    public override string ToString() => "[internal]";

    /// <summary>Whether both hold the same words.</summary>
    public static bool operator ==(InternalText one, InternalText other) => one.Equals(other);

    /// <summary>Whether they hold different words.</summary>
    public static bool operator !=(InternalText one, InternalText other) => !one.Equals(other);
}
