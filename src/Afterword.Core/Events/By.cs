namespace Afterword.Core.Events;

/// <summary>Who does a deed, through which door, and when. Every verb of a noun takes one.</summary>
/// <param name="PersonId">The person, or null for the product itself.</param>
/// <param name="Door">The door.</param>
/// <param name="At">The instant in UTC, truncated to microseconds.</param>
public sealed record By(int? PersonId, Door Door, DateTimeOffset At)
{
    /// <summary>The product itself, at an instant.</summary>
    public static By Product(DateTimeOffset at, Door door = Door.System) => new(null, door, at);
}
