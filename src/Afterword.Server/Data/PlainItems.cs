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
    private bool _saved;

    /// <summary>An item as this viewer may see it; null when there is none for them.</summary>
    public async Task<ActionItem?> Find(int number, Viewer viewer, CancellationToken ct)
    {
        var found = await write.Rows(
            $"""
            SELECT {rows.ItemColumns}, r.at, {WhoAnswers.Columns} FROM action_items a
            JOIN incidents i ON i.number = a.incident_number
            LEFT JOIN item_reminders r ON r.item_number = a.number
            LEFT JOIN teams t ON t.id = a.owner_team_id LEFT JOIN people p ON p.id = coalesce(a.owner_id, t.lead_id)
            WHERE a.number = @number AND {VisibleSql.To("i", viewer, write.IsSqlite)}
            """,
            [("@number", number), .. CadenceRules.Names, .. VisibleSql.Parameters(viewer)],
            Read,
            ct
        );
        _held.AddRange(found);
        return found is [var one] ? one.Item : null;
    }

    /// <summary>Keeps a new item at the end of the write.</summary>
    public void Add(ActionItem item) => _held.Add(new Held(item, null, null, null));

    /// <summary>Saves what changed. The store does it at the end of a write; a deed that answers with what is kept, before it reads that.</summary>
    /// <returns>True when something did in this write.</returns>
    public async Task<bool> Save(DateTimeOffset now, CancellationToken ct)
    {
        var incidents = new HashSet<int>();
        foreach (var held in _held.Where(h => h.IsNew || Changed(h).Count > 0))
        {
            held.Item.CountVersion();
            await (held.IsNew ? Insert(held, ct) : Update(held, ct));
            var who =
                held.Who is { } known && known.AnswersFor(held.Item)
                    ? known
                    : await Who(held.Item, ct);
            var next = who.Next(held.Item, now);
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
        return _saved |= incidents.Count > 0;
    }

    private Held Read(DbDataReader row)
    {
        var (item, before) = rows.Items.Read(row);
        var more = new PlainRow(row, write.IsSqlite);
        return new Held(
            (ActionItem)item,
            before,
            more.InstantOrNull(before.Length),
            WhoAnswers.Read(more, before.Length + 1, (ActionItem)item)
        );
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

    /// <summary>Asked for a new item, and for one that changed hands.</summary>
    private async Task<WhoAnswers> Who(ActionItem item, CancellationToken ct)
    {
        var found = await write.Rows(
            $"""
            SELECT {WhoAnswers.Columns} FROM incidents i
            LEFT JOIN teams t ON t.id = @team LEFT JOIN people p ON p.id = coalesce(@owner, t.lead_id) WHERE i.number = @incident
            """,
            [
                ("@team", item.OwnerTeamId ?? 0),
                ("@owner", item.OwnerId),
                ("@incident", item.IncidentNumber),
                .. CadenceRules.Names,
            ],
            row => WhoAnswers.Read(new PlainRow(row, write.IsSqlite), 0, item),
            ct
        );
        return found[0];
    }

    /// <summary>An item of this write.</summary>
    /// <param name="Item">The noun.</param>
    /// <param name="Before">Its row as it was; null for a new one.</param>
    /// <param name="NextReminderAt">As it was.</param>
    /// <param name="Who">Who answered for it before this write; null for a new one.</param>
    private sealed record Held(
        ActionItem Item,
        object?[]? Before,
        DateTimeOffset? NextReminderAt,
        WhoAnswers? Who
    )
    {
        public bool IsNew => Before is null;
    }

    /// <summary>Whoever answers for an item, and the rules by which they are reminded: read with the item, for every deed asks for them.</summary>
    /// <param name="Owner">The person who owned the item when this was read.</param>
    /// <param name="Team">The team that did.</param>
    private sealed record WhoAnswers(
        int? Owner,
        int? Team,
        DateTimeOffset? FollowedAt,
        int? PersonId,
        int? TeamLeadId,
        string? TimeZone,
        bool Active,
        CadenceRules Rules
    )
    {
        /// <summary>Of an incident <c>i</c>, a team <c>t</c> and the person <c>p</c> who answers.</summary>
        public const string Columns =
            $"i.followed_at, p.id, t.lead_id, p.time_zone, coalesce(p.active, false), {CadenceRules.Columns}";

        public static WhoAnswers Read(PlainRow row, int first, ActionItem item) =>
            new(
                item.OwnerId,
                item.OwnerTeamId,
                row.InstantOrNull(first),
                row.IntOrNull(first + 1),
                item.OwnerTeamId is null ? null : row.IntOrNull(first + 2),
                row.TextOrNull(first + 3),
                row.Flag(first + 4),
                CadenceRules.Of(row.TextOrNull(first + 5), row.TextOrNull(first + 6))
            );

        public bool AnswersFor(ActionItem item) =>
            item.OwnerId == Owner && item.OwnerTeamId == Team;

        public DateTimeOffset? Next(ActionItem item, DateTimeOffset now) =>
            new AnsweredItem(
                PlanItem.Of(item),
                FollowedAt,
                null,
                PersonId,
                TeamLeadId,
                TimeZone,
                Active
            ).Next(Rules, now);
    }
}
