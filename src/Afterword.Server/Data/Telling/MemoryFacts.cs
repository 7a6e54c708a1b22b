using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>What updates tell of check-ins, of who was asked whether it could hit them, and of questions.</summary>
internal static class MemoryFacts
{
    /// <summary>The facts of an incident with these added.</summary>
    public static async Task<InternalFacts> Add(
        AfterwordDb db,
        Incident incident,
        InternalFacts facts,
        CancellationToken ct
    ) =>
        facts with
        {
            CheckInOn = await CheckInOn(db, incident, facts, ct),
            CheckInAskedAt = await AskedAt(db, incident.Number, ct),
            Checked = await Checked(db, incident.Number, facts, ct),
            Risks = await Risks(db, incident.Number, ct),
            Answers = await Answers(db, incident.Number, ct),
        };

    private static async Task<DateOnly?> CheckInOn(
        AfterwordDb db,
        Incident incident,
        InternalFacts facts,
        CancellationToken ct
    )
    {
        var closed = CheckIns.ClosedAt(facts.Items.Select(i => (i.Priority, i.IsOpen, i.ClosedAt)));
        if (closed is not { } closedAt)
        {
            return null;
        }
        var rules = await CadenceRules.Of(db, ct);
        var zone = await db
            .People.Where(p => p.Id == incident.LeadId)
            .Select(p => p.TimeZone)
            .SingleOrDefaultAsync(ct);
        var from = incident.ResolvedAt > closedAt ? incident.ResolvedAt.Value : closedAt;
        return CheckIns.DayFor(from, rules.Calendar, rules.ZoneOf(zone));
    }

    private static Task<DateTimeOffset?> AskedAt(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    ) =>
        db
            .Updates.Where(u => u.IncidentNumber == incident && u.Kind == UpdateKind.CheckIn)
            .OrderByDescending(u => u.Number)
            .Select(u => (DateTimeOffset?)u.CreatedAt)
            .FirstOrDefaultAsync(ct);

    private static async Task<IReadOnlyList<int>> Checked(
        AfterwordDb db,
        int incident,
        InternalFacts facts,
        CancellationToken ct
    )
    {
        var checks = await db
            .FixChecks.AsNoTracking()
            .Where(c => c.IncidentNumber == incident)
            .Select(c => new { c.ItemNumber, c.CheckedAt })
            .ToListAsync(ct);
        return
        [
            .. facts
                .Items.Where(i =>
                    checks.Any(c => c.ItemNumber == i.Number && c.CheckedAt >= i.ClosedAt)
                )
                .Select(i => i.Number),
        ];
    }

    private static async Task<IReadOnlyList<RiskFact>> Risks(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    )
    {
        var rows = await (
            from call in db.RiskCalls.AsNoTracking()
            where call.IncidentNumber == incident
            join person in db.People on call.PersonId equals person.Id
            join service in db.Services on call.ServiceId equals service.Id
            orderby call.Number
            select new
            {
                Call = call,
                person.Handle,
                Person = person.Name,
                Service = service.Name,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new RiskFact(
                r.Call.PersonId,
                r.Handle,
                r.Person,
                new(r.Service),
                r.Call.Shared,
                r.Call.AskedAt,
                r.Call.AnsweredAt is null
            )),
        ];
    }

    private static async Task<IReadOnlyList<GivenAnswer>> Answers(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    )
    {
        var rows = await db
            .Questions.AsNoTracking()
            .Where(q => q.IncidentNumber == incident && q.AnsweredAt != null)
            .OrderBy(q => q.Number)
            .Select(q => new
            {
                q.Text,
                q.Answer,
                q.AnsweredAt,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(q => new GivenAnswer(
                new AnswerFact(new(q.Text), new(q.Answer)),
                q.AnsweredAt!.Value
            )),
        ];
    }
}
