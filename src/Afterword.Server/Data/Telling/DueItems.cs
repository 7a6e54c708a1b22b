using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data.Bulk;

namespace Afterword.Server.Data.Telling;

/// <summary>Items with whoever answers for them, as <see cref="AnsweredItems"/> has them, but tens of thousands in one morning.</summary>
internal static class DueItems
{
    private const string Sql = """
        SELECT a.number, a.incident_number, a.priority, a.status, a.owner_id, a.owner_team_id, a.due_on, a.created_at, a.last_activity_at,
               a.done_at, a.reopenings, i.followed_at, r.at, p.id, t.lead_id, p.time_zone,
               CASE WHEN p.active THEN 1 ELSE 0 END, a.snoozed_until
        FROM action_items a
        JOIN incidents i ON i.number = a.incident_number
        LEFT JOIN teams t ON t.id = a.owner_team_id
        LEFT JOIN item_reminders r ON r.item_number = a.number
        LEFT JOIN people p ON p.id = coalesce(a.owner_id, t.lead_id)
        WHERE a.number IN {numbers}
        """;

    public static Task<List<AnsweredItem>> Load(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    ) => Reading.Of(db, Sql, numbers, Item, ct);

    private static AnsweredItem Item(PlainRow row) =>
        new(
            new PlanItem(
                row.Int(0),
                row.Int(1),
                row.TextOrNull(2) is { } priority ? SnakeCase.Parse<Priority>(priority) : null,
                SnakeCase.Parse<ActionItemStatus>(row.Text(3)),
                row.IntOrNull(4),
                row.IntOrNull(5),
                row.DateOrNull(6),
                row.Instant(7),
                row.Instant(8),
                row.InstantOrNull(9),
                row.Int(10),
                row.DateOrNull(17)
            ),
            row.InstantOrNull(11),
            row.InstantOrNull(12),
            row.IntOrNull(13),
            row.IntOrNull(14),
            row.TextOrNull(15),
            row.Int(16) == 1
        );
}
