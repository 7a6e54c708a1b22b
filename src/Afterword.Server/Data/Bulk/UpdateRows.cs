using Afterword.Core.Updates;

namespace Afterword.Server.Data.Bulk;

/// <summary>Updates within a write, many at a time: a morning's reminders are hundreds, and each is settled by itself.</summary>
internal static class UpdateRows
{
    private static readonly BulkColumn<Update>[] Course =
    [
        Column<Update>.Name("state", u => u.State),
        Column<Update>.Instant("sent_at", u => u.SentAt),
        Column<Update>.Int("version", u => u.Version),
    ];

    internal static readonly BulkRows<Update> New = new(
        "updates",
        [],
        [
            Column<Update>.Int("number", u => u.Number),
            Column<Update>.Text("slot", u => u.Slot),
            Column<Update>.Int("incident_number", u => u.IncidentNumber),
            Column<Update>.Int("item_number", u => u.ItemNumber),
            Column<Update>.Name("kind", u => u.Kind),
            Column<Update>.Name("audience", u => u.Audience),
            Column<Update>.Int("person_id", u => u.PersonId),
            Column<Update>.Int("team_id", u => u.TeamId),
            Column<Update>.Int("correction_of", u => u.CorrectionOf),
            Column<Update>.Text("subject", u => u.Subject),
            Column<Update>.Text("body", u => u.Body),
            Column<Update>.Instant("due_at", u => u.DueAt),
            Column<Update>.Instant("scheduled_at", u => u.ScheduledAt),
            Column<Update>.Instant("next_update_at", u => u.NextUpdateAt),
            Column<Update>.Instant("created_at", u => u.CreatedAt),
            Column<Update>.Int("author_id", u => u.AuthorId),
            Column<Update>.Int("approved_by_id", u => u.ApprovedById),
            Column<Update>.Instant("approved_at", u => u.ApprovedAt),
            Column<Update>.Text("words_hash", u => u.WordsHash),
            .. Course,
        ]
    );

    private static readonly BulkRows<Update> Settled = new(
        "updates",
        [
            Column<Update>.Int("number", u => u.Number),
            Column<Update>.Int("version", u => u.Version - 1),
        ],
        Course
    );

    /// <summary>Adds updates; their events stay with them for whoever tells on them.</summary>
    public static Task Add(AfterwordDb db, IReadOnlyList<Update> updates, CancellationToken ct)
    {
        foreach (var update in updates)
        {
            update.CountVersion();
        }
        return New.Insert(db, updates, ct);
    }

    /// <summary>Puts back where updates stand that are about no incident, with their events.</summary>
    public static async Task Settle(
        AfterwordDb db,
        IReadOnlyList<Update> updates,
        CancellationToken ct
    )
    {
        foreach (var update in updates)
        {
            update.CountVersion();
        }
        await Settled.Update(db, updates, ct);
        await EventRows.Keep(db, updates, ct);
    }
}
