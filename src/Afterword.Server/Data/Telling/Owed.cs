using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Turns what the cadence says is owed now into drafts. Doing it twice, or on two nodes at once, makes no second one.</summary>
internal static class Owed
{
    /// <summary>Locks an incident for its plan and gives it; null when there is none.</summary>
    public static async Task<Incident?> Lock(AfterwordDb db, int number, CancellationToken ct)
    {
        var rows = db.IsSqlite
            ? db.Incidents.Where(i => i.Number == number)
            : db.Incidents.FromSql($"SELECT * FROM incidents WHERE number = {number} FOR UPDATE");
        return (await rows.AsTracking().ToListAsync(ct)).SingleOrDefault();
    }

    /// <summary>Drafts what is owed now and has no draft yet, brings untouched drafts up to date, and notes when to come back.</summary>
    /// <param name="db">The transaction of a worker that holds <see cref="Lock"/>.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="refresh">Whether drafts that nobody has edited take the newer facts.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>How many drafts are new.</returns>
    public static async Task<int> Draft(
        AfterwordDb db,
        Incident incident,
        Site site,
        DateTimeOffset now,
        bool refresh,
        CancellationToken ct
    )
    {
        var policy = await NextDue.Policy(db, ct);
        var owed = Cadence
            .ForIncident(await NextDue.State(db, incident, ct), policy, now)
            .Where(o => o.OpensAt <= now)
            .ToList();
        if (owed.Count == 0)
        {
            return await Next(db, incident, policy, now, ct);
        }
        var slots = owed.Select(o => o.Slot).ToList();
        var standing = await db
            .Updates.AsTracking()
            .Where(u => slots.Contains(u.Slot))
            .ToDictionaryAsync(u => u.Slot, ct);
        var facts = await IncidentFacts.Of(db, incident, site, policy, now, ct);
        var by = By.Product(now, Door.Cadence);
        var made = 0;
        foreach (var obligation in owed)
        {
            if (Drafting.Write(obligation.Kind, obligation.Audience, facts) is not { } words)
            {
                continue;
            }
            if (standing.TryGetValue(obligation.Slot, out var update))
            {
                if (refresh)
                {
                    update.Refresh(words, obligation.DueAt, by);
                }
                continue;
            }
            db.Updates.Add(Update.Draft(await db.NextUpdate(ct), obligation.About, words, by));
            made++;
        }
        return made > 0 ? made : await Next(db, incident, policy, now, ct);
    }

    /// <summary>Where no noun changes, the write path does not ask the cadence; without this a swept row would be swept for ever.</summary>
    private static async Task<int> Next(
        AfterwordDb db,
        Incident incident,
        CadencePolicy policy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        incident.ExpectAt(Cadence.NextDueAt(await NextDue.State(db, incident, ct), policy, now));
        return 0;
    }
}
