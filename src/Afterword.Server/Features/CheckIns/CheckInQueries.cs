using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.CheckIns;

/// <summary>A fix and what was said of it last.</summary>
public sealed record CheckedFix(
    int Number,
    string Title,
    ActionItemStatus Status,
    DateTimeOffset? DoneAt,
    string Evidence,
    FixVerdict? Verdict,
    string Said,
    int? FollowUp,
    string? By,
    DateTimeOffset? At
)
{
    /// <summary>Done, and nobody has spoken of it since.</summary>
    public bool IsOpen => Status == ActionItemStatus.Done && !(At >= DoneAt);
}

/// <summary>The check-in of an incident.</summary>
/// <param name="AskedAt">When the lead was asked, UTC; null while nobody was.</param>
/// <param name="Fixes">Items that were done or spoken of, by number.</param>
internal sealed record CheckInView(DateTimeOffset? AskedAt, IReadOnlyList<CheckedFix> Fixes);

/// <summary>A service whose owner was asked whether it could hit them.</summary>
public sealed record RiskRow(
    string Service,
    string Handle,
    int PersonId,
    string Person,
    string PersonHandle,
    IReadOnlyList<string> Shared,
    DateTimeOffset AskedAt,
    RiskAnswer? Answer,
    string Note,
    int? Item,
    DateTimeOffset? AnsweredAt
);

/// <summary>Reads of check-ins and of similar-risk calls. The incident is one the viewer may see.</summary>
internal static class CheckInQueries
{
    public static async Task<CheckInView> Find(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    )
    {
        var asked = await db
            .Updates.Where(u => u.IncidentNumber == incident.Number && u.Kind == UpdateKind.CheckIn)
            .OrderByDescending(u => u.Number)
            .Select(u => (DateTimeOffset?)u.CreatedAt)
            .FirstOrDefaultAsync(ct);
        var items = await db
            .ActionItems.Where(a => a.IncidentNumber == incident.Number)
            .OrderBy(a => a.Number)
            .Select(a => new
            {
                a.Number,
                a.Title,
                a.Status,
                a.DoneAt,
                a.Evidence,
            })
            .ToListAsync(ct);
        var checks = (
            await db
                .FixChecks.Where(c => c.IncidentNumber == incident.Number)
                .OrderBy(c => c.Number)
                .ToListAsync(ct)
        )
            .GroupBy(c => c.ItemNumber)
            .ToDictionary(g => g.Key, g => g.Last());
        var people = checks.Values.Select(c => c.CheckedById).OfType<int>().Distinct().ToList();
        var names = await db
            .People.Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return new CheckInView(
            asked,
            [
                .. items
                    .Where(i => i.Status == ActionItemStatus.Done || checks.ContainsKey(i.Number))
                    .Select(i =>
                    {
                        var check = checks.GetValueOrDefault(i.Number);
                        return new CheckedFix(
                            i.Number,
                            i.Title,
                            i.Status,
                            i.DoneAt,
                            i.Evidence,
                            check?.Verdict,
                            check?.Evidence ?? "",
                            check?.FollowUpNumber,
                            check?.CheckedById is { } id ? names.GetValueOrDefault(id) : null,
                            check?.CheckedAt
                        );
                    }),
            ]
        );
    }

    /// <summary>Who was asked whether it could hit them, in the order of asking.</summary>
    public static async Task<IReadOnlyList<RiskRow>> Risks(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    ) =>
        await (
            from call in db.RiskCalls
            where call.IncidentNumber == incident
            join service in db.Services on call.ServiceId equals service.Id
            join person in db.People on call.PersonId equals person.Id
            orderby call.Number
            select new RiskRow(
                service.Name,
                service.Handle,
                person.Id,
                person.Name,
                person.Handle,
                call.Shared,
                call.AskedAt,
                call.Answer,
                call.Note,
                call.ItemNumber,
                call.AnsweredAt
            )
        ).ToListAsync(ct);

    /// <summary>Check-ins and similar-risk calls that wait for a person: for their home page and their calendar.</summary>
    public static async Task<IReadOnlyList<WaitingAsk>> WaitingFor(
        AfterwordDb db,
        int person,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var risks = await (
            from call in db.RiskCalls
            where call.PersonId == person && call.AnsweredAt == null
            join incident in db.Incidents.To(viewer) on call.IncidentNumber equals incident.Number
            orderby call.AskedAt
            select new WaitingAsk(incident.Number, incident.Title, false, call.AskedAt)
        ).ToListAsync(ct);
        var asked = await (
            from update in db.Updates
            where update.PersonId == person && update.Kind == UpdateKind.CheckIn
            join incident in db.Incidents.To(viewer) on update.IncidentNumber equals incident.Number
            where
                db.ActionItems.Any(a =>
                    a.IncidentNumber == incident.Number
                    && a.Status == ActionItemStatus.Done
                    && !db.FixChecks.Any(c => c.ItemNumber == a.Number && c.CheckedAt >= a.DoneAt)
                )
            orderby update.CreatedAt
            select new WaitingAsk(incident.Number, incident.Title, true, update.CreatedAt)
        ).ToListAsync(ct);
        return [.. asked.Concat(risks).DistinctBy(w => (w.IncidentNumber, w.IsCheckIn))];
    }
}

/// <summary>A check-in or a similar-risk call that waits for somebody.</summary>
public sealed record WaitingAsk(
    int IncidentNumber,
    string IncidentTitle,
    bool IsCheckIn,
    DateTimeOffset AskedAt
);
