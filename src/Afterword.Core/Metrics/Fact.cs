using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>One thing that a metric counts.</summary>
/// <param name="Day">The UTC day it belongs to.</param>
/// <param name="Value">Seconds, a number, 1 or 0, +1 or −1, an age in days: see <see cref="MetricKind"/>.</param>
/// <param name="Item">The action item's number, where it is about one.</param>
/// <param name="Audience">Who read the message, where it is about one.</param>
public readonly record struct Fact(
    DateOnly Day,
    long Value,
    int? Item = null,
    Audience? Audience = null
)
{
    /// <summary>The value of one that is left out because its instants contradict each other.</summary>
    public const long Left = long.MinValue;

    /// <summary>True for one whose instants contradict each other: counted, told of, and part of no figure.</summary>
    public bool IsInvalid => Value == Left;

    /// <summary>A time that passed; invalid where its end lies before its start.</summary>
    public static Fact Time(DateTimeOffset from, DateTimeOffset to, int? item = null) =>
        to < from ? Invalid(to, item) : new Fact(DayOf(to), (long)(to - from).TotalSeconds, item);

    /// <summary>One whose instants contradict each other.</summary>
    public static Fact Invalid(DateTimeOffset at, int? item = null) => new(DayOf(at), Left, item);

    /// <summary>Whether something held.</summary>
    public static Fact Held(DateOnly day, bool held, int? item = null, Audience? readers = null) =>
        new(day, held ? 1 : 0, item, readers);

    /// <summary>The UTC day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
