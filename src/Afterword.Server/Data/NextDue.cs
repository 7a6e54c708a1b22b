using System.Text.Json;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Server.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>Keeps each incident's <c>NextDueAt</c> true, so that the sweep is one index probe.</summary>
internal static class NextDue
{
    /// <summary>Asks the cadence anew for some incidents.</summary>
    /// <returns>True when an instant changed and must be saved.</returns>
    public static async Task<bool> Update(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var changed = false;
        var policy = await Policy(db, ct);
        foreach (
            var incident in await db
                .Incidents.AsTracking()
                .Where(i => numbers.Contains(i.Number))
                .ToListAsync(ct)
        )
        {
            var next = Cadence.NextDueAt(await State(db, incident, ct), policy, now);
            if (next != incident.NextDueAt)
            {
                incident.ExpectAt(next);
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>Every incident that something may be owed for: what a change of the policy itself touches.</summary>
    public static Task<List<int>> Followed(AfterwordDb db, CancellationToken ct) =>
        db
            .Incidents.Where(i => i.FollowedAt != null && i.Status != IncidentStatus.Closed)
            .Select(i => i.Number)
            .ToListAsync(ct);

    /// <summary>The policy as this transaction sees it.</summary>
    public static async Task<CadencePolicy> Policy(AfterwordDb db, CancellationToken ct)
    {
        var name = AllSettings.Of(typeof(CadencePolicy)).Name;
        var json = await db.Set<Setting>()
            .Where(s => s.Name == name)
            .Select(s => s.Value)
            .SingleOrDefaultAsync(ct);
        return json is null
            ? new CadencePolicy()
            : JsonSerializer.Deserialize<CadencePolicy>(json, SettingsJson.Options)!;
    }

    /// <summary>All that the cadence knows of an incident.</summary>
    public static async Task<IncidentState> State(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    )
    {
        var told = await db
            .Updates.AsNoTracking()
            .Where(u => u.IncidentNumber == incident.Number)
            .Select(u => new ToldUpdate(u.Slot, u.State, u.ApprovedAt))
            .ToListAsync(ct);
        return new IncidentState(
            incident.Number,
            incident.Severity,
            incident.DeclaredAt,
            incident.ResolvedAt,
            incident.FollowedAt,
            told
        );
    }
}
