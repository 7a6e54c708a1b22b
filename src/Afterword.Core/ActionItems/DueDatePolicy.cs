using Afterword.Core.Incidents;

namespace Afterword.Core.ActionItems;

/// <summary>How many days a new item gets, by its priority and by the severity of its incident.</summary>
public sealed record DueDatePolicy
{
    /// <summary>Days for a P1 item, 1–365.</summary>
    public int P1Days { get; init; } = 7;

    /// <summary>Days for a P2 item, 1–365.</summary>
    public int P2Days { get; init; } = 14;

    /// <summary>Days for a P3 item, 1–365.</summary>
    public int P3Days { get; init; } = 30;

    /// <summary>Days for a P4 item, 1–365.</summary>
    public int P4Days { get; init; } = 90;

    /// <summary>The most days any item of a SEV1 incident gets, 1–365.</summary>
    public int Sev1MostDays { get; init; } = 30;

    /// <summary>The due date proposed for a new item: counted from its first day, moved from a weekend to the Monday after.</summary>
    /// <param name="priority">The item's priority; unknown counts as P3.</param>
    /// <param name="severity">The incident's severity.</param>
    /// <param name="today">The first day, in the team's zone.</param>
    public DateOnly Propose(Priority? priority, Severity severity, DateOnly today)
    {
        var days = priority switch
        {
            Priority.P1 => P1Days,
            Priority.P2 => P2Days,
            Priority.P4 => P4Days,
            _ => P3Days,
        };
        var due = today.AddDays(severity == Severity.Sev1 ? Math.Min(days, Sev1MostDays) : days);
        return due.DayOfWeek switch
        {
            DayOfWeek.Saturday => due.AddDays(2),
            DayOfWeek.Sunday => due.AddDays(1),
            _ => due,
        };
    }
}
