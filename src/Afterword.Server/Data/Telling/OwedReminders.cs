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
internal static class OwedReminders
{
    /// <summary>Writes the reminders of some people.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="items">The items whose morning had come when somebody looked: all that these people answer for.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>How many messages were made.</returns>
    public static async Task<int> Write(
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
        var digests = turns.Where(t => t.Digest is not null).ToDictionary(t => t.Digest!.Owed.Slot);
        var settled = await Settled(db, [.. digests.Keys], ct);
        foreach (var slot in settled)
        {
            digests.Remove(slot);
        }
        var made = await Make(db, [.. digests.Values], site, now, ct);
        await NextReminders.Set(db.Writing, turns.SelectMany(t => t.Next), ct);
        return made;
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

    private static async Task<int> Make(
        AfterwordDb db,
        List<Turn> turns,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (turns.Count == 0)
        {
            return 0;
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
        var by = By.Product(now, Door.Cadence);
        var written = turns
            .AsParallel()
            .AsOrdered()
            .Select(turn => (turn.Digest!.Owed, Words: Words(turn, facts, site)))
            .Where(w => w.Words is not null)
            .ToList();
        if (written.Count == 0)
        {
            return 0;
        }
        var number = await db.NextUpdates(written.Count, ct);
        var updates = written.ConvertAll(w =>
            Update.Automatic(number++, w.Owed.About, w.Words!, null, by)
        );
        await Deliver(db, updates, turns.ConvertAll(t => t.Person), now, ct);
        return written.Count;
    }

    /// <summary>
    /// Messages and their deliveries are one transaction, so nobody need be told of them. Whom nothing can reach is for
    /// <c>Announce</c>, which says so.
    /// </summary>
    private static async Task Deliver(
        AfterwordDb db,
        List<Update> updates,
        List<Person> persons,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var people = persons.Where(p => p.Active).ToDictionary(p => p.Id);
        var reached = new List<Update>();
        var deliveries = new List<Delivery>();
        foreach (var update in updates)
        {
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
    private static Words? Words(Turn turn, DigestFacts facts, Site site)
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
