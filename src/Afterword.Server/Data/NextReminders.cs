using Afterword.Core.FollowThrough;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>Writes down when the owner of each item is reminded next, in their own morning. It is no change of the item.</summary>
internal static class NextReminders
{
    private const int Batch = 5000;

    /// <summary>For the items a write has touched, and those of incidents that somebody began to follow.</summary>
    public static Task Update(
        AfterwordDb db,
        CadenceRules rules,
        Touched touched,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        Set(
            db,
            rules,
            db.ActionItems.Where(a =>
                touched.Items.Contains(a.Number) || touched.Followed.Contains(a.IncidentNumber)
            ),
            now,
            ct
        );

    /// <summary>For every open item, a batch at a time: the policy or the calendar changed.</summary>
    public static async Task OfAll(
        AfterwordDb db,
        CadenceRules rules,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        for (var after = 0; ; )
        {
            var numbers = await db
                .ActionItems.Where(a =>
                    a.Number > after && EF.Property<int>(a, ActionItemMap.Closed) == 0
                )
                .OrderBy(a => a.Number)
                .Select(a => a.Number)
                .Take(Batch)
                .ToListAsync(ct);
            if (numbers is not [.., var last])
            {
                return;
            }
            await Set(
                db,
                rules,
                db.ActionItems.Where(a => a.Number > after && a.Number <= last),
                now,
                ct
            );
            after = last;
        }
    }

    /// <summary>Writes down instants; none for what nobody is reminded of any more. Few of a morning differ, so each is one statement.</summary>
    public static async Task Set(
        PlainWrite write,
        IEnumerable<(int Number, DateTimeOffset? At)> instants,
        CancellationToken ct
    )
    {
        foreach (var group in instants.GroupBy(i => i.At))
        {
            foreach (var some in group.Select(i => i.Number).Chunk(Batch))
            {
                object numbers = write.IsSqlite ? $"[{string.Join(',', some)}]" : some;
                await (
                    group.Key is { } at
                        ? write.Do(
                            write.IsSqlite ? SetSqlite : SetPostgres,
                            [("@numbers", numbers), ("@at", at)],
                            ct
                        )
                        : write.Do(
                            write.IsSqlite ? ClearSqlite : ClearPostgres,
                            [("@numbers", numbers)],
                            ct
                        )
                );
            }
        }
    }

    private const string ClearSqlite =
        "DELETE FROM item_reminders WHERE item_number IN (SELECT value FROM json_each(@numbers))";

    private const string ClearPostgres =
        "DELETE FROM item_reminders WHERE item_number = ANY (@numbers)";

    private const string SetSqlite =
        "INSERT INTO item_reminders (item_number, at) SELECT value, @at FROM json_each(@numbers) WHERE true ON CONFLICT (item_number) DO UPDATE SET at = excluded.at";

    // In the order of the numbers: two nodes that come to the same items wait for each other instead of for ever.
    private const string SetPostgres =
        "INSERT INTO item_reminders (item_number, at) SELECT n, @at FROM unnest(@numbers) AS n ORDER BY n ON CONFLICT (item_number) DO UPDATE SET at = excluded.at";

    private static async Task Set(
        AfterwordDb db,
        CadenceRules rules,
        IQueryable<Core.ActionItems.ActionItem> items,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var owned = await AnsweredItems.Load(db, items, ct);
        await Set(
            db.Writing,
            owned
                .Select(o => (o.Row.Number, o.Next(rules, now), o.NextReminderAt))
                .Where(o => o.Item2 != o.NextReminderAt)
                .Select(o => (o.Number, o.Item2)),
            ct
        );
    }
}
