using System.Security.Cryptography;
using System.Text;
using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;

namespace Afterword.Simulate;

/// <summary>
/// An organization with some people and incidents: what the database holds, and the product's loops over it as they run on the
/// server. Time passes from one thing that happens to the next.
/// </summary>
internal sealed class World
{
    private readonly StringBuilder _trace = new();
    private readonly Dictionary<string, Obligation> _owed = [];

    public World(int seed, Invariants invariants)
    {
        (Random, Invariants) = (new Random(seed), invariants);
        Invariants.World = this;
    }

    public Random Random { get; }

    public Invariants Invariants { get; }

    public WorkCalendar Calendar { get; set; } = new(new CadencePolicy());

    public Dictionary<int, PersonState> People { get; set; } = [];

    public List<IncidentRow> Incidents { get; } = [];

    /// <summary>The item whose life is told on the console; null for none.</summary>
    public string? About { get; init; }

    /// <summary>The digests that were made, by slot: the unique index.</summary>
    public HashSet<string> Digests { get; } = [];

    /// <summary>The clock of the server.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>How often a second node came with what it had read before, and was refused.</summary>
    public int Refused { get; private set; }

    public int Messages { get; private set; }

    public string Trace =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_trace.ToString())));

    /// <summary>When one of the loops has something to do next.</summary>
    public DateTimeOffset? NextAct() =>
        Incidents
            .Select(i =>
                Earliest(i.NextDueAt, Earliest(i.NextReminderAt.Values.Min(), i.NextGoesAt))
            )
            .Min();

    /// <summary>One look of the product's loops.</summary>
    public void Tick()
    {
        foreach (var row in Incidents)
        {
            if (row.NextGoesAt <= Now)
            {
                Release(row);
            }
            if (row.NextDueAt <= Now)
            {
                Sweep(row);
            }
        }
        Remind();
    }

    /// <summary>Says what happened, where somebody asked for it.</summary>
    public void Tell(string happened, int? item = null)
    {
        if (About is not null && (item is null || About == $"OUT-{item}"))
        {
            Console.WriteLine($"{Now:u} {happened}");
        }
    }

    /// <summary>A write has touched an incident: both instants are asked for anew.</summary>
    public void Touched(IncidentRow row)
    {
        row.NextDueAt = Cadence.NextDueAt(row.State, Calendar, Now);
        foreach (var item in row.State.Items)
        {
            row.NextReminderAt[item.Number] = NextReminder(row, item, Now);
        }
    }

    /// <summary>People, zones or the policy changed: every open incident is asked for anew.</summary>
    public void TouchedAll()
    {
        foreach (var row in Incidents)
        {
            row.State = row.State with { People = People };
            Touched(row);
        }
    }

    /// <summary>A person lets a draft go.</summary>
    public void Approve(IncidentRow row, ToldUpdate told)
    {
        Go(row, told, byItself: false);
        row.NextDueAt = Cadence.NextDueAt(row.State, Calendar, Now);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private DateTimeOffset? NextReminder(IncidentRow row, ItemState item, DateTimeOffset from) =>
        row.State.FollowedAt is { } followedAt && row.State.Reachable(item.OwnerId) is { } owner
            ? Reminders.NextAt(item, followedAt, from, owner.Zone, Calendar)
            : null;

    /// <summary>As <c>Owed.Draft</c>; now and then a second node comes with the state as it was before.</summary>
    private void Sweep(IncidentRow row)
    {
        var before = row.State;
        CarryOut(row, before);
        if (Random.Next(10) == 0)
        {
            CarryOut(row, before);
        }
        row.NextDueAt = Cadence.NextDueAt(row.State, Calendar, Now);
        Invariants.Comes(row);
    }

    private void CarryOut(IncidentRow row, IncidentState seen)
    {
        var owed = Cadence.ForIncident(seen, Calendar, Now);
        var withdrawn = Cadence.Withdrawn(seen, owed).Select(t => t.Slot).ToHashSet();
        var told = row
            .State.Told.Select(t =>
                withdrawn.Contains(t.Slot) && t.IsWaiting
                    ? t with
                    {
                        State = UpdateState.Discarded,
                        GoesAt = null,
                    }
                    : t
            )
            .ToList();
        foreach (
            var one in owed.Where(o => o.IsOpen && o.OpensAt <= Now && seen.ToldIn(o.Slot) is null)
        )
        {
            if (told.Any(t => t.Slot == one.Slot))
            {
                Refused++;
                continue;
            }
            _owed[one.Slot] = one;
            var goes = one.SendsAt <= Now;
            told.Add(
                new ToldUpdate(
                    one.Slot,
                    goes ? UpdateState.Sent : UpdateState.Draft,
                    goes ? Now : null,
                    Now,
                    one.Kind,
                    one.Audience,
                    goes ? null : one.SendsAt
                )
            );
            if (goes)
            {
                Log(new Sent(Now, one, true), row);
            }
        }
        // Only for speed: no rule looks back further than the farthest a clock is set wrong. The index of slots would show it.
        told.RemoveAll(t =>
            t.Kind == UpdateKind.WeeklyFollowUp && t.IsOut && t.ApprovedAt < Now.AddDays(-450)
        );
        row.State = row.State with { Told = told };
    }

    /// <summary>As <c>DueUpdates</c>.</summary>
    private void Release(IncidentRow row)
    {
        foreach (var told in row.State.Told.Where(t => t.IsWaiting && t.GoesAt <= Now).ToList())
        {
            Go(row, told, byItself: true);
        }
        row.NextDueAt = Cadence.NextDueAt(row.State, Calendar, Now);
    }

    private void Go(IncidentRow row, ToldUpdate told, bool byItself)
    {
        row.State = row.State with
        {
            Told =
            [
                .. row.State.Told.Select(t =>
                    t.Slot == told.Slot
                        ? t with
                        {
                            State = UpdateState.Sent,
                            ApprovedAt = Now,
                            GoesAt = null,
                        }
                        : t
                ),
            ],
        };
        Log(new Sent(Now, _owed[told.Slot], byItself), row);
    }

    /// <summary>As the server's reminders: whoever has an item whose morning has come gets one digest.</summary>
    private void Remind()
    {
        var due = (
            from row in Incidents
            from item in row.State.Items
            where row.NextReminderAt.GetValueOrDefault(item.Number) <= Now
            select (Row: row, Item: item, Person: row.State.Reachable(item.OwnerId))
        ).ToList();
        foreach (var mine in due.GroupBy(d => d.Person))
        {
            if (mine.Key is not { } person)
            {
                foreach (var (row, item, _) in mine)
                {
                    row.NextReminderAt[item.Number] = null;
                }
                continue;
            }
            var hour = Calendar.InWorkingHours(Now, person.Zone);
            if (hour > Now)
            {
                foreach (var (row, item, _) in mine)
                {
                    row.NextReminderAt[item.Number] = hour;
                }
                continue;
            }
            var day = WorkCalendar.DayOf(Now, person.Zone);
            var digest = Digest.ForPerson(
                person,
                mine.Select(m => new OwnedItem(
                    m.Item,
                    m.Row.State.Number,
                    m.Row.State.FollowedAt!.Value,
                    Pending: true
                )),
                day,
                Calendar
            );
            if (digest is not null && Digests.Add(digest.Owed.Slot))
            {
                Log(new Sent(Now, digest.Owed, true), null);
            }
            foreach (var (row, item, _) in mine)
            {
                row.NextReminderAt[item.Number] = NextReminder(row, item, Now.AddTicks(10));
            }
        }
    }

    private void Log(Sent sent, IncidentRow? row)
    {
        Messages++;
        if (About is not null && sent.Owed.Slot.StartsWith($"{About}/", StringComparison.Ordinal))
        {
            Console.WriteLine(
                $"{sent.At:u} sent {sent.Owed.Slot} to {sent.Owed.PersonId}, due {sent.Owed.DueAt:u}, by itself {sent.ByItself}"
            );
        }
        _trace.Append(sent.At.UtcTicks).Append(' ').Append(sent.Owed.Slot).Append('\n');
        Invariants.Left(sent, row);
    }
}
