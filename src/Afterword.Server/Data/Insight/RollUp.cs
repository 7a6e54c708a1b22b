using Afterword.Core.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Insight;

/// <summary>
/// Keeps what metrics count. It follows the sealed events: each names an incident whose facts are made anew, and what has changed is
/// added to and taken from the days. Writers pay nothing for it, and figures are some seconds old at most.
/// </summary>
internal sealed class RollUp(Store store, Database database)
{
    /// <summary>Incidents taken in at once.</summary>
    private const int Incidents = 50;

    /// <summary>The same while everything is taken in for the first time: neighbors share their days, which are then written once.</summary>
    private const int Building = 500;

    /// <summary>Events looked at at once.</summary>
    private const int Events = 2000;

    /// <summary>Whether incidents of before this version wait to be taken in for the first time.</summary>
    public bool IsBuilding { get; private set; }

    /// <summary>Takes in the next changes.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Step(CancellationToken ct)
    {
        if (await IsUpToDate(ct))
        {
            return IsBuilding = false;
        }
        await using var db = database.Read();
        var state = await db.Set<MetricState>().SingleOrDefaultAsync(ct);
        if (state is null || state.Code != PackedFacts.Code)
        {
            await store.Write(write => Begin(write, ct), ct);
            return IsBuilding = true;
        }
        IsBuilding = !state.Built;
        var batch = state.Built
            ? await Changed(db, state, ct)
            : await Unbuilt(db, state, Building, ct);
        if (batch is null)
        {
            return false;
        }
        var loaded = await FactSource.Load(db, batch.Incidents, ct);
        var made = loaded.ConvertAll(l => FactsOf(l.Incident, l.Restricted));
        await store.Write(write => Take(write, state, batch, made, ct), ct);
        return true;
    }

    /// <summary>One small query, every two seconds and right after a start: mostly there is nothing to take in.</summary>
    private Task<bool> IsUpToDate(CancellationToken ct) =>
        database.Plain.Any(
            """
            SELECT 1 FROM metric_state s
            WHERE s.code = @code AND s.built AND NOT EXISTS (SELECT 1 FROM events e WHERE e.sequence > s.sequence)
            """,
            [("@code", PackedFacts.Code)],
            ct
        );

    /// <summary>Takes in everything that is sealed.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        while (await Step(ct)) { }
    }

    /// <summary>The facts of an incident, for all metrics.</summary>
    internal static IncidentFacts FactsOf(MetricIncident incident, bool restricted)
    {
        var facts = new List<MetricFact>();
        for (var metric = 0; metric < AllMetrics.List.Count; metric++)
        {
            foreach (var fact in AllMetrics.List[metric].Of(incident))
            {
                facts.Add(new MetricFact(metric, fact, null));
            }
        }
        return new IncidentFacts
        {
            IncidentNumber = incident.Number,
            Restricted = restricted,
            FirstDay = facts.Min(f => f.Fact.Day),
            LastDay = incident.Items.Any(i => i.IsOpen)
                ? DateOnly.MaxValue
                : facts.Max(f => f.Fact.Day),
            Facts = PackedFacts.Pack(incident, facts),
        };
    }

    /// <summary>Empties the tables and starts from the first incident; what happens meanwhile is taken in afterwards.</summary>
    private static async Task Begin(AfterwordDb db, CancellationToken ct)
    {
        await db.Set<MetricDay>().ExecuteDeleteAsync(ct);
        await db.Set<IncidentFacts>().ExecuteDeleteAsync(ct);
        var old = await db.Set<MetricState>().AsNoTracking().SingleOrDefaultAsync(ct);
        await db.Set<MetricState>().ExecuteDeleteAsync(ct);
        db.Add(
            new MetricState
            {
                Code = PackedFacts.Code,
                Sequence = await db.Events.MaxAsync(e => e.Sequence, ct) ?? 0,
                Version = (old?.Version ?? 0) + 1,
            }
        );
    }

    /// <summary>The incidents that sealed events after the last one name; null when there are none.</summary>
    private static async Task<Batch?> Changed(
        AfterwordDb db,
        MetricState state,
        CancellationToken ct
    )
    {
        var events = await db
            .Events.Where(e => e.Sequence > state.Sequence)
            .OrderBy(e => e.Sequence)
            .Take(Events)
            .Select(e => new { e.Sequence, e.IncidentNumber })
            .ToListAsync(ct);
        if (events.Count == 0)
        {
            return null;
        }
        var incidents = new HashSet<int>();
        var sequence = state.Sequence;
        foreach (var happened in events)
        {
            if (happened.IncidentNumber is { } number && !incidents.Contains(number))
            {
                if (incidents.Count == Incidents)
                {
                    break;
                }
                incidents.Add(number);
            }
            sequence = happened.Sequence!.Value;
        }
        return new Batch(incidents, Sequence: sequence);
    }

    private static async Task<Batch> Unbuilt(
        AfterwordDb db,
        MetricState state,
        int most,
        CancellationToken ct
    )
    {
        var next = await db
            .Incidents.Where(i => i.Number > state.DoneIncident)
            .OrderBy(i => i.Number)
            .Take(most)
            .Select(i => i.Number)
            .ToListAsync(ct);
        return next.Count == 0
            ? new Batch([], Built: true)
            : new Batch([.. next], DoneIncident: next[^1]);
    }

    /// <summary>Puts new facts in place of old ones. Another node may have been quicker: then nothing is done.</summary>
    private static async Task Take(
        AfterwordDb db,
        MetricState read,
        Batch batch,
        IReadOnlyList<IncidentFacts> made,
        CancellationToken ct
    )
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock({DayChanges.LockKey})",
                ct
            );
        }
        var state = await db.Set<MetricState>().AsTracking().SingleAsync(ct);
        if (state.Version != read.Version || state.Sequence != read.Sequence)
        {
            return;
        }
        var changes = new DayChanges();
        var standing = await db.Set<IncidentFacts>()
            .AsTracking()
            .Where(f => batch.Incidents.Contains(f.IncidentNumber))
            .ToDictionaryAsync(f => f.IncidentNumber, ct);
        foreach (var facts in made)
        {
            if (standing.TryGetValue(facts.IncidentNumber, out var old))
            {
                if (
                    old.Restricted == facts.Restricted
                    && old.Facts.AsSpan().SequenceEqual(facts.Facts)
                )
                {
                    continue;
                }
                changes.Take(old);
                (old.Restricted, old.FirstDay, old.LastDay, old.Facts) = (
                    facts.Restricted,
                    facts.FirstDay,
                    facts.LastDay,
                    facts.Facts
                );
            }
            else
            {
                db.Add(facts);
            }
            changes.Add(facts);
        }
        state.Sequence = batch.Sequence ?? state.Sequence;
        state.DoneIncident = batch.DoneIncident ?? state.DoneIncident;
        state.Built |= batch.Built;
        if (changes.Any || batch.Built)
        {
            state.Version++;
            await changes.Apply(db, ct);
        }
    }

    private sealed record Batch(
        HashSet<int> Incidents,
        long? Sequence = null,
        int? DoneIncident = null,
        bool Built = false
    );
}
