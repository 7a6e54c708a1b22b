using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Carries out what the cadence says is owed now: drafts, and what goes out by itself. Doing it twice, or on two nodes at once, makes nothing twice.</summary>
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

    /// <summary>
    /// Drafts what is owed now and has no draft yet, sends what goes out by itself, takes back what has lost its reason, brings
    /// untouched drafts up to date, closes the incident once all of it is over, and notes when to come back.
    /// </summary>
    /// <param name="db">The transaction of a worker that holds <see cref="Lock"/>.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="refresh">Whether drafts that nobody has edited take the newer facts.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>How many updates were made, sent or taken back.</returns>
    public static async Task<int> Draft(
        AfterwordDb db,
        Incident incident,
        Site site,
        DateTimeOffset now,
        bool refresh,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var state = (await CadenceStates.Load(db, [incident], rules, ct))[incident.Number];
        var by = By.Product(now, Door.Cadence);
        incident.Settle(Cadence.IsClosed(state), by);
        var owed = Cadence.ForIncident(state, rules.Calendar, now);
        var withdrawn = Cadence.Withdrawn(state, owed).Select(t => t.Slot).ToHashSet();
        var due = owed.Where(o => o.IsOpen && o.OpensAt <= now && OwedWords.CanWrite(o)).ToList();
        var wanted = due.Select(o => o.Slot).Concat(withdrawn).ToList();
        if (wanted.Count == 0)
        {
            return await Next(db, incident, state, rules, now, ct);
        }
        var standing = await db
            .Updates.AsTracking()
            .Where(u => wanted.Contains(u.Slot))
            .ToDictionaryAsync(u => u.Slot, ct);
        foreach (var slot in withdrawn)
        {
            standing[slot].Discard("What it tells of has changed since it was drafted.", by);
        }
        var facts =
            due.Count == 0
                ? null
                : await IncidentFacts.Of(db, incident, site, rules.Calendar.Policy, now, ct);
        var done = withdrawn.Count;
        foreach (var obligation in due)
        {
            done += await CarryOut(
                db,
                obligation,
                standing.GetValueOrDefault(obligation.Slot),
                facts!,
                site,
                refresh,
                by,
                ct
            );
        }
        return done > 0 ? done : await Next(db, incident, state, rules, now, ct);
    }

    /// <returns>1 when something was made or sent.</returns>
    private static async Task<int> CarryOut(
        AfterwordDb db,
        Obligation owed,
        Update? update,
        InternalFacts facts,
        Site site,
        bool refresh,
        By by,
        CancellationToken ct
    )
    {
        if (update is not null && !refresh)
        {
            return 0;
        }
        if (OwedWords.Write(owed, facts, site) is not { } words)
        {
            return 0;
        }
        if (update is not null)
        {
            update.Refresh(words, owed.DueAt, by);
            return 0;
        }
        var number = await db.NextUpdate(ct);
        db.Updates.Add(
            owed.SendsAt <= by.At
                ? Update.Automatic(number, owed.About, words, null, by)
                : Update.Draft(number, owed.About, words, by, owed.SendsAt)
        );
        return 1;
    }

    /// <summary>Where no noun changes, the write path does not ask the cadence; without this a swept row would be swept for ever.</summary>
    private static async Task<int> Next(
        AfterwordDb db,
        Incident incident,
        IncidentState state,
        CadenceRules rules,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await NextDue.Set(db, incident.Number, NextDue.Of(incident, state, rules, now), ct);
        return 0;
    }
}
