using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// Announces a plan that changed (F8) to those who were told the old one. It waits some minutes, so that somebody who moves three dates
/// sends one message, and a date that is moved back sends none.
/// </summary>
internal static class PlanChanges
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    /// <summary>Writes what changed, for each audience that was told.</summary>
    public static async Task Tell(
        AfterwordDb db,
        Incident incident,
        Event happened,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var by = By.Product(now, Door.Cadence);
        var waiting = await db
            .Updates.AsTracking()
            .Where(u =>
                u.IncidentNumber == incident.Number
                && u.Kind == UpdateKind.PlanChange
                && u.State == UpdateState.Scheduled
            )
            .ToListAsync(ct);
        var since = waiting.Select(u => u.CreatedAt - Wait).Append(happened.At).Min();
        foreach (var earlier in waiting)
        {
            earlier.Discard("The plan has changed once more; one message tells both.", by);
        }
        var moves = await Moves(db, incident.Number, since, ct);
        if (moves.Count == 0)
        {
            return;
        }
        var facts = await IncidentFacts.Of(
            db,
            incident,
            site,
            await NextDue.Policy(db, ct),
            now,
            ct
        );
        foreach (var audience in await Told.Inside(db, incident.Number, ct))
        {
            var name = SnakeCase.Of(audience).Replace('_', '-');
            db.Updates.Add(
                Update.Automatic(
                    await db.NextUpdate(ct),
                    new UpdateAbout(
                        $"INC-{incident.Number}/plan-change/{name}/{happened.Id}",
                        UpdateKind.PlanChange,
                        audience,
                        incident.Number,
                        null,
                        null
                    ),
                    Drafting.Write(audience, new PlanChangeNews(facts, moves), site.Templates)!,
                    now + Wait,
                    by
                )
            );
        }
    }

    /// <summary>Each date that is another than it was, in the order it first moved.</summary>
    private static async Task<IReadOnlyList<PlanMove>> Moves(
        AfterwordDb db,
        int incident,
        DateTimeOffset since,
        CancellationToken ct
    )
    {
        var events = await db
            .Events.AsNoTracking()
            .Where(e =>
                e.IncidentNumber == incident
                && e.Kind == EventKind.MilestoneChanged
                && e.At >= since
            )
            .OrderBy(e => e.Id)
            .ToListAsync(ct);
        return
        [
            .. events
                .SelectMany(e => e.Facts.Changes)
                .GroupBy(c => c.Field)
                .Select(g => new PlanMove(
                    new InternalText(g.Key == "nextUpdateAt" ? "Next update" : g.Key),
                    At(g.First().From),
                    At(g.Last().To)
                ))
                .Where(m => m.From != m.To),
        ];
    }

    private static DateTimeOffset? At(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}
