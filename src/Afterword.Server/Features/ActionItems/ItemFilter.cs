using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.ActionItems;

/// <summary>Which items a list shows. What is null does not filter.</summary>
[Offered]
internal sealed record ItemFilter
{
    /// <summary>Open (false) or closed (true) ones.</summary>
    public bool? Closed { get; init; }

    public ActionItemStatus? Status { get; init; }

    /// <summary>Late on <see cref="Today"/>.</summary>
    public bool Overdue { get; init; }

    /// <summary>Open and without a sign of life for as many days as <see cref="Policy"/> says (spec F4).</summary>
    public bool Stalled { get; init; }

    /// <summary>Due on this day at the latest.</summary>
    public DateOnly? DueBy { get; init; }

    /// <summary>Due on this day at the earliest.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Touched at or after this instant.</summary>
    public DateTimeOffset? TouchedSince { get; init; }

    /// <summary>The owners wanted.</summary>
    public OwnerSet? Owners { get; init; }

    public Priority? Priority { get; init; }

    public LearningCategory? Category { get; init; }

    public int? Incident { get; init; }

    public string? Tag { get; init; }

    /// <summary>Words in the title, or an item's number.</summary>
    public string? Text { get; init; }

    public int? Number { get; init; }

    /// <summary>The reader's day: what is late depends on where one is.</summary>
    public DateOnly Today { get; init; }

    public DateTimeOffset Now { get; init; }

    /// <summary>What counts as stalled.</summary>
    public CadencePolicy Policy { get; init; } = new();

    /// <summary>Open, closed, or both in that order; a status says it as well.</summary>
    public IReadOnlyList<int> Sides =>
        Overdue || Stalled || Closed == false || Status is { } open && StatusWords.IsOpen(open)
            ? [0]
        : Closed == true || Status is not null ? [1]
        : [0, 1];
}

/// <summary>Owners an item may have to be in a list: any of these people or teams, or nobody.</summary>
/// <param name="People">People, by number.</param>
/// <param name="Teams">Teams, by number.</param>
/// <param name="Nobody">Items without an owner.</param>
[Offered]
internal sealed record OwnerSet(
    IReadOnlyCollection<int> People,
    IReadOnlyCollection<int> Teams,
    bool Nobody = false
)
{
    public static readonly OwnerSet Unowned = new([], [], Nobody: true);
}

/// <summary>The orders of the list; each ends with the number, so that no two rows share a place.</summary>
[Offered]
internal enum ItemSort
{
    /// <summary>Due date ascending, none last, then number.</summary>
    Due,

    /// <summary>Open before closed, then as <see cref="Due"/>: overdue comes first.</summary>
    Urgency,

    /// <summary>Open before closed, P1 first, none last, then as <see cref="Due"/>.</summary>
    Priority,

    /// <summary>Open before closed, the one that nobody touched for the longest time first.</summary>
    Activity,

    /// <summary>The newest first.</summary>
    Newest,
}
