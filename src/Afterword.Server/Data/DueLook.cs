using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// What the cadence says about marked incidents, asked beside SQLite's one writer, so that nobody waits for it. Written down afterwards, and only
/// for incidents that nothing happened to in between: every deed that the cadence cares about leaves an event in its transaction, and events
/// are numbered in the order of their commits (docs/decisions/0007).
/// </summary>
internal sealed class DueLook
{
    private readonly long _lastEvent;
    private readonly Dictionary<int, DateTimeOffset?> _later;

    private DueLook(long lastEvent, Dictionary<int, DateTimeOffset?> later, List<int> owing)
    {
        (_lastEvent, _later, Owing) = (lastEvent, later, owing);
    }

    /// <summary>The incidents for which there is something to do now.</summary>
    public IReadOnlyList<int> Owing { get; }

    /// <summary>True when an instant is to be written down.</summary>
    public bool Any => _later.Count > 0;

    /// <summary>Asks the cadence about incidents that are due or marked.</summary>
    /// <param name="db">Reads; what it reads is committed.</param>
    /// <param name="numbers">The incidents.</param>
    /// <param name="now">The instant to ask for.</param>
    /// <param name="ct">Gives up; nothing was written.</param>
    public static async Task<DueLook> At(
        AfterwordDb db,
        int[] numbers,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // First of all: whatever is read after this is at least as new.
        var lastEvent = await db.Rows(
            "SELECT coalesce(max(id), 0) FROM events",
            [],
            row => row.Long(0),
            ct
        );
        var rules = await CadenceRules.Of(db, ct);
        var incidents = await db.Incidents.Where(i => numbers.Contains(i.Number)).ToListAsync(ct);
        var states = await CadenceStates.Load(db, incidents, rules, ct);
        var next = incidents
            .Where(i => i.NextDueAt <= now)
            .ToDictionary(i => i.Number, i => NextDue.Of(i, states[i.Number], rules, now));
        return new DueLook(
            lastEvent[0],
            next.Where(n => !(n.Value <= now)).ToDictionary(),
            [.. next.Where(n => n.Value <= now).Select(n => n.Key)]
        );
    }

    /// <summary>Writes down the instants. An incident that something happened to in between stays marked, and is asked about anew.</summary>
    public async Task Keep(AfterwordDb db, CancellationToken ct)
    {
        var happened = await db.Rows(
            """
            SELECT DISTINCT coalesce(incident_number, 0) FROM events
            WHERE id > @last AND (incident_number IS NOT NULL OR subject IN ('person', 'team', 'setting'))
            """,
            [("@last", _lastEvent)],
            row => row.Int(0),
            ct
        );
        if (happened.Contains(0))
        {
            return; // people, teams and settings may concern any of them
        }
        foreach (var (incident, next) in _later.Where(l => !happened.Contains(l.Key)))
        {
            await NextDue.Set(db, incident, next, ct);
        }
    }
}
