using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

using Delivery = Afterword.Core.Delivery.Delivery;

/// <summary>
/// Bundles what is due for many people at once: one message a person and day, and the next instants of all their items, in a handful
/// of statements. Two nodes at once, or one twice, make nothing twice: the slot of a person's day is unique.
/// </summary>
internal sealed class OwedReminders
{
    private readonly List<Turn> _turns;

    private OwedReminders(List<Turn> turns) => _turns = turns;

    /// <summary>Makes the reminders of some people, of what is read; nothing is written yet.</summary>
    /// <param name="db">A write; or a read, where <see cref="Stand"/> is asked before they are kept.</param>
    /// <param name="items">The items whose morning had come when somebody looked: all that these people answer for.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the work.</param>
    public static async Task<OwedReminders> Of(
        AfterwordDb db,
        IReadOnlyCollection<int> items,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        // Another node may have been quicker.
        var due = (await DueItems.Load(db, items, ct))
            .Where(i => i.NextReminderAt <= now && i.PersonId is not null)
            .ToLookup(item => item.PersonId!.Value);
        int[] people = [.. due.Select(d => d.Key)];
        var persons = await db
            .People.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .ToListAsync(ct);
        // Counting days and writing words is most of the work, and pure: every core may help.
        var turns = persons
            .AsParallel()
            .AsOrdered()
            .Select(p => new Turn(p, rules, now, [.. due[p.Id]]))
            .ToList();
        await Write(db, turns.FindAll(t => t.Digest is not null), site, now, ct);
        return new OwedReminders(turns);
    }

    /// <summary>The last event before anything is read: whatever is read after this is at least as new.</summary>
    public static async Task<long> LastEvent(AfterwordDb db, CancellationToken ct) =>
        (await db.Rows("SELECT coalesce(max(id), 0) FROM events", [], row => row.Long(0), ct))[0];

    /// <summary>
    /// Whether what was read beside SQLite's one writer is still so: every deed leaves an event in its transaction, and events are numbered
    /// in the order of their commits (docs/decisions/0007).
    /// </summary>
    public static async Task<bool> Stand(AfterwordDb db, long lastEvent, CancellationToken ct) =>
        await db.Rows(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM events
            WHERE id > @last AND subject IN ('action_item', 'incident', 'person', 'team', 'setting'))
            """,
            [("@last", lastEvent)],
            row => row.Int(0),
            ct
        )
            is [];

    /// <summary>Writes them down.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>How many messages were made.</returns>
    public async Task<int> Keep(AfterwordDb db, DateTimeOffset now, CancellationToken ct)
    {
        var digests = _turns.Where(t => t.Words is not null).ToDictionary(t => t.Digest!.Owed.Slot);
        foreach (var slot in await Settled(db, [.. digests.Keys], ct))
        {
            digests.Remove(slot);
        }
        await Deliver(db, [.. digests.Values], now, ct);
        await NextReminders.Set(db.Writing, _turns.SelectMany(t => t.Next), ct);
        return digests.Count;
    }

    /// <summary>The days that were told already, or that somebody skipped.</summary>
    private static async Task<List<string>> Settled(
        AfterwordDb db,
        string[] slots,
        CancellationToken ct
    ) =>
        slots.Length == 0
            ? []
            :
            [
                .. await db
                    .Updates.Where(u => slots.Contains(u.Slot))
                    .Select(u => u.Slot)
                    .ToListAsync(ct),
                .. await db
                    .PlanChanges.Where(c => slots.Contains(c.Slot) && c.Skipped)
                    .Select(c => c.Slot)
                    .ToListAsync(ct),
            ];

    private static async Task Write(
        AfterwordDb db,
        List<Turn> turns,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (turns.Count == 0)
        {
            return;
        }
        var listed = turns.SelectMany(t => t.Listed(now)).ToHashSet();
        var facts = await DigestFacts.Load(
            db,
            listed,
            site,
            now,
            ct,
            [.. turns.SelectMany(t => t.Items).Where(i => !listed.Contains(i.Row.Number))]
        );
        turns.AsParallel().ForAll(turn => turn.Words = WordsOf(turn, facts, site));
    }

    /// <summary>
    /// Messages and their deliveries are one transaction, so nobody need be told of them. Whom nothing can reach is for
    /// <c>Announce</c>, which says so.
    /// </summary>
    private static async Task Deliver(
        AfterwordDb db,
        List<Turn> turns,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (turns.Count == 0)
        {
            return;
        }
        var by = By.Product(now, Door.Cadence);
        var number = await db.NextUpdates(turns.Count, ct);
        var people = turns.Select(t => t.Person).Where(p => p.Active).ToDictionary(p => p.Id);
        var reached = new List<Update>();
        var deliveries = new List<Delivery>();
        foreach (var turn in turns)
        {
            var update = Update.Automatic(number++, turn.Digest!.Owed.About, turn.Words!, null, by);
            var to = (await Recipients.Of(db, update, null, ct, people)).All;
            if (to.Count == 0)
            {
                db.Updates.Add(update);
                continue;
            }
            reached.Add(update);
            deliveries.AddRange(
                to.Select(r => Delivery.To(update, r.Channel, r.Address, r.Name, r.PersonId, now))
            );
        }
        await UpdateRows.Add(db, reached, ct);
        await EventRows.Log(db, reached.SelectMany(u => u.DrainEvents()), ct);
        await OutboxRows.Add(db, deliveries, ct);
    }

    /// <summary>Nothing where all items are of incidents the person may not read.</summary>
    private static Words? WordsOf(Turn turn, DigestFacts facts, Site site)
    {
        var news = facts.For(
            turn.Person.Id,
            turn.Person.Name,
            turn.Person.Handle,
            turn.Day,
            turn.Digest!.Lines.Select(l => (l.ItemNumber, l.Reason == ReminderReason.Stalled))
        );
        return news.Items.Count > 0
            ? Drafting.Write(turn.Digest.Owed.Audience, news, site.Templates)
            : null;
    }

    /// <summary>One person's turn: the message of their day, or the wait for their morning.</summary>
    private sealed class Turn
    {
        public Turn(Person person, CadenceRules rules, DateTimeOffset now, List<AnsweredItem> items)
        {
            (Person, Items) = (person, items);
            var zone = rules.ZoneOf(person.TimeZone);
            var hour = rules.Calendar.InWorkingHours(now, zone);
            Day = WorkCalendar.DayOf(now, zone);
            Next = items.ConvertAll(i =>
                (
                    i.Row.Number,
                    hour > now && person.Active
                        ? (DateTimeOffset?)hour
                        : i.Next(rules, now.AddMicroseconds(1))
                )
            );
            Digest =
                hour > now || items.Count == 0
                    ? null
                    : Core.FollowThrough.Digest.ForPerson(
                        new PersonState(
                            person.Id,
                            person.Handle,
                            person.ManagerId,
                            zone,
                            person.Active
                        ),
                        items
                            .Where(i => i.FollowedAt is not null)
                            .Select(i => new OwnedItem(
                                i.State,
                                i.Row.IncidentNumber,
                                i.FollowedAt!.Value,
                                Pending: true
                            )),
                        Day,
                        rules.Calendar
                    );
        }

        public Person Person { get; }

        public DateOnly Day { get; }

        public IReadOnlyList<AnsweredItem> Items { get; }

        public Digest? Digest { get; }

        /// <summary>The message of their day; null where there is nothing to say, or nothing they may read.</summary>
        public Words? Words { get; set; }

        /// <summary>When each of the items comes up again: outside working hours the next morning, else by the rule.</summary>
        public IReadOnlyList<(int Number, DateTimeOffset? At)> Next { get; }

        /// <summary>The items that have a line of their own; the others are counted.</summary>
        public IEnumerable<int> Listed(DateTimeOffset now) =>
            DigestNews
                .ByUrgency(
                    Digest!.Lines,
                    line => line.DueOn,
                    DateOnly.FromDateTime(now.UtcDateTime)
                )
                .Take(DigestNews.MostListed)
                .Select(line => line.ItemNumber);
    }
}
