using System.Data.Common;
using System.Security.Cryptography;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// Action items in a write without EF: a deed to one item is what the whole product is asked for most. The nouns are the same and
/// what is kept is the same: row, events, announcements, the owner's next reminder; the incident is marked for the cadence to be
/// asked (docs/decisions/0007).
/// </summary>
internal sealed class PlainItems(PlainWrite write, PlainRows rows)
{
    private readonly List<Held> _held = [];

    /// <summary>An item as this viewer may see it; null when there is none for them.</summary>
    public async Task<ActionItem?> Find(int number, Viewer viewer, CancellationToken ct)
    {
        var found = await write.Rows(
            $"""
            SELECT {rows.ItemColumns}, r.at FROM action_items a LEFT JOIN item_reminders r ON r.item_number = a.number
            WHERE a.number = @number AND {VisibleSql.Has(
                "a.incident_number",
                viewer,
                write.IsSqlite
            )}
            """,
            [("@number", number), .. VisibleSql.Parameters(viewer)],
            Read,
            ct
        );
        _held.AddRange(found);
        return found is [var one] ? one.Item : null;
    }

    /// <summary>Keeps a new item at the end of the write.</summary>
    public void Add(ActionItem item) => _held.Add(new Held(item, null, null));

    /// <summary>Saves what changed.</summary>
    /// <returns>True when something did.</returns>
    public async Task<bool> Save(AfterwordDb db, DateTimeOffset now, CancellationToken ct)
    {
        var incidents = new HashSet<int>();
        foreach (var held in _held.Where(h => h.IsNew || Changed(h).Count > 0))
        {
            held.Item.CountVersion();
            await (held.IsNew ? Insert(held, ct) : Update(held, ct));
            var next = await NextReminder(db, held.Item, now, ct);
            if (next != held.NextReminderAt)
            {
                await NextReminders.Set(write, [(held.Item.Number, next)], ct);
            }
            incidents.Add(held.Item.IncidentNumber);
        }
        foreach (var happened in _held.SelectMany(h => h.Item.DrainEvents()).OrderBy(e => e.At))
        {
            await Log(happened, ct);
        }
        foreach (var incident in incidents)
        {
            await NextDue.Mark(write, incident, now, ct);
        }
        _held.Clear();
        return incidents.Count > 0;
    }

    private Held Read(DbDataReader row)
    {
        var (item, before) = rows.Items.Read(row);
        var next = new PlainRow(row, write.IsSqlite).InstantOrNull(before.Length);
        return new Held((ActionItem)item, before, next);
    }

    private List<int> Changed(Held held)
    {
        var now = rows.Items.Values(held.Item);
        return [.. Enumerable.Range(0, now.Length).Where(i => !Same(now[i], held.Before![i]))];
    }

    private static bool Same(object? one, object? other) =>
        one is IReadOnlyList<string> words && other is IReadOnlyList<string> others
            ? words.SequenceEqual(others)
            : Equals(one, other);

    private Task<int> Insert(Held held, CancellationToken ct) =>
        write.Do(rows.InsertItem, rows.ItemParameters(held.Item), ct);

    private async Task Update(Held held, CancellationToken ct)
    {
        var values = rows.ItemParameters(held.Item);
        var changed = Changed(held);
        var set = changed.Select(i => $"{values[i].Name[1..]} = {values[i].Name}").ToList();
        List<(string, object?)> parameters =
        [
            .. changed.Select(i => values[i]),
            ("@this", held.Item.Number),
            ("@seen", held.Item.Version - 1),
        ];
        var hit = await write.Do(
            $"UPDATE action_items SET {string.Join(", ", set)} WHERE number = @this AND version = @seen",
            parameters,
            ct
        );
        if (hit == 0)
        {
            throw new DbUpdateConcurrencyException("Another node saved this item in between.");
        }
    }

    private async Task Log(Event happened, CancellationToken ct)
    {
        happened.Fix(RandomNumberGenerator.GetBytes(16));
        var ids = await write.Rows(
            rows.InsertEvent,
            rows.EventParameters(happened),
            row => row.GetInt64(0),
            ct
        );
        if (Announcements.IsAnnounced(happened.Kind))
        {
            await write.Do(
                "INSERT INTO announcements (event_id) VALUES (@event_id)",
                [("@event_id", ids[0])],
                ct
            );
        }
    }

    /// <summary>When whoever answers for the item is reminded of it next.</summary>
    private async Task<DateTimeOffset?> NextReminder(
        AfterwordDb db,
        ActionItem item,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var answering = await write.Rows(
            """
            SELECT i.followed_at, p.id, t.lead_id, p.time_zone, coalesce(p.active, false) FROM incidents i
            LEFT JOIN teams t ON t.id = @team LEFT JOIN people p ON p.id = coalesce(@owner, t.lead_id) WHERE i.number = @incident
            """,
            [
                ("@team", item.OwnerTeamId ?? 0),
                ("@owner", item.OwnerId),
                ("@incident", item.IncidentNumber),
            ],
            row =>
            {
                var values = new PlainRow(row, write.IsSqlite);
                return new AnsweredItem(
                    PlanItem.Of(item),
                    values.InstantOrNull(0),
                    null,
                    values.IntOrNull(1),
                    item.OwnerTeamId is null ? null : values.IntOrNull(2),
                    values.TextOrNull(3),
                    row.GetBoolean(4)
                );
            },
            ct
        );
        return answering[0].Next(await CadenceRules.Of(db, ct), now);
    }

    /// <summary>An item of this write.</summary>
    /// <param name="Item">The noun.</param>
    /// <param name="Before">Its row as it was; null for a new one.</param>
    /// <param name="NextReminderAt">As it was.</param>
    private sealed record Held(ActionItem Item, object?[]? Before, DateTimeOffset? NextReminderAt)
    {
        public bool IsNew => Before is null;
    }
}
