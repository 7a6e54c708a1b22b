using Afterword.Core.Events;
using Afterword.Core.Metrics;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Insight;

/// <summary>Loads what metrics know of some incidents.</summary>
internal static class FactSource
{
    /// <summary>The incidents of these numbers and whether each is restricted.</summary>
    public static async Task<List<(MetricIncident Incident, bool Restricted)>> Load(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    )
    {
        var incidents = await (
            from i in db.Incidents
            where numbers.Contains(i.Number)
            select new
            {
                i.Number,
                i.Severity,
                i.Restricted,
                i.StartedAt,
                i.DetectedAt,
                i.MitigatedAt,
                i.ResolvedAt,
                i.DeclaredAt,
                i.OccurredAt,
                i.FollowedAt,
            }
        ).ToListAsync(ct);
        var items = (await Items(db, numbers, ct)).ToLookup(i => i.Incident, i => i.Item);
        var messages = (await Messages(db, numbers, ct)).ToLookup(m => m.Incident, m => m.Message);
        var learned = await Learned.Load(db, numbers, ct);
        return
        [
            .. incidents.Select(i =>
                (
                    new MetricIncident
                    {
                        Number = i.Number,
                        Severity = i.Severity,
                        StartedAt = i.StartedAt,
                        DetectedAt = i.DetectedAt,
                        MitigatedAt = i.MitigatedAt,
                        ResolvedAt = i.ResolvedAt,
                        DeclaredAt = i.DeclaredAt,
                        OccurredAt = i.OccurredAt,
                        FollowedAt = i.FollowedAt,
                        Items = [.. items[i.Number]],
                        Messages = [.. messages[i.Number]],
                        Recurred = learned.Recurred(i.Number),
                        Questions = [.. learned.Questions[i.Number]],
                        Checks = [.. learned.Checks[i.Number]],
                    },
                    i.Restricted
                )
            ),
        ];
    }

    private static async Task<List<(int Incident, MetricItem Item)>> Items(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    )
    {
        var rows = await (
            from a in db.ActionItems
            where numbers.Contains(a.IncidentNumber)
            orderby a.Number
            select new
            {
                a.IncidentNumber,
                a.Reopenings,
                Item = new MetricItem
                {
                    Number = a.Number,
                    Priority = a.Priority,
                    Status = a.Status,
                    CreatedAt = a.CreatedAt,
                    DoneAt = a.DoneAt,
                    DueOn = a.DueOn,
                    OriginalDueOn = a.OriginalDueOn,
                    Slips = a.Slips,
                    OwnerTeamId = a.OwnerTeamId,
                },
            }
        ).ToListAsync(ct);
        var shut = await ShutTimes.Of(
            db,
            [.. rows.Where(r => r.Reopenings > 0).Select(r => r.Item.Number)],
            ct
        );
        return
        [
            .. rows.Select(r =>
                (r.IncidentNumber, r.Item with { Shut = [.. shut[r.Item.Number]] })
            ),
        ];
    }

    private static async Task<List<(int Incident, MetricMessage Message)>> Messages(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    )
    {
        var rows = await (
            from u in db.Updates
            where u.IncidentNumber != null && numbers.Contains(u.IncidentNumber.Value)
            orderby u.Number
            select new
            {
                Incident = u.IncidentNumber!.Value,
                u.Number,
                u.Kind,
                u.Audience,
                u.State,
                u.DueAt,
                u.SentAt,
                u.ApprovedAt,
                u.ItemNumber,
            }
        ).ToListAsync(ct);
        var released = await Released(db, numbers, ct);
        return
        [
            .. rows.Select(u =>
                (
                    u.Incident,
                    new MetricMessage(
                        u.Kind,
                        u.Audience,
                        u.State,
                        u.DueAt,
                        IsOut(u.State)
                            ? released.TryGetValue(u.Number, out var at)
                                ? at
                                : u.ApprovedAt ?? u.SentAt
                            : null,
                        u.ItemNumber
                    )
                )
            ),
        ];
    }

    /// <summary>When scheduled messages were let go: they were approved before.</summary>
    private static async Task<Dictionary<long, DateTimeOffset>> Released(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    ) =>
        (
            await db
                .Events.Where(e =>
                    e.IncidentNumber != null
                    && numbers.Contains(e.IncidentNumber.Value)
                    && e.Kind == EventKind.UpdateReleased
                )
                .Select(e => new { e.SubjectId, e.At })
                .ToListAsync(ct)
        )
            .GroupBy(e => e.SubjectId)
            .ToDictionary(g => g.Key, g => g.Max(e => e.At));

    // What the channels made of it stands in the outbox; one that is scheduled was approved, but has not left.
    private static bool IsOut(UpdateState state) =>
        state is UpdateState.Approved or UpdateState.Sent or UpdateState.PartlyFailed;
}
